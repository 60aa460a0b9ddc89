import { expect, test } from 'vitest';
import { gpsdClient, watchJson } from '../../support/gpsd-client.js';
import { outcome } from '../../support/json-rpc-client.js';
import { runningInVirtualTime } from '../../support/radio.js';
import { flood, frozenClient } from '../../support/raw-client.js';

// The system takes some megabytes before anything of them waits: too long for the usual tests.

test('a client that reads none of its reports is cut off at 262,144 bytes, not before', async () => {
  const { mock, clock } = await runningInVirtualTime({ gpsd: { port: 0, writeTimeout: 0, period: '10ms' } });
  mock.state.patch({ gps_mode: 'locked-3d' });
  const reading = await gpsdClient(mock.gpsd?.port);
  const { socket } = await frozenClient(mock.gpsd?.port ?? 0);
  for (const each of [socket, reading.socket]) each.write(watchJson);
  await reading.untilObjects('WATCH', 1);
  await expect.poll(() => mock.stats().connections.gpsd?.bytesIn).toBe(2 * watchJson.length);
  const ended = () => mock.stats().connections.gpsd?.endedFor['buffer-full'];
  while (ended() === 0) await clock.advance('100ms');
  expect(ended()).toBe(1);
  // What the system has taken, and the bound; one more write is beyond it.
  expect(mock.stats().connections.gpsd?.bytesOut).toBeGreaterThan(262_144);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  reading.send('?VERSION;');
  await reading.untilObjects('VERSION', 2);
});

test('a client that takes nothing for writeTimeout is cut off', async () => {
  const { mock, clock } = await runningInVirtualTime({
    gpsd: { port: 0, writeTimeout: '100ms', period: '10ms', maxBufferedBytes: 16_777_216 },
  });
  mock.state.patch({ gps_mode: 'locked-3d' });
  const { socket } = await frozenClient(mock.gpsd?.port ?? 0);
  socket.write(watchJson);
  const ended = () => mock.stats().connections.gpsd?.endedFor['write-timeout'];
  while (ended() === 0) await clock.advance('100ms');
  expect(ended()).toBe(1);
});

test('a client that sends requests and reads no reply: they wait, and it is cut off; others are served', async () => {
  const { mock } = await runningInVirtualTime({ gpsd: { port: 0, writeTimeout: '100ms' } });
  const frozen = await frozenClient(mock.gpsd?.port ?? 0);
  await flood(frozen, '?DEVICES;'.repeat(1_000));
  await expect.poll(() => mock.stats().connections.gpsd?.endedFor).toMatchObject({ 'write-timeout': 1 });
  await (await gpsdClient(mock.gpsd?.port)).untilObjects('VERSION', 1);
});
