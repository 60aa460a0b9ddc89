import { expect, test } from 'vitest';
import { started } from '../../support/cli.js';
import { call, outcome } from '../../support/json-rpc-client.js';

test('at --time-scale 60 a blackout of 30 s is over in half a second', async () => {
  const run = await started('--time-scale', '60');
  const begun = performance.now();
  await outcome(run, 'freq', ['2220']);
  const replies: { readonly left: number; readonly ms: number }[] = [];
  for (let reply = await call(run, 'freq'); reply.error !== undefined; reply = await call(run, 'freq')) {
    replies.push({ left: Number(reply.error.data?.['retryAfterMs']), ms: performance.now() - begun });
  }
  const ms = performance.now() - begun;
  expect(ms).toBeGreaterThan(400);
  expect(ms).toBeLessThan(15_000);
  const left = replies.map((reply) => reply.left);
  // On a busy machine some time has passed before the first reply.
  expect(left[0]).toBeGreaterThan(30_000 - 60 * (replies[0]?.ms ?? 0) - 60);
  expect(left[0]).toBeLessThanOrEqual(30_000);
  expect(left).toEqual([...left].sort((a, b) => b - a));
  expect(left.at(-1)).toBeGreaterThan(0);
});

test('uptime runs as fast as the rest', async () => {
  // A deadline of 5 s would be one of 50 µs.
  const run = await started('--time-scale', '100000', '--read-deadline', '0');
  const uptime = async () => String(((await call(run, 'uptime')).result as string[])[0]);
  let line = await uptime();
  for (const begun = performance.now(); / up 0 min/.test(line) && performance.now() - begun < 30_000;)
    line = await uptime();
  expect(line).toMatch(/ up (?!0 min)/);
});
