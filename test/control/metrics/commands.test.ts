import { expect, test } from 'vitest';
import { maintain, outcome, post } from '../../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../../support/radio.js';
import { scrape } from '../../support/scrape.js';

const control = { enabled: true };

test('commands are counted by method and outcome, on both ports', async () => {
  const mock = await running({ control, timing: { preset: 'instant' } });
  await outcome(mock, 'bw');
  await outcome(mock, 'bw');
  await outcome(mock, 'power_dBm', ['99']);
  await maintain(mock, 'zeroize');
  await post(mock, 'no JSON');
  const told = await scrape(mock);
  const commands = (method: string, of: string) =>
    told.value('silvus_mock_commands_total', { method, outcome: of });
  expect(commands('bw', 'ok')).toBe(2);
  expect(commands('power_dBm', 'INVALID_RANGE')).toBe(1);
  expect(commands('zeroize', 'ok')).toBe(1);
  expect(told.all('silvus_mock_commands_total')).toHaveLength(3);
  expect(told.value('silvus_mock_requests_total')).toBe(5);
});

test('methods that the radio does not have are one series, however many they are', async () => {
  const mock = await running({ control });
  for (let count = 0; count < 50; count += 1) await outcome(mock, `no-${count}`);
  await outcome(mock, '__proto__');
  const told = await scrape(mock);
  expect(told.all('silvus_mock_commands_total')).toEqual([
    {
      name: 'silvus_mock_commands_total',
      labels: { method: 'unknown', outcome: 'Method not found' },
      value: 51,
    },
  ]);
});

test('commands that end with INTERNAL are counted from 0 on, whatever their method', async () => {
  const { mock, clock } = await runningInVirtualTime({
    control,
    worker: { processingTime: '1s' },
    deadlines: { read: '10ms' },
  });
  expect((await scrape(mock)).value('silvus_mock_internal_total')).toBe(0);
  const late = Promise.all([outcome(mock, 'freq'), outcome(mock, 'bw')]);
  await mock.received(2);
  await clock.advance('5s');
  expect(await late).toEqual(['INTERNAL', 'INTERNAL']);
  expect((await scrape(mock)).value('silvus_mock_internal_total')).toBe(2);
});

test('a full queue shows: its depth, its capacity, and each command that was answered BUSY', async () => {
  const mock = await running({ control, worker: { queueCapacity: 2 } });
  mock.worker.pause();
  const waiting = ['freq', 'bw'].map((method) => outcome(mock, method));
  await mock.received(2);
  expect(await outcome(mock, 'freq')).toBe('BUSY');
  expect(await outcome(mock, 'bw')).toBe('BUSY');
  const full = await scrape(mock);
  expect(full.value('silvus_mock_queue_depth')).toBe(2);
  expect(full.value('silvus_mock_queue_capacity')).toBe(2);
  expect(full.value('silvus_mock_busy_total')).toBe(2);
  expect(full.value('silvus_mock_worker_held')).toBe(1);
  expect(full.value('silvus_mock_ready')).toBe(0);
  mock.worker.resume();
  await Promise.all(waiting);
  const empty = await scrape(mock);
  expect(empty.value('silvus_mock_queue_depth')).toBe(0);
  expect(empty.value('silvus_mock_busy_total')).toBe(2);
  expect(empty.value('silvus_mock_worker_held')).toBe(0);
  expect(empty.value('silvus_mock_ready')).toBe(1);
});

test('waiting and running are told in seconds of the clock, a bound itself in its class', async () => {
  const { mock, clock } = await runningInVirtualTime({
    control,
    worker: { processingTime: '250ms', queueCapacity: 1 },
    deadlines: { read: 0 },
  });
  mock.worker.pause();
  const first = outcome(mock, 'freq');
  await mock.received(1);
  // It is turned away, and so in neither.
  expect(await outcome(mock, 'freq')).toBe('BUSY');
  await clock.advance('90s');
  mock.worker.resume();
  await clock.advance('250ms');
  expect(await first).toEqual(['4700']);
  const told = await scrape(mock);
  const counts = (name: string) =>
    told.all(`silvus_mock_command_${name}_seconds_bucket`).map(({ labels, value }) => [labels['le'], value]);
  const bounds = '0.0005 0.001 0.0025 0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5 10 30 60 +Inf'.split(' ');
  expect(counts('wait')).toEqual(bounds.map((le) => [le, le === '+Inf' ? 1 : 0]));
  expect(counts('run')).toEqual(bounds.map((le) => [le, Number(le) < 0.25 ? 0 : 1]));
  expect(told.value('silvus_mock_command_wait_seconds_sum')).toBe(90);
  expect(told.value('silvus_mock_command_wait_seconds_count')).toBe(1);
  expect(told.value('silvus_mock_command_run_seconds_sum')).toBe(0.25);
  expect(told.value('silvus_mock_command_run_seconds_count')).toBe(1);
});
