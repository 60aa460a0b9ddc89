import { expect, test } from 'vitest';
import { radioWithCli } from '../../support/cli-on-control-plane.js';
import { call } from '../../support/json-rpc-client.js';

async function withCalls() {
  const radio = await radioWithCli({ timing: { preset: 'instant' } });
  radio.mock.faults.add({ kind: 'busy', match: { method: 'nodeid' } });
  await call(radio.mock, 'freq', ['2220']);
  await call(radio.mock, 'freq');
  await call(radio.mock, 'nodeid');
  await call(radio.mock, 'nothing');
  return radio;
}

test('what the journal has ends with 0', async () => {
  const { silvus, named, simulator } = await withCalls();
  const right = { code: 0, stdout: 'The journal is as expected.\n', stderr: named };
  for (const flags of [
    ['--method', 'freq'],
    ['--method', 'freq', '--times', '2'],
    ['--method', 'freq', '--param', '2220', '--times', '1'],
    ['--method', 'bw', '--times', '0'],
    ['--at-least', '4', '--at-most', '4'],
    ['--method', 'freq', '--at-most', '2'],
    ['--outcome', 'BUSY', '--fault', 'busy', '--port', 'http'],
    ['--unknown-method', 'nothing', '--outcome', 'Method not found'],
    ['--order', 'freq, freq,nodeid'],
  ])
    expect(await silvus('journal', 'verify', ...flags), flags.join(' ')).toEqual(right);
  const { stdout, stderr } = await silvus('journal', 'verify', '--method', 'freq', '--json');
  expect(JSON.parse(stdout)).toEqual({ ok: true, simulator });
  expect(stderr).toBe('');
});

test('what it has not ends with 1 and the near misses', async () => {
  const { silvus, named } = await withCalls();
  const counted = await silvus('journal', 'verify', '--method', 'freq', '--times', '1');
  expect(counted).toMatchObject({ code: 1, stdout: '' });
  expect(counted.stderr.startsWith(`${named}error: `)).toBe(true);
  expect(counted.stderr).toMatch(
    /^error: expected 1 time, seen 2 times: {"method":"freq"}; the nearest were:\nerror: {3}#2 http freq\(\) ok\n/m,
  );
  for (const [flags, message] of [
    [['--method', 'freq', '--at-least', '3'], /expected at least 3 times, seen 2 times/],
    [['--method', 'freq', '--at-most', '1'], /expected at most 1 time, seen 2 times/],
    [['--method', 'bw', '--at-least', '1', '--at-most', '2'], /expected 1 to 2 times, seen 0 times/],
    [['--order', 'nodeid,freq'], /number 2, {"method":"freq"}, was not seen after #3 http nodeid/],
    [['--method', 'frq'], /the nearest is "freq"/],
  ] as const) {
    const ended = await silvus('journal', 'verify', ...flags);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(message);
  }
});

test.each([
  [['--times', 'two'], '--times: "two" is not allowed; allowed: a whole number, at least 0'],
  [['--at-least', '0'], '--at-least: "0" is not allowed; allowed: a whole number, at least 1'],
  [
    ['--order', 'freq,,bw'],
    '--order: "freq,,bw" is not allowed; allowed: names of methods with commas between them',
  ],
  [['--order', 'freq', '--times', '1'], '--order: goes with no other condition; allowed: --order alone'],
  [
    ['--method', 'freq', '--unknown-method', 'x'],
    '--unknown-method: is given with --method; allowed: one of them',
  ],
  [['--limit', '3'], '--limit: is not allowed for journal verify'],
  [['--follow'], '--follow: is not allowed for journal verify'],
])('%j is a usage error', async (flags, message) => {
  const { silvus } = await radioWithCli();
  expect(await silvus('journal', 'verify', ...flags)).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: ${message}\n`,
  });
});

test('journal clear removes all exchanges and names the simulator', async () => {
  const { mock, silvus, named } = await withCalls();
  expect(await silvus('journal', 'clear')).toEqual({ code: 0, stdout: 'Journal cleared.\n', stderr: named });
  expect(mock.journal.total).toBe(0);
  expect(mock.faults.list()).toHaveLength(1);
});

test('a verdict that depends on what is no longer kept ends with 1 and says so', async () => {
  const { mock, silvus } = await radioWithCli({ journal: { maxEntries: 1 } });
  await call(mock, 'freq');
  await call(mock, 'bw');
  const ended = await silvus('journal', 'verify', '--method', 'freq', '--times', '0');
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toContain('1 of 2 exchanges are no longer kept');
});
