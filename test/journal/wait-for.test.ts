import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { Exchange } from '../../src/index.js';
import { radioTest as test } from '../../src/vitest/vitest.js';
import { outcome } from '../support/json-rpc-client.js';
import { collectGarbage } from '../support/heap.js';

test('waitFor() resolves with an exchange that is there', async ({ radio }) => {
  await outcome(radio, 'freq');
  expect(await radio.journal.waitFor({ method: 'freq' })).toMatchObject({ n: 1 });
});

test('and with one to come', async ({ radio }) => {
  const seen = radio.journal.waitFor(({ commands }) => commands[0]?.method === 'bw');
  await outcome(radio, 'freq');
  await outcome(radio, 'bw');
  expect(await seen).toMatchObject({ n: 2, commands: [{ method: 'bw', outcome: 'ok' }] });
});

test('at its deadline it rejects, with what came instead', async ({ radio }) => {
  await outcome(radio, 'freq');
  await expect(
    radio.journal.waitFor({ method: 'freq', outcome: 'BUSY' }, { timeoutMs: 20 }),
  ).rejects.toMatchObject({
    code: 'NOT_SEEN',
    message:
      'within 20 ms no exchange matched {"method":"freq","outcome":"BUSY"}; the nearest were:\n  #1 http freq() ok',
  });
});

test('its deadline is real time: it comes on a clock that stands still', async ({ radio, clock }) => {
  await expect(radio.journal.waitFor({}, { timeoutMs: 1 })).rejects.toMatchObject({ code: 'NOT_SEEN' });
  expect(clock.now()).toBe(0);
});

test('one that timed out is asked no more', async ({ radio }) => {
  let asked = 0;
  const never = radio.journal.waitFor(() => (asked += 1) < 0, { timeoutMs: 1 });
  await expect(never).rejects.toMatchObject({ code: 'NOT_SEEN' });
  await outcome(radio, 'freq');
  expect(asked).toBe(0);
});

test('one that has its exchange is asked no more, neither at the next exchange nor at the close', async ({
  radio,
}) => {
  let asked = 0;
  const byPredicate = radio.journal.waitFor(() => (asked += 1) > 0);
  const query = {
    get method() {
      asked += 1;
      return 'freq' as const;
    },
  };
  const byQuery = radio.journal.waitFor(query);
  await outcome(radio, 'freq');
  await Promise.all([byPredicate, byQuery]);
  asked = 0;
  await outcome(radio, 'freq');
  await radio.close();
  expect(asked).toBe(0);
});

test('nothing holds what one looked for once it has its exchange or its time is over', async ({ radio }) => {
  const looked = async () => {
    // Queries are copied; a predicate is kept as it is.
    const found = ({ n }: { readonly n: number }) => n === 1;
    const missed = () => false;
    const seen = radio.journal.waitFor(found);
    const never = radio.journal.waitFor(missed, { timeoutMs: 1 }).catch(() => 'not seen');
    await outcome(radio, 'freq');
    expect((await seen).n).toBe(1);
    expect(await never).toBe('not seen');
    return [new WeakRef(found), new WeakRef(missed)];
  };
  const references = await looked();
  await expect
    .poll(() => {
      collectGarbage();
      return references.map((reference) => reference.deref() === undefined);
    })
    .toEqual([true, true]);
});

test('a close lets go of all who wait', async ({ radio }) => {
  const waiting = [radio.journal.waitFor({ method: 'freq' }), radio.journal.waitFor(() => false)];
  const rejected = Promise.all(
    waiting.map((each) => expect(each).rejects.toMatchObject({ code: 'NOT_SEEN' })),
  );
  await radio.close();
  await rejected;
  await expect(radio.journal.waitFor({ method: 'freq' })).rejects.toThrow(/^the simulator is closed/);
});

test('a predicate that throws rejects its own wait, and harms nobody', async ({ radio }) => {
  const broken = radio.journal.waitFor(() => {
    throw new Error('a predicate of mine');
  });
  const rejected = expect(broken).rejects.toThrow('a predicate of mine');
  const other = radio.journal.waitFor({ method: 'freq' });
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  await rejected;
  expect(await other).toMatchObject({ n: 1 });
});

test('follow() tells of each exchange until it is stopped; one that throws harms nobody', async ({
  radio,
}) => {
  const seen: number[] = [];
  radio.journal.follow(() => {
    throw new Error('a follower of mine');
  });
  const stop = radio.journal.follow(({ n }) => seen.push(n));
  await outcome(radio, 'freq');
  await outcome(radio, 'freq');
  stop();
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  expect(seen).toEqual([1, 2]);
});

test('what a follower does to its exchange changes neither the journal nor what the next follower gets', async ({
  radio,
}) => {
  const overwrite = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    if (value instanceof Uint8Array) value.fill(0);
    else
      for (const key of Object.keys(value)) {
        overwrite(Reflect.get(value, key));
        Reflect.set(value, key, 'changed');
      }
  };
  const texts = ({ request, reply }: Exchange) =>
    [request, reply ?? []].map((bytes) => Buffer.from(bytes).toString());
  const sent = ['{"jsonrpc":"2.0","method":"max_link_distance","id":1,"params":["77"]}'];
  sent.push('{"result" : [""], "id" : 1, "jsonrpc" : "2.0"}');
  const seen: string[][] = [];
  radio.journal.follow(overwrite);
  radio.journal.follow((exchange) => seen.push(texts(exchange)));
  const waited = radio.journal.waitFor({ method: 'max_link_distance' });
  await outcome(radio, 'max_link_distance', ['77']);
  expect(seen).toEqual([sent]);
  const found = await waited;
  expect(texts(found)).toEqual(sent);
  overwrite(found);
  for (const entry of radio.journal.entries) overwrite(entry);
  expect(radio.journal.entries.map(texts)).toEqual([sent]);
  radio.journal.verify({ method: 'max_link_distance', params: ['77'], outcome: 'ok', times: 1 });
});

test('neither one that has its exchange nor one that a close let go of keeps the process alive', async () => {
  const library = new URL('../../dist/index.js', import.meta.url).href;
  const program = `
    import { startSilvusMock } from ${JSON.stringify(library)};
    const mock = await startSilvusMock();
    const [seen, never] = ['freq', 'bw'].map((method) => mock.journal.waitFor({ method }, { timeoutMs: 600_000 }));
    const body = '{"jsonrpc":"2.0","method":"freq","id":1}';
    await (await fetch(mock.http.url, { method: 'POST', body })).text();
    const rejected = never.catch(({ code }) => code);
    console.log((await seen).n, (await mock.close()).forced, await rejected);
  `;
  const args = ['--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 50_000 });
  expect(stdout).toBe('1 0 NOT_SEEN\n');
});
