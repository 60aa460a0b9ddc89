import { version as node } from 'node:process';
import { expect, test } from 'vitest';
import { processSeries } from '../../../src/control/metrics/process-series.js';
import { activitySeries } from '../../../src/control/metrics/activity-series.js';
import { radioSeries, simulatorSeries } from '../../../src/control/metrics/radio-series.js';
import { outcome } from '../../support/json-rpc-client.js';
import { textOf } from '../../support/markdown.js';
import { running } from '../../support/radio.js';
import { scrape } from '../../support/scrape.js';

const declared = [...radioSeries, ...activitySeries, ...simulatorSeries, ...processSeries];

/** A simulator on which all has happened that is counted by name. */
async function busyOne() {
  const mock = await running({ control: { enabled: true } });
  mock.faults.add({ kind: 'busy', times: 1 });
  await outcome(mock, 'freq');
  mock.blackout.begin('1h');
  return scrape(mock);
}

test('every series that is declared is told, with its type and the labels that it has', async () => {
  const told = await busyOne();
  expect([...told.types]).toEqual(declared.map(({ name, type }) => [name, type]));
  for (const { name, type, labels } of declared) {
    const samples = type === 'histogram' ? told.all(`${name}_count`) : told.all(name);
    expect(samples.length, name).toBeGreaterThan(0);
    for (const sample of samples) expect(Object.keys(sample.labels), name).toEqual(Object.keys(labels));
  }
});

test('names are those that Prometheus asks for: base units, and _total for counters alone', () => {
  for (const { name, type, help } of declared) {
    expect(name).toMatch(/^(silvus_mock|process|nodejs)_[a-z0-9_]+$/);
    expect(name.endsWith('_total'), name).toBe(type === 'counter');
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|kilobytes|percent)(_|$)/);
    expect(help, name).toMatch(/^[A-Z0-9].*\.$/);
  }
});

test('no series stands there twice', async () => {
  const keys = (await busyOne()).samples.map(({ name, labels }) => `${name} ${JSON.stringify(labels)}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the process tells of its versions, memory, CPU and loop', async () => {
  const { version } = JSON.parse(textOf('package.json')) as { version: string };
  const told = await busyOne();
  expect(told.value('silvus_mock_build_info', { version, node: node.slice(1) })).toBe(1);
  expect(told.value('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  expect(told.value('nodejs_heap_size_used_bytes')).toBeLessThan(told.value('process_resident_memory_bytes'));
  const cpu = told.value('process_cpu_user_seconds_total') + told.value('process_cpu_system_seconds_total');
  expect(told.value('process_cpu_seconds_total')).toBeCloseTo(cpu, 6);
  expect(told.value('process_start_time_seconds')).toBeLessThan(Date.now() / 1_000);
  expect(told.value('nodejs_eventloop_lag_max_seconds')).toBeGreaterThanOrEqual(
    told.value('nodejs_eventloop_lag_mean_seconds'),
  );
});

test('scrapes side by side give the same families', async () => {
  const mock = await running({ control: { enabled: true } });
  const all = await Promise.all(Array.from({ length: 20 }, () => scrape(mock)));
  for (const told of all) expect([...told.types.keys()]).toEqual(declared.map(({ name }) => name));
});
