import { expect, test } from 'vitest';
import { chaosLevels } from '../../src/index.js';
import { exchangeOn } from '../support/chaos.js';
import { httpRequest, rpc } from '../support/json-rpc-client.js';
import { radioProcess } from '../support/radio-process.js';

/** Calls of a client; each is sent over a connection of its own. */
const calls = [
  'freq',
  'bw',
  'freq',
  'power_dBm',
  'no_such',
  'freq',
  'nodeid',
  'no_such',
  'model',
  'freq',
].map((method, index) => ({ request: httpRequest(rpc(method, index)), method }));

/** A journal, as the control plane gives it. */
interface Journal {
  readonly entries: readonly { readonly chaos?: { readonly case: string } }[];
}

/** What the client of a radio in a process of its own sees, as hex, and the cases that acted, by call. */
async function runOf(...flags: readonly string[]) {
  const radio = await radioProcess('--seed', '7', '--time-scale', '50', ...flags);
  const seen: string[] = [];
  for (const { request } of calls) {
    const { bytes, error } = await exchangeOn(radio.http.port, request);
    seen.push(`${bytes.toString('hex')} ${error ?? ''}`);
  }
  const { entries } = (await radio.drive('GET', '/journal')) as Journal;
  radio.child.kill('SIGKILL');
  return { seen, cases: entries.map(({ chaos }) => chaos?.case) };
}

test.each(chaosLevels)(
  '%s: another process gives the same bytes, and each case alone gives those of its exchange',
  async (level) => {
    const flags = ['--chaos', level, '--chaos-share', '0.6', '--chaos-stages', 'read,write'];
    const [plain, one, other] = [await runOf(), await runOf(...flags), await runOf(...flags)];
    expect(other).toEqual(one);
    const acted = one.cases.flatMap((name, index) => (name === undefined ? [] : [{ name, index }]));
    expect(acted.length).toBeGreaterThan(1);
    const last = acted.at(-1);
    if (last === undefined) throw new Error('nothing was bent');
    const { name, index } = last;
    const alone = await runOf('--chaos', level, '--only', name);
    expect(alone.cases.filter((each) => each !== undefined)).toEqual([name]);
    expect(alone.seen).toEqual(plain.seen.map((bytes, at) => (at === index ? one.seen[index] : bytes)));
  },
);

test('two cases are given by two flags', async () => {
  const cases = ['http.freq.1.rst', 'http.bw.1.closed'];
  const byFlags = await runOf('--chaos', 'broken', ...cases.flatMap((name) => ['--only', name]));
  expect(byFlags.cases.filter((each) => each !== undefined)).toEqual(cases);
});
