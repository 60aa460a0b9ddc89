import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { radioTest as test } from '../../src/vitest/vitest.js';
import { outcome } from '../support/json-rpc-client.js';

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

test('one that timed out leaves nothing behind', async ({ radio, clock }) => {
  let asked = 0;
  const never = radio.journal.waitFor(() => (asked += 1) < 0, { timeoutMs: 1 });
  await expect(never).rejects.toMatchObject({ code: 'NOT_SEEN' });
  await outcome(radio, 'freq');
  expect(asked).toBe(0);
  expect(clock.pendingTimers()).toBe(0);
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
