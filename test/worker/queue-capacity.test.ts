import { expect, test } from 'vitest';
import { collected } from '../support/events.js';
import { bodiesOf, idsOf, inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

const requests = (count: number) =>
  Array.from({ length: count }, (_, index) => keepAlive(rpc('freq', index + 1))).join('');
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test('with capacity 10, eleven are taken and run in order; the rest are BUSY at once', async () => {
  const worker = { queueCapacity: 10, processingTime: '200ms' } as const;
  const { mock, clock } = await runningInVirtualTime({ worker });
  const commands = collected(mock, 'command');
  const client = await rawClient(mock.http.port);
  client.socket.write(requests(15));
  await inputIsRead(mock);
  expect(commands.map(({ id, outcome }) => [id, outcome])).toEqual(
    [12, 13, 14, 15].map((id) => [id, 'BUSY']),
  );
  await clock.advance(200 * 11 - 1);
  expect(commands.filter(({ outcome }) => outcome === 'ok')).toHaveLength(10);
  await clock.advance(1);
  const ran = commands.filter(({ outcome }) => outcome === 'ok');
  expect(ran.map(({ id, waitMs, runMs }) => [id, waitMs, runMs])).toEqual(
    upTo(11).map((id) => [id, (id - 1) * 200, 200]),
  );
  const text = await client.until(/"id" : 15,/);
  expect(idsOf(text)).toEqual(upTo(15));
});

test('a client that is refused has its BUSY while the radio works on', async () => {
  const { mock } = await runningInVirtualTime({ worker: { queueCapacity: 0, processingTime: '1s' } });
  const first = await rawClient(mock.http.port);
  first.socket.write(keepAlive(rpc('freq')));
  await inputIsRead(mock);
  const second = await rawClient(mock.http.port);
  second.socket.write(keepAlive(rpc('freq', 'late')));
  const [reply] = bodiesOf(await second.until(/"jsonrpc"/));
  expect(reply).toMatchObject({ error: { code: -32001, message: 'BUSY' }, id: 'late' });
  expect(first.text()).toBe('');
});

test('by default 100 wait beside the one that runs, and the 102nd is BUSY', async () => {
  const { mock } = await runningInVirtualTime({ worker: { processingTime: '1s' } });
  const busy = collected(mock, 'busy');
  const client = await rawClient(mock.http.port);
  client.socket.write(requests(101));
  await inputIsRead(mock);
  expect(busy).toEqual([]);
  client.socket.write(keepAlive(rpc('freq', 102)));
  await inputIsRead(mock);
  expect(busy.map(({ id }) => id)).toEqual([102]);
});

test('a batch takes one place, and is BUSY in each of its elements', async () => {
  const worker = { queueCapacity: 1, processingTime: '1s' } as const;
  const { mock } = await runningInVirtualTime({ worker });
  const busy = collected(mock, 'busy');
  const client = await rawClient(mock.http.port);
  const batch = (from: number) => keepAlive(`[${rpc('freq', from)},${rpc('bw', from + 1)}]`);
  client.socket.write(batch(1) + batch(3) + batch(5));
  await inputIsRead(mock);
  expect(busy.map(({ id }) => id)).toEqual([5, 6]);
});

test('both ports share the queue, and a maintenance command waits behind what came before', async () => {
  const worker = { queueCapacity: 1, processingTime: '1s' } as const;
  const { mock, clock } = await runningInVirtualTime({ worker });
  const commands = collected(mock, 'command');
  const http = await rawClient(mock.http.port);
  http.socket.write(keepAlive(rpc('freq', 'first')));
  await inputIsRead(mock);
  const waiting = await rawClient(mock.maintenance.port);
  waiting.socket.write(`${rpc('zeroize', 'second')}\n`);
  await inputIsRead(mock);
  const refused = await rawClient(mock.maintenance.port);
  refused.socket.write(`${rpc('zeroize', 'third')}\n`);
  expect((await refused.ended).text).toContain('"BUSY"');
  await clock.advance('2s');
  expect((await waiting.ended).text).toContain('"result" : [""]');
  expect(commands.map(({ id, port, outcome }) => [id, port, outcome])).toEqual([
    ['third', 'maintenance', 'BUSY'],
    ['first', 'http', 'ok'],
    ['second', 'maintenance', 'ok'],
  ]);
});
