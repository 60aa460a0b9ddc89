import { expect, test } from 'vitest';
import { collected } from '../support/events.js';
import { inputIsRead, keepAlive, outcome, rpc } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

const slow = { worker: { processingTime: '1s' } } as const;

test('a client that resets while its command waits has it cancelled, and it is never carried out', async () => {
  const { mock, clock } = await runningInVirtualTime(slow);
  const commands = collected(mock, 'command');
  const first = await rawClient(mock.http.port);
  first.socket.write(keepAlive(rpc('freq', 'first')));
  await inputIsRead(mock);
  const leaving = await rawClient(mock.http.port);
  leaving.socket.write(keepAlive(rpc('power_dBm', 'second', ['12'])) + keepAlive(rpc('bw', 'third')));
  await inputIsRead(mock);
  leaving.socket.resetAndDestroy();
  await inputIsRead(mock);
  expect(commands.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['second', 'cancelled'],
    ['third', 'cancelled'],
  ]);
  first.socket.write(keepAlive(rpc('power_dBm', 'last')));
  await inputIsRead(mock);
  await clock.advance('2s');
  expect(await first.until(/"last"/)).toContain('"result" : ["30"], "id" : "last"');
  expect(commands.slice(2).map(({ id }) => id)).toEqual(['first', 'last']);
});

test('on the maintenance port too', async () => {
  const { mock, clock } = await runningInVirtualTime(slow);
  const commands = collected(mock, 'command');
  const first = await rawClient(mock.http.port);
  first.socket.write(keepAlive(rpc('freq', 'first')));
  await inputIsRead(mock);
  const leaving = await rawClient(mock.maintenance.port);
  leaving.socket.write(`${rpc('radio_reset', 'second')}\n`);
  await inputIsRead(mock);
  leaving.socket.resetAndDestroy();
  await inputIsRead(mock);
  expect(commands).toMatchObject([{ id: 'second', port: 'maintenance', outcome: 'cancelled' }]);
  await clock.advance('10s');
  expect(await first.until(/"first"/)).toContain('"result"');
  const after = outcome(mock, 'freq');
  await inputIsRead(mock);
  await clock.advance('1s');
  expect(await after).toEqual(['4700']);
});

test('a place in the queue is free again when its client resets', async () => {
  const { mock } = await runningInVirtualTime({ worker: { processingTime: '1s', queueCapacity: 1 } });
  const busy = collected(mock, 'busy');
  const send = async (id: string) => {
    const client = await rawClient(mock.http.port);
    client.socket.write(keepAlive(rpc('freq', id)));
    await inputIsRead(mock);
    return client;
  };
  await send('runs');
  const leaving = await send('waits');
  await send('is refused');
  leaving.socket.resetAndDestroy();
  await inputIsRead(mock);
  await send('gets the place');
  expect(busy.map(({ id }) => id)).toEqual(['is refused']);
});

test('a reset in the middle of a header, a body or a message harms nobody', async () => {
  const mock = await running();
  const commands = collected(mock, 'command');
  const whole = keepAlive(rpc('power_dBm', 1, ['12']));
  const halves = [
    ['http', whole.slice(0, 25)],
    ['http', whole.slice(0, -4)],
    ['maintenance', rpc('zeroize').slice(0, -4)],
  ] as const;
  for (const [port, bytes] of halves) {
    const { socket } = await rawClient(mock[port].port);
    await new Promise((resolve) => socket.write(bytes, resolve));
    socket.resetAndDestroy();
  }
  expect(await outcome(mock, 'power_dBm')).toEqual(['30']);
  expect(commands).toHaveLength(1);
});
