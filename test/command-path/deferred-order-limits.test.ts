import { expect, test } from 'vitest';
import type { SilvusMock, SilvusMockOptions } from '../../src/index.js';
import { type Reply, call, outcome, post } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';

const calls = (count: number) => Array.from({ length: count }, () => ({ method: 'freq', params: ['2220'] }));
const give = (mock: SilvusMock, sleep: string, count = 1) =>
  call(mock, 'deferred_execution_api', [{ version: '1', sleep, api_list: calls(count) }]);

/** A radio, and what its log says of orders that are dropped. */
async function radio(options: Omit<SilvusMockOptions, 'clock' | 'logger'> = {}) {
  const dropped: unknown[] = [];
  const none = () => undefined;
  const info = (fields: object, message: string) => {
    if (message === 'a deferred order is dropped') dropped.push(fields);
  };
  const logger = { debug: none, info, warn: none, error: none };
  return { ...(await runningInVirtualTime({ ...options, logger })), dropped };
}

test('a longer sleep, and more calls than a batch may have, are refused with what is allowed', async () => {
  const { mock } = await radio({ deferred: { maxSleep: '90s' }, worker: { maxBatch: 4 } });
  expect((await give(mock, '90', 4)).result).toEqual(['']);
  expect((await give(mock, '90.001')).error).toMatchObject({
    message: 'INVALID_RANGE',
    data: { detail: { field: 'sleep', value: '90.001', allowed: '0 to 90 s' } },
  });
  expect((await give(mock, '1', 5)).error).toMatchObject({
    message: 'INVALID_RANGE',
    data: { detail: { field: 'api_list', value: '5 calls', allowed: '1 to 4 calls' } },
  });
});

test('by default an order may be an hour later and have 128 calls; 16 orders may wait, and the 17th is BUSY', async () => {
  const { mock } = await radio();
  expect((await give(mock, '3600', 128)).result).toEqual(['']);
  expect((await give(mock, '3600.001')).error?.message).toBe('INVALID_RANGE');
  expect((await give(mock, '1', 129)).error?.message).toBe('INVALID_RANGE');
  for (let more = 2; more <= 16; more += 1) expect((await give(mock, '60')).result).toEqual(['']);
  expect((await give(mock, '60')).error?.message).toBe('BUSY');
});

/** An order of this many characters, with a call whose parameter is nested this deep. */
function orderOf(length: number, levels = 4): object {
  const param: unknown = JSON.parse(`${'['.repeat(levels - 4)}${']'.repeat(levels - 4)}` || '1');
  const order = { version: '1', sleep: '60', api_list: [{ method: 'freq', params: [param, ''] }] };
  const filler = 'x'.repeat(length - JSON.stringify(order).length);
  return { ...order, api_list: [{ method: 'freq', params: [param, filler] }] };
}

test.each<[string, object, object]>([
  ['32,768 characters', orderOf(32_768), orderOf(32_769)],
  ['64 levels', orderOf(1_000, 64), orderOf(1_000, 65)],
])('an order may have %s, as a call, as a text and as it is', async (_, largest, larger) => {
  const { mock } = await radio();
  const ways = [
    (order: object) => call(mock, 'deferred_execution_api', [order]),
    (order: object) => call(mock, 'deferred_execution_api', [JSON.stringify(order)]),
    async (order: object) => JSON.parse(await post(mock, JSON.stringify(order))) as Reply,
  ];
  for (const give of ways) {
    expect((await give(largest)).result).toEqual(['']);
    const { error } = await give(larger);
    expect(error).toMatchObject({ message: 'INVALID_RANGE', data: { detail: { field: 'order' } } });
    expect(JSON.stringify(error)).toContain('at most 32768 characters as JSON, 64 levels');
    expect(JSON.stringify(error).length).toBeLessThan(600);
  }
});

test('each order that waits has one timer', async () => {
  const { mock, clock } = await radio();
  const before = clock.pendingTimers();
  for (const waiting of [1, 2, 3]) {
    await give(mock, '60', 3);
    expect(clock.pendingTimers()).toBe(before + waiting);
  }
});

test('orders beyond the bound are BUSY until one has fallen due', async () => {
  const { mock, clock } = await radio({ deferred: { maxOrders: 2 }, timing: { preset: 'instant' } });
  await give(mock, '1');
  await give(mock, '2');
  expect((await give(mock, '3')).error).toMatchObject({
    message: 'BUSY',
    data: { detail: { reason: 'too many deferred orders wait (at most 2)' } },
  });
  await clock.advance(1_000);
  expect((await give(mock, '3')).result).toEqual(['']);
});

test.each<[string, (mock: SilvusMock) => unknown]>([
  ['reboot', (mock) => outcome(mock, 'radio_reset')],
  ['zeroize', (mock) => outcome(mock, 'zeroize')],
  ['reset', (mock) => mock.reset()],
  ['closing', (mock) => mock.close()],
])('what ends the radio’s memory ends its orders: %s', async (cause, end) => {
  const { mock, clock, dropped } = await radio({ timing: { preset: 'fast' } });
  await give(mock, '60');
  await end(mock);
  await clock.advance('1m');
  expect(mock.state.read('freq')).toEqual(['4700']);
  expect(dropped).toEqual([{ node: '1', cause, methods: ['freq'] }]);
});

test('an order that falls due before the reboot has begun is carried out', async () => {
  const { mock, clock } = await radio();
  const seen: unknown[] = [];
  mock.on('command', ({ method, deferred }) => seen.push([method, deferred]));
  await give(mock, '2');
  await outcome(mock, 'radio_reset');
  await clock.advance('2s');
  await mock.worker.idle();
  expect(seen.at(-1)).toEqual(['freq', true]);
});

test('orders that a reboot has ended take no place', async () => {
  const { mock, clock } = await radio({ deferred: { maxOrders: 1 }, timing: { preset: 'instant' } });
  await give(mock, '3600');
  await outcome(mock, 'radio_reset');
  await clock.advance(1);
  expect((await give(mock, '1')).result).toEqual(['']);
});

test('an order that waits outlives a bound below its number of calls', async () => {
  const { mock, clock } = await radio({ timing: { preset: 'instant' } });
  await give(mock, '60', 3);
  await mock.reload({ worker: { maxBatch: 2 } });
  expect((await give(mock, '60', 3)).error?.message).toBe('INVALID_RANGE');
  await clock.advance('60s');
  await mock.worker.idle();
  expect(mock.state.read('freq')).toEqual(['2220']);
});

test('an order whose turn comes while the simulator closes is told so', async () => {
  const { mock } = await radio();
  mock.worker.pause();
  const late = give(mock, '1');
  await mock.received(1);
  await mock.close();
  expect((await late).error).toMatchObject({
    message: 'UNAVAILABLE',
    data: { detail: { reason: 'closing' } },
  });
});

test('its bounds change while it runs; orders that wait stay', async () => {
  const { mock, clock } = await radio({ timing: { preset: 'instant' } });
  await give(mock, '60');
  await mock.reload({ deferred: { maxOrders: 1, maxSleep: '30s' } });
  expect((await give(mock, '60')).error?.message).toBe('INVALID_RANGE');
  expect((await give(mock, '1')).error?.message).toBe('BUSY');
  await clock.advance('60s');
  await mock.worker.idle();
  expect(mock.state.read('freq')).toEqual(['2220']);
  expect((await give(mock, '30')).result).toEqual(['']);
});
