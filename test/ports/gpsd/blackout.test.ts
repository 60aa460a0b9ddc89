import { expect, test } from 'vitest';
import { gpsdClient, watchJson } from '../../support/gpsd-client.js';
import { runningInVirtualTime } from '../../support/radio.js';
import { observeConnection } from '../../support/raw-client.js';

const gpsd = { port: 0 };

test.each(['error', 'http-503'] as const)(
  'with the appearance %s a blackout answers UNAVAILABLE and reports nothing; then all goes on',
  async (blackout) => {
    const { mock, clock } = await runningInVirtualTime({ gpsd, blackout });
    const client = await gpsdClient(mock.gpsd?.port);
    client.send(watchJson);
    await client.untilObjects('WATCH', 1);
    mock.blackout.begin('5s');
    client.send('?POLL;?WATCH={"nmea":true};?VERSION;');
    await client.untilObjects('VERSION', 2);
    expect(client.objects('ERROR').map(({ message }) => message)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    await clock.advance('4s');
    client.send('?VERSION;');
    await client.untilObjects('VERSION', 3);
    expect(client.objects('TPV')).toEqual([]);
    await clock.advance('3s');
    await client.untilObjects('SKY', 2);
    expect(client.text()).not.toContain('$GP');
  },
);

test.each([
  ['refuse', 'refused'],
  ['rst', 'RST'],
] as const)('with the appearance %s its connections end, and new ones see %s', async (blackout, saw) => {
  const { mock, clock } = await runningInVirtualTime({ gpsd, blackout });
  const client = await gpsdClient(mock.gpsd?.port);
  client.send(watchJson);
  await client.untilObjects('WATCH', 1);
  mock.blackout.begin('5s');
  await client.ended;
  expect(await observeConnection(mock.gpsd?.port ?? 0, '?POLL;')).toMatchObject({ saw });
  await clock.advance('5s');
  await (await gpsdClient(mock.gpsd?.port)).untilObjects('VERSION', 1);
  expect(mock.stats().connections.gpsd?.endedFor.blackout).toBe(1);
});

test('with the appearance hang a connection gets nothing, not even VERSION', async () => {
  const { mock, clock } = await runningInVirtualTime({ gpsd, blackout: 'hang' });
  mock.blackout.begin('5s');
  const seen = observeConnection(mock.gpsd?.port ?? 0, '?VERSION;');
  await expect.poll(() => mock.stats().connections.gpsd?.open).toBe(1);
  await clock.advance('5s');
  expect(await seen).toEqual({ saw: 'RST', text: '' });
});

test('faults of connections act on it; those of calls are refused, since it has none', async () => {
  const { mock } = await runningInVirtualTime({ gpsd });
  mock.faults.add({ kind: 'drop-connection', match: { port: 'gpsd' }, times: 1 });
  mock.faults.add({ kind: 'half-open', match: { port: 'gpsd' }, times: 1 });
  expect(await observeConnection(mock.gpsd?.port ?? 0, '')).toMatchObject({ saw: 'end', text: '' });
  const silent = await gpsdClient(mock.gpsd?.port);
  silent.send('?VERSION;');
  await (await gpsdClient(mock.gpsd?.port)).untilObjects('VERSION', 1);
  expect(silent.text()).toBe('');
  expect(() => mock.faults.add({ kind: 'latency', ms: 10, match: { port: 'gpsd' } })).toThrow(
    'fault: match.port: "gpsd" has no commands; allowed: http, maintenance, https, or a fault of connections such as drop-connection',
  );
});
