import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect, test } from 'vitest';
import { createSilvusMock } from '../../src/index.js';
import { traceComplaints, tracedCommands } from '../support/command-traces.js';
import { call, httpRequest, inputIsRead, keepAlive, post, rpc } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { exchange, rawClient } from '../support/raw-client.js';

test('a command has a begin and an end with one message, and its times by the clock of the simulator', async () => {
  const { mock, clock } = await runningInVirtualTime({ worker: { processingTime: '100ms' } });
  const events = tracedCommands();
  const client = await rawClient(mock.http.port);
  const peer = `127.0.0.1:${client.socket.localPort}`;
  const receivedAt = clock.wallTime();
  client.socket.write(keepAlive(`[${rpc('freq', 'a')},${rpc('power_dBm', 0, ['99'])}]`));
  await mock.received(1);
  const first = { node: '1', id: 'a', method: 'freq', params: 0, port: 'http', peer, receivedAt };
  const second = { node: '1', id: 0, method: 'power_dBm', params: 1, port: 'http', peer, receivedAt };
  expect(events.map(({ event, was }) => [event, was])).toEqual([
    ['start', first],
    ['end', first],
    ['start', second],
    ['end', second],
  ]);
  await clock.advance('300ms');
  const firstEnd = { ...first, settledAt: receivedAt + 100, waitMs: 0, runMs: 100, outcome: 'ok' };
  const error = { code: -32602, message: 'INVALID_RANGE' };
  const times = { settledAt: receivedAt + 200, waitMs: 0, runMs: 100 };
  const secondEnd = { ...second, ...times, outcome: 'INVALID_RANGE', error };
  expect(events.slice(4).map(({ event, was }) => [event, was])).toEqual([
    ['asyncStart', firstEnd],
    ['asyncEnd', firstEnd],
    ['error', secondEnd],
    ['asyncStart', secondEnd],
    ['asyncEnd', secondEnd],
  ]);
  expect(traceComplaints(events)).toEqual([]);
});

test('what the radio never executes has its end too: BUSY, a blackout, a fault, a client that has gone', async () => {
  const { mock } = await runningInVirtualTime({ worker: { queueCapacity: 1 } });
  const events = tracedCommands();
  const outcomes = () => events.flatMap(({ event, was }) => (event === 'asyncEnd' ? [was.outcome] : []));
  mock.faults.add({ kind: 'reply', error: { code: 7, message: 'WORN OUT' }, match: { method: 'uptime' } });
  await call(mock, 'uptime');
  mock.worker.pause();
  const gone = await rawClient(mock.http.port);
  gone.socket.write(httpRequest(rpc('freq')));
  await mock.received(2);
  await call(mock, 'freq');
  gone.socket.resetAndDestroy();
  await expect.poll(outcomes).toEqual(['WORN OUT', 'BUSY', 'cancelled']);
  mock.worker.resume();
  mock.blackout.begin('1s');
  await call(mock, 'freq');
  expect(outcomes()).toEqual(['WORN OUT', 'BUSY', 'cancelled', 'UNAVAILABLE']);
  const codes = events.flatMap(({ event, was }) => (event === 'error' ? [was.error?.code] : []));
  expect(codes).toEqual([7, -32001, -32000]);
  expect(traceComplaints(events)).toEqual([]);
});

test('no message has a parameter or a result, and a request that is not one has no message', async () => {
  const mock = await running();
  const events = tracedCommands();
  await call(mock, 'enc_key', ['00112233445566778899aabbccddeeff']);
  await call(mock, 'enc_key');
  await post(mock, 'no JSON');
  await post(mock, '[{"id":1}]');
  expect(events.filter(({ event }) => event === 'start')).toHaveLength(2);
  expect(JSON.stringify(events)).not.toContain('00112233');
});

test('both ports are traced, and the calls of a deferred order where it is executed', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const events = tracedCommands();
  await exchange(mock.maintenance.port, `${rpc('zeroize')}\n`);
  const order = { version: '1.0', sleep: '1', api_list: [{ jsonrpc: '2.0', method: 'freq', id: 1 }] };
  await call(mock, 'deferred_execution_api', [JSON.stringify(order)]);
  await clock.advance('2s');
  await inputIsRead(mock);
  const ends = events.filter(({ event }) => event === 'asyncEnd').map(({ was }) => was);
  expect(ends.map(({ method, port, deferred }) => [method, port, deferred])).toEqual([
    ['zeroize', 'maintenance', undefined],
    ['deferred_execution_api', 'http', undefined],
    ['freq', 'http', true],
  ]);
  expect(traceComplaints(events)).toEqual([]);
});

test('who subscribes in the middle of a command gets none of its events', async () => {
  const { mock, clock } = await runningInVirtualTime({ worker: { processingTime: '100ms' } });
  const before = call(mock, 'freq');
  await mock.received(1);
  const events = tracedCommands();
  const after = call(mock, 'power_dBm');
  await mock.received(2);
  await clock.advance('200ms');
  await Promise.all([before, after]);
  expect(new Set(events.map(({ was }) => was.method))).toEqual(new Set(['power_dBm']));
  expect(traceComplaints(events)).toEqual([]);
});

test('a subscriber that closes the simulator has each command end once', async () => {
  const mock = createSilvusMock();
  await mock.start();
  const events = tracedCommands();
  const closing: Promise<unknown>[] = [];
  const close = () => closing.push(mock.close());
  subscribe('tracing:silvus-mock.command:start', close);
  const { result } = await call(mock, 'freq');
  unsubscribe('tracing:silvus-mock.command:start', close);
  await Promise.all(closing);
  expect(result).toEqual(['4700']);
  expect(traceComplaints(events)).toEqual([]);
});
