import { expect, test } from 'vitest';
import type { SilvusMock, SilvusMockOptions } from '../../src/index.js';
import { call, outcome, post, rpc } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';
import { liveHeap } from '../support/heap.js';

const distance = (metres: number) => ({ method: 'max_link_distance', params: [String(metres)] });
const order = (sleep: unknown, ...calls: object[]) => ({ version: '1', sleep, api_list: calls });
const give = (mock: SilvusMock, ...of: Parameters<typeof order>) =>
  outcome(mock, 'deferred_execution_api', [order(...of)]);
const distanceOf = (mock: SilvusMock) => mock.state.read('max_link_distance');

/** A radio, and its log of commands. */
async function radio(options: Omit<SilvusMockOptions, 'clock'> = {}) {
  const { mock, clock } = await runningInVirtualTime(options);
  const seen: string[] = [];
  mock.on('command', ({ method, outcome: what, deferred }) => {
    seen.push(`${deferred === true ? 'later ' : ''}${method}: ${what}`);
  });
  return { mock, clock, seen };
}

test.each([
  ['a text of seconds', '1.5'],
  ['a number', 1.5],
])('calls come after their sleep, which is %s, on the clock of the simulator', async (_, sleep) => {
  const { mock, clock, seen } = await radio();
  expect(await give(mock, sleep, distance(7), { method: 'freq', param: '2220' })).toEqual(['']);
  await clock.advance(1_499);
  expect(distanceOf(mock)).toEqual(['1000']);
  await clock.advance(1);
  await mock.worker.idle();
  expect(distanceOf(mock)).toEqual(['7']);
  expect(mock.blackout.current?.cause).toBe('soft-boot');
  expect(seen).toEqual(['deferred_execution_api: ok', 'later max_link_distance: ok', 'later freq: ok']);
});

test('the outcomes of its calls stand in the journal, as those of a batch without ids', async () => {
  const { mock, clock } = await radio();
  await give(mock, '1', distance(7), distance(-1));
  await clock.advance(1_000);
  await mock.journal.waitFor({ method: 'max_link_distance' });
  const [, later] = mock.journal.entries;
  expect(later).toMatchObject({
    ending: 'none',
    reply: undefined,
    commands: [
      { id: undefined, method: 'max_link_distance', outcome: 'ok' },
      { id: undefined, method: 'max_link_distance', outcome: 'INVALID_RANGE' },
    ],
  });
});

test('they are a job of the worker, which waits its turn', async () => {
  const { mock, clock, seen } = await radio();
  await give(mock, '1', distance(7));
  mock.worker.pause();
  const before = call(mock, 'max_link_distance', ['5']);
  await mock.received(2);
  await clock.advance(1_000);
  const after = call(mock, 'max_link_distance');
  await mock.received(3);
  expect(mock.stats().waiting).toBe(3);
  mock.worker.resume();
  await before;
  expect((await after).result).toEqual(['7']);
  expect(seen.slice(1)).toEqual([
    'max_link_distance: ok',
    'later max_link_distance: ok',
    'max_link_distance: ok',
  ]);
});

test('in a blackout they are UNAVAILABLE, and not tried again', async () => {
  const { mock, clock, seen } = await radio();
  await give(mock, '1', distance(7));
  mock.blackout.begin('5s');
  await clock.advance(10_000);
  expect(distanceOf(mock)).toEqual(['1000']);
  expect(seen).toEqual(['deferred_execution_api: ok', 'later max_link_distance: UNAVAILABLE']);
});

test('a bare order is answered with its id, or null; in a batch in its place', async () => {
  const { mock } = await radio();
  const bare = order('1', distance(7));
  expect(await post(mock, JSON.stringify(bare))).toBe('{"result" : [""], "id" : null, "jsonrpc" : "2.0"}');
  expect(await post(mock, JSON.stringify({ ...bare, id: 'x' }))).toBe(
    '{"result" : [""], "id" : "x", "jsonrpc" : "2.0"}',
  );
  const text = await post(mock, `[${rpc('nodeid', 1)},${JSON.stringify({ ...bare, id: 2 })}]`);
  expect(JSON.parse(text)).toMatchObject([{ id: 1 }, { id: 2, result: [''] }]);
});

test.each<[string, unknown]>([
  ['no calls', order('0')],
  ['calls that are no array', { ...order('0'), api_list: 7 }],
  ['a text that is no JSON', { ...order('0'), api_list: '[' }],
  ['a call without a method', order('0', { params: [] })],
  ['a call with params that are none', order('0', { method: 'freq', params: true })],
  ['a sleep below 0', order('-1', distance(1))],
  ['a sleep that is no number', order('1e3', distance(1))],
  [
    'an order in an order',
    order('0', { method: 'deferred_execution_api', params: [order('0', distance(1))] }),
  ],
  ['a text', 'now'],
])('%s is INVALID_RANGE, and nothing is put off', async (_, wrong) => {
  const { mock, clock, seen } = await radio();
  const { error } = await call(mock, 'deferred_execution_api', [wrong]);
  expect(error).toMatchObject({ message: 'INVALID_RANGE', data: { detail: { field: 'order' } } });
  await clock.advance('1h');
  expect(seen).toEqual(['deferred_execution_api: INVALID_RANGE']);
});

test('an order that is nested without end is answered', async () => {
  const { mock } = await radio();
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  for (const list of [deep, JSON.stringify(deep)]) {
    const text = await post(
      mock,
      `{"version":"1","sleep":"0","api_list":[{"method":"freq","params":${list}}]}`,
    );
    expect(text).toMatch(/^\{"(error|result)" /);
  }
  expect(await outcome(mock, 'nodeid')).toEqual(['310061']);
});

test('a secret in an order is kept out of the journal', async () => {
  const secretMethod = {
    name: 'unlock',
    params: [{ name: 'pin', kind: 'text', secret: true }],
    result: [''],
  } as const;
  const { mock, clock } = await radio({ methods: [secretMethod] });
  const inOrder = order('0', { method: 'unlock', params: ['4711'] });
  await post(mock, JSON.stringify(inOrder));
  await post(mock, JSON.stringify({ ...inOrder, api_list: JSON.stringify(inOrder.api_list) }));
  await outcome(mock, 'deferred_execution_api', inOrder);
  await outcome(mock, 'deferred_execution_api', [JSON.stringify(inOrder)]);
  await clock.advance(1);
  await mock.worker.idle();
  expect(mock.journal.entries).toHaveLength(8);
  for (const { request, commands } of mock.journal.entries) {
    expect(Buffer.from(request).toString()).not.toContain('4711');
    expect(JSON.stringify(commands)).not.toContain('4711');
  }
});

test('orders that wait take memory of about their bytes, however many values they hold', async () => {
  const { mock } = await runningInVirtualTime({ journal: { maxEntries: 0 } });
  const values = Array.from({ length: 10_880 }, () => '{}').join();
  const text = rpc('deferred_execution_api', 1, [order('60', { method: 'freq', params: ['MANY'] })]);
  const large = text.replace('"MANY"', values);
  expect(large.length).toBeGreaterThan(32_600);
  await post(mock, rpc('freq'));
  const before = liveHeap();
  for (let given = 0; given < 16; given += 1) expect(await post(mock, large)).toContain('"result" : [""]');
  expect(liveHeap() - before).toBeLessThan(4);
});
