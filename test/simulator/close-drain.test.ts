import { expect, test } from 'vitest';
import { collected } from '../support/events.js';
import { bodiesOf, inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

/** Three calls on HTTP and one on the maintenance port, of which the first runs: 20 s each. */
async function underLoad(drain: 'finish' | 'reject') {
  const started = await runningInVirtualTime({ worker: { processingTime: '20s' }, close: { drain } });
  const { mock } = started;
  const http = await rawClient(mock.http.port);
  http.socket.write(keepAlive(rpc('freq', 1)));
  await inputIsRead(mock);
  const second = await rawClient(mock.http.port);
  second.socket.write(
    keepAlive(rpc('max_link_distance', 2, ['77'])) + keepAlive(rpc('max_link_distance', 3)),
  );
  await inputIsRead(mock);
  const maintenance = await rawClient(mock.maintenance.port);
  maintenance.socket.write(`${rpc('zeroize', 4)}\n`);
  await inputIsRead(mock);
  return { ...started, http, second, maintenance };
}

test('a close answers every accepted call, does not wait for processing times, and ends each connection', async () => {
  const { mock, http, second, maintenance } = await underLoad('finish');
  const report = await mock.close();
  expect(report).toMatchObject({ drained: 4, rejected: 0, cut: 0, forced: 0, unended: [] });
  expect(report.durationMs).toBeLessThan(2_000);
  expect(mock.lifecycle).toBe('closed');
  expect(bodiesOf((await http.ended).text)).toMatchObject([{ result: ['4700'], id: 1 }]);
  expect(http.text()).toContain('Connection: close');
  expect(bodiesOf((await second.ended).text)).toMatchObject([
    { result: [''], id: 2 },
    { result: ['77'], id: 3 },
  ]);
  expect((await maintenance.ended).text).toContain('"result" : [""], "id" : 4');
});

test('with drain: reject the one that runs is carried out and the others are UNAVAILABLE', async () => {
  const { mock, http, second, maintenance } = await underLoad('reject');
  const commands = collected(mock, 'command');
  expect(await mock.close()).toMatchObject({ drained: 1, rejected: 3, cut: 0, forced: 0 });
  expect(bodiesOf((await http.ended).text)).toMatchObject([{ result: ['4700'] }]);
  expect(bodiesOf((await second.ended).text)).toMatchObject([
    { error: { message: 'UNAVAILABLE', data: { detail: { reason: 'closing' } } }, id: 2 },
    { error: { message: 'UNAVAILABLE' }, id: 3 },
  ]);
  expect((await maintenance.ended).text).toContain('UNAVAILABLE');
  expect(commands.map(({ id, outcome }) => [id, outcome])).toEqual([
    [2, 'UNAVAILABLE'],
    [3, 'UNAVAILABLE'],
    [4, 'UNAVAILABLE'],
    [1, 'ok'],
  ]);
});

test('connections without a complete request are ended at once and are not counted as forced', async () => {
  const { mock } = await runningInVirtualTime();
  const idle = await rawClient(mock.http.port);
  idle.socket.write(keepAlive(rpc('freq')));
  await idle.until(/"4700"/);
  const open = [idle];
  const halves = [
    ['http', ''],
    ['http', keepAlive(rpc('freq')).slice(0, 30)],
    ['http', keepAlive(rpc('freq')).slice(0, -3)],
    ['maintenance', ''],
    ['maintenance', '{"jsonrpc":'],
  ] as const;
  for (const [port, bytes] of halves) {
    const client = await rawClient(mock[port].port);
    client.socket.write(bytes);
    open.push(client);
  }
  await inputIsRead(mock);
  const report = await mock.close();
  expect(report).toMatchObject({ drained: 0, rejected: 0, cut: 0, forced: 0 });
  expect(report.durationMs).toBeLessThan(1_000);
  await Promise.all(open.map(({ ended }) => ended));
});

test('after a close both ports refuse, and the state and the promise stay', async () => {
  const { mock } = await runningInVirtualTime();
  const { port } = mock.http;
  const other = mock.maintenance.port;
  const closing = mock.close();
  expect(mock.close()).toBe(closing);
  await closing;
  await expect(rawClient(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await expect(rawClient(other)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(mock.close()).toBe(closing);
});
