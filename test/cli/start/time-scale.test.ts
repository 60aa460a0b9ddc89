import { expect, test } from 'vitest';
import { call, outcome } from '../../support/client.js';
import { started } from '../../support/cli.js';

test('at --time-scale 60 a blackout of 30 s is over in half a second', async () => {
  const run = await started('--time-scale', '60');
  await outcome(run, 'freq', ['2220']);
  const begun = performance.now();
  const left: number[] = [];
  for (let reply = await call(run, 'freq'); reply.error !== undefined; reply = await call(run, 'freq')) {
    left.push(Number(reply.error.data?.['retryAfterMs']));
  }
  const ms = performance.now() - begun;
  expect(ms).toBeGreaterThan(400);
  expect(ms).toBeLessThan(2_000);
  expect(left[0]).toBeGreaterThan(20_000);
  expect(left[0]).toBeLessThanOrEqual(30_000);
  expect(left).toEqual([...left].sort((a, b) => b - a));
  expect(left.at(-1)).toBeGreaterThan(0);
});

test('uptime runs as fast as the rest', async () => {
  // A deadline of 5 s would be one of 50 µs.
  const run = await started('--time-scale', '100000', '--read-deadline', '0');
  const uptime = async () => String(((await call(run, 'uptime')).result as string[])[0]);
  let line = await uptime();
  for (const begun = performance.now(); / up 0 min/.test(line) && performance.now() - begun < 5_000;)
    line = await uptime();
  expect(line).toMatch(/ up (?!0 min)/);
});
