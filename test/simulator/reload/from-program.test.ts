import { expect, test } from 'vitest';
import { createSilvusMock, virtualClock } from '../../../src/index.js';
import { call, outcome } from '../../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../../support/radio.js';

test('a program lays settings over its own; the report says what was taken over and what was not', async () => {
  const mock = await running({ seed: 7, worker: { maxBatch: 4, queueCapacity: 9 } });
  const report = await mock.reload({ worker: { queueCapacity: 3 }, seed: 8 });
  expect(report).toMatchObject({
    outcome: 'applied',
    changed: [{ path: 'worker.queueCapacity', from: '9', to: '3', takes: 'live' }],
    needsRestart: [{ path: 'seed', from: '7', to: '8', takes: 'restart' }],
  });
  expect(mock.config).toMatchObject({ seed: 7, worker: { queueCapacity: 3, maxBatch: 4 } });
  expect(mock.stats().reloads).toEqual({ applied: 1, unchanged: 0, refused: 0, rolledBack: 0 });
});

test('the same again changes nothing', async () => {
  const mock = await running({ reply: { json: 'compact' } });
  expect(await mock.reload({ reply: { json: 'compact' } })).toMatchObject({
    outcome: 'unchanged',
    changed: [],
    needsRestart: [],
  });
  expect(mock.stats().reloads).toMatchObject({ applied: 0, unchanged: 1 });
});

test.each([
  ['a program has no such log', { log: { level: 'debug' } }, /^log: is for the command; allowed: a logger/],
  [
    'a key is no setting',
    { worker: { queueCapcity: 5 } },
    /^worker\.queueCapcity: is no setting; the nearest is "worker\.queueCapacity"$/,
  ],
  [
    'a key at the top is no setting',
    { sed: 5, logger: {} },
    /^sed: is no setting; the nearest is "seed"; logger: is no setting; the nearest is "/,
  ],
  ['null is no settings', null, /^reload: allowed is an object with settings$/],
])('what changes nothing is no success: %s', async (_, settings: unknown, message) => {
  const mock = await running();
  const refused: Promise<unknown> = Reflect.apply(mock.reload.bind(mock), undefined, [settings]);
  await expect(refused).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: expect.stringMatching(message) as string,
  });
  expect(mock.stats().reloads).toMatchObject({ applied: 0, unchanged: 0, refused: 1 });
});

test('what is wrong is refused as a whole, and told', async () => {
  const mock = await running();
  const told: unknown[] = [];
  mock.on('reload', (event) => told.push(event));
  const wrong = mock.reload({ mode: 'offline', worker: { queueCapacity: -1 } });
  await expect(wrong).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: 'worker.queueCapacity: -1: is not allowed; allowed: at least 0',
  });
  expect(mock.mode).toBe('normal');
  expect(mock.stats().reloads).toMatchObject({ applied: 0, refused: 1 });
  expect(told).toMatchObject([{ outcome: 'refused', faults: [expect.stringContaining('queueCapacity')] }]);
});

test.each<[string, object, RegExp]>([
  ['a model that is none', { model: 'sc9' }, /sc9/],
  ['a scenario that is none', { scenario: { steps: [{ at: 'x' }] } }, /scenario/],
  ['what goes for no setting', { clock: virtualClock() }, /clock/],
  ['a scenario that its model refuses', { scenario: { steps: [{ set: { freq: '9999' } }] } }, /freq.*9999/],
])('%s is refused, though it would only be taken at a start', async (_, settings, expected) => {
  const mock = await running();
  await expect(mock.reload(settings)).rejects.toThrow(expected);
  expect(mock.stats().reloads).toMatchObject({ refused: 1 });
});

test('where a part of it can not be taken over, all is as before', async () => {
  const mock = await running();
  // Then there is no room for the faults of the mode.
  for (let count = 0; count < 253; count += 1) mock.faults.add({ kind: 'latency', ms: 1 });
  const told: unknown[] = [];
  mock.on('reload', (event) => told.push(event));
  const failing = mock.reload({ mode: 'degraded', reply: { errors: 'string' }, worker: { maxBatch: 1 } });
  await expect(failing).rejects.toMatchObject({
    code: 'RELOAD_FAILED',
    message: expect.stringMatching(/mode.*as before/),
  });
  expect(mock.mode).toBe('normal');
  expect(mock.config).toMatchObject({ mode: 'normal', reply: { errors: 'object' } });
  mock.faults.clear();
  expect(await call(mock, 'nothing')).toMatchObject({ error: { message: 'Method not found' } });
  expect(mock.stats().reloads).toMatchObject({ applied: 0, rolledBack: 1 });
  expect(told).toMatchObject([{ outcome: 'rolled-back' }]);
});

test('reloads are made one after the other, in the order in which they were asked for', async () => {
  const mock = await running();
  const reports = await Promise.all(
    [5, 6, 7].map((queueCapacity) => mock.reload({ worker: { queueCapacity } })),
  );
  expect(reports.map(({ changed }) => changed.map(({ from, to }) => `${from} ${to}`))).toEqual([
    ['100 5'],
    ['5 6'],
    ['6 7'],
  ]);
});

test('a mode that was set by hand stays, unless the settings have another than before', async () => {
  const mock = await running();
  await mock.setMode('offline');
  await mock.reload({ worker: { queueCapacity: 3 } });
  expect(mock.mode).toBe('offline');
  await mock.reload({ mode: 'degraded' });
  expect(mock.mode).toBe('degraded');
  await mock.reset();
  expect(mock.mode).toBe('degraded');
});

test('without settings there is nothing to read again in a program', async () => {
  const mock = await running();
  await expect(mock.reload()).rejects.toMatchObject({ code: 'NO_SOURCE' });
});

test('once it closes, nothing is taken over any more', async () => {
  const mock = await running();
  const closed = mock.close();
  await expect(mock.reload({ mode: 'offline' })).rejects.toMatchObject({ code: 'ALREADY_CLOSED' });
  await closed;
  await expect(mock.reload({ mode: 'offline' })).rejects.toMatchObject({ code: 'ALREADY_CLOSED' });
  expect(mock.stats().reloads).toEqual({ applied: 0, unchanged: 0, refused: 0, rolledBack: 0 });
});

test('before the start too', async () => {
  const mock = createSilvusMock();
  await mock.reload({ worker: { maxBatch: 1 } });
  expect(mock.config.worker.maxBatch).toBe(1);
  await mock.close();
});

test('configuration() shows where each value comes from, and no secret', async () => {
  const mock = await running({ control: { enabled: true, token: 'hush' }, seed: 7 });
  await mock.reload({ journal: { maxEntries: 5 } });
  const lines = await mock.configuration();
  expect(lines).toContainEqual({ path: 'seed', value: '7', typed: 7, origin: 'option' });
  expect(lines).toContainEqual({ path: 'journal.maxEntries', value: '5', typed: 5, origin: 'option' });
  expect(lines).toContainEqual({
    path: 'journal.maxBytes',
    value: '16777216',
    typed: 16_777_216,
    unit: 'bytes',
    origin: 'default',
  });
  expect(JSON.stringify(lines)).not.toContain('hush');
});

test('a blackout that is on keeps its end; the next has another', async () => {
  const { mock, clock } = await runningInVirtualTime();
  await outcome(mock, 'freq', ['2220']);
  await mock.reload({ timing: { softBoot: '1s' } });
  expect(mock.blackout.current).toMatchObject({ leftMs: 30_000 });
  await clock.advance('30s');
  await outcome(mock, 'freq', ['2220']);
  expect(mock.blackout.current).toMatchObject({ leftMs: 1_000 });
});
