import { expect, test } from 'vitest';
import { startSilvusMock, virtualClock } from '../../src/index.js';
import { collected } from '../support/events.js';
import { keepAlive, rpc } from '../support/json-rpc-client.js';
import { rawClient } from '../support/raw-client.js';

const bodies = [
  rpc('freq', 1),
  rpc('max_link_distance', 2, ['77']),
  rpc('uptime', 3),
  rpc('gps_time', 4),
  `[${rpc('max_link_distance', 5)},${rpc('nothing', 6)}]`,
  rpc('freq', 7, ['2220']),
  rpc('freq', 8),
];

/** What all requests gave, as bytes, and how long each took. */
async function run(seed: number) {
  const clock = virtualClock();
  await using mock = await startSilvusMock({ seed, clock, worker: { processingTime: '20ms..50ms' } });
  const commands = collected(mock, 'command');
  const client = await rawClient(mock.http.port);
  client.socket.write(bodies.map(keepAlive).join(''));
  while (commands.length < 8) await clock.advance('1ms');
  const text = await client.until(/"id" : 8,/);
  client.socket.destroy();
  return { text, times: commands.map(({ waitMs, runMs }) => [waitMs, runMs]) };
}

test('the same seed and requests give the same bytes and the same times', async () => {
  const [first, second] = [await run(7), await run(7)];
  expect(second).toEqual(first);
  expect(first.times.every(([, runMs]) => runMs === 0 || (Number(runMs) >= 20 && Number(runMs) <= 50))).toBe(
    true,
  );
});

test('another seed gives other times', async () => {
  expect((await run(8)).times).not.toEqual((await run(7)).times);
});
