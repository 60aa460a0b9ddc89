import { expect, test } from 'vitest';
import { faultKinds } from '../../../src/index.js';
import { outcome } from '../../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';
import { scrape } from '../../support/scrape.js';

const control = { enabled: true };

test('a blackout shows: that it is dark, for how long, and why', async () => {
  const { mock, clock } = await runningInVirtualTime({ control });
  mock.blackout.begin('30s', 'reboot');
  await clock.advance('10s');
  const dark = await scrape(mock);
  expect(dark.value('silvus_mock_dark')).toBe(1);
  expect(dark.value('silvus_mock_blackout_seconds_left')).toBe(20);
  expect(dark.value('silvus_mock_blackouts_total', { cause: 'reboot' })).toBe(1);
  expect(dark.value('silvus_mock_ready')).toBe(1);
  await clock.advance('20s');
  const light = await scrape(mock);
  expect(light.value('silvus_mock_dark')).toBe(0);
  expect(light.value('silvus_mock_blackout_seconds_left')).toBe(0);
  expect(light.value('silvus_mock_blackouts_total', { cause: 'reboot' })).toBe(1);
});

test('the mode is 1 for the one that it is in', async () => {
  const mock = await running({ control, mode: 'degraded' });
  const modes = async () => {
    const told = await scrape(mock);
    return ['normal', 'degraded', 'offline'].map((mode) => told.value('silvus_mock_mode', { mode }));
  };
  expect(await modes()).toEqual([0, 1, 0]);
  await mock.setMode('offline');
  expect(await modes()).toEqual([0, 0, 1]);
  const told = await scrape(mock);
  expect(told.value('silvus_mock_dark')).toBe(1);
  expect(told.value('silvus_mock_blackout_seconds_left')).toBe(0);
});

test('faults are counted by kind, also when they are off again', async () => {
  const mock = await running({ control });
  mock.faults.add({ kind: 'busy', times: 2 });
  mock.faults.add({ kind: 'unavailable', times: 1, name: 'mine' });
  mock.faults.add({ fault: { answer: () => ({ code: 1, message: 'own' }) }, times: 1 });
  for (let count = 0; count < 4; count += 1) await outcome(mock, 'freq');
  expect((await scrape(mock)).value('silvus_mock_faults_active')).toBe(3);
  mock.faults.clear();
  const told = await scrape(mock);
  const applied = (kind: string) => told.value('silvus_mock_faults_applied_total', { kind });
  expect([applied('busy'), applied('unavailable'), applied('custom')]).toEqual([2, 1, 1]);
  expect(told.value('silvus_mock_faults_active')).toBe(0);
  expect(told.value('silvus_mock_commands_total', { method: 'freq', outcome: 'fault' })).toBe(4);
});

test('connections and bytes are counted by port and reason', async () => {
  const mock = await running({ control, maintenance: { maxConnections: 1, atLimit: 'refuse' } });
  const held = await rawClient(mock.maintenance.port);
  const refused = new Promise((resolve) => mock.on('connection-refused', resolve));
  const second = await rawClient(mock.maintenance.port);
  await refused;
  await outcome(mock, 'freq');
  await expect.poll(() => mock.stats().connections.http.open).toBe(0);
  const told = await scrape(mock);
  const value = (name: string, port: string, reason?: string) =>
    told.value(`silvus_mock_${name}`, reason === undefined ? { port } : { port, reason });
  expect(value('connections_open', 'maintenance')).toBe(1);
  expect(value('connections_accepted_total', 'maintenance')).toBe(1);
  expect(value('connections_refused_total', 'maintenance', 'limit')).toBe(1);
  expect(value('connections_refused_total', 'http', 'limit')).toBe(0);
  expect(value('connections_ended_total', 'http', 'served')).toBe(1);
  expect(value('connections_ended_total', 'maintenance', 'served')).toBe(0);
  expect(value('bytes_received_total', 'http')).toBeGreaterThan(80);
  expect(value('bytes_sent_total', 'http')).toBeGreaterThan(80);
  expect(value('bytes_sent_total', 'maintenance')).toBe(0);
  held.socket.destroy();
  second.socket.destroy();
});

test('blackouts and faults are told from the start: a panel shows the first of them', async () => {
  const told = await scrape(await running({ control }));
  const names = (name: string, label: string) =>
    told.all(name).map(({ labels, value }) => (value === 0 ? labels[label] : value));
  expect(names('silvus_mock_blackouts_total', 'cause')).toEqual([
    'soft-boot',
    'power-change',
    'reboot',
    'zeroize',
    'manual',
    'offline',
  ]);
  expect(names('silvus_mock_faults_applied_total', 'kind')).toEqual([
    ...faultKinds.map(({ name }) => name),
    'custom',
  ]);
});

test('flash and reloads are told from the start', async () => {
  const told = await scrape(await running({ control }));
  const results = (name: string) => told.all(name).map(({ labels, value }) => [labels['result'], value]);
  expect(results('silvus_mock_flash_writes_total')).toEqual([
    ['ok', 0],
    ['failed', 0],
  ]);
  expect(results('silvus_mock_config_reloads_total')).toEqual([
    ['applied', 0],
    ['unchanged', 0],
    ['refused', 0],
    ['rolled-back', 0],
  ]);
});

test('a reset puts no counter back', async () => {
  const mock = await running({ control });
  mock.faults.add({ kind: 'busy', times: 1 });
  await outcome(mock, 'freq');
  await outcome(mock, 'freq');
  const before = await scrape(mock);
  await mock.reset();
  const after = await scrape(mock);
  const counters = (told: typeof before) =>
    told.samples.filter(({ name }) => /^silvus_mock_.*_(total|count|sum|bucket)$/.test(name));
  expect(counters(after)).toEqual(counters(before));
});

test('each simulator tells of itself alone', async () => {
  const [one, other] = await Promise.all([running({ control }), running({ control })]);
  await outcome(one, 'freq');
  expect((await scrape(one)).value('silvus_mock_requests_total')).toBe(1);
  expect((await scrape(other)).value('silvus_mock_requests_total')).toBe(0);
});
