import { expect, test } from 'vitest';
import type { MethodName } from '../../src/index.js';
import { loadModel } from '../../src/index.js';
import { outcome } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';

const readings = ['read_current_temperature', 'input_voltage_monitoring', 'battery_percent'] as const;

/** What a radio of this seed reads at each whole minute of an hour; `reads` times in between. */
async function hourOf(seed: number, reads = 0): Promise<string[]> {
  const { mock, clock } = await runningInVirtualTime({ seed });
  const seen: string[] = [];
  for (let minute = 0; minute < 60; minute += 1) {
    for (let read = 0; read < reads; read += 1) mock.state.readAll();
    await clock.advance('1m');
    seen.push(JSON.stringify(readings.map((name) => mock.state.read(name))));
  }
  return seen;
}

test('readings depend on time and seed, and not on how often they are read', async () => {
  const once = await hourOf(7);
  expect(await hourOf(7, 5)).toEqual(once);
  expect(await hourOf(8)).not.toEqual(once);
});

test('temperature and voltage move, slowly and within their bounds', async () => {
  const { mock, clock } = await runningInVirtualTime({ seed: 3 });
  const number = (name: MethodName) => Number((mock.state.read(name) as string[])[0]);
  const [temperatures, voltages] = [new Set<number>(), new Set<number>()];
  for (let minute = 0; minute < 1_440; minute += 1) {
    const [temperature, voltage] = [number('read_current_temperature'), number('input_voltage_monitoring')];
    await clock.advance('1m');
    expect(Math.abs(number('read_current_temperature') - temperature)).toBeLessThanOrEqual(2);
    expect(Math.abs(number('input_voltage_monitoring') - voltage)).toBeLessThan(50);
    temperatures.add(temperature);
    voltages.add(voltage);
  }
  expect(temperatures.size).toBeGreaterThan(2);
  expect(Math.min(...temperatures)).toBeGreaterThanOrEqual(35);
  expect(Math.max(...temperatures)).toBeLessThanOrEqual(41);
  expect(voltages.size).toBeGreaterThan(1_000);
  expect(Math.min(...voltages)).toBeGreaterThanOrEqual(11_868);
  expect(Math.max(...voltages)).toBeLessThanOrEqual(12_029);
});

test.each([
  ['the most', { temperature: 150, voltage: 60_000, battery: 100 }],
  ['the least', { temperature: -60, voltage: 0, battery: 0 }],
])('what reads %s stays within what a test can put, for 400 days', async (_, health) => {
  const { mock, clock } = await runningInVirtualTime({ model: { ...loadModel('default'), health } });
  const seen = readings.map(() => new Set<number>());
  for (let step = 0; step < 1_000; step += 1) {
    await clock.advance('576m');
    for (const [index, name] of readings.entries()) seen[index]?.add(Number(mock.state.read(name)));
  }
  const [temperatures = [], voltages = [], charges = []] = seen.map((each) => [...each]);
  expect(temperatures.every((each) => each >= -60 && each <= 150)).toBe(true);
  expect(voltages.every((each) => each >= 0 && each <= 60_000)).toBe(true);
  expect(charges.every((each) => each >= 0 && each <= 100)).toBe(true);
  expect(temperatures.length + voltages.length).toBeGreaterThan(2);
});

test('what a test puts a reading to stays there, past a reboot; a reset lets it go', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.state.patch({ read_current_temperature: 91, input_voltage_monitoring: 9_000, gps_mode: 'locked-3d' });
  await outcome(mock, 'radio_reset');
  await clock.advance('5m');
  expect(await outcome(mock, 'read_current_temperature')).toEqual(['91']);
  expect(await outcome(mock, 'input_voltage_monitoring')).toEqual(['9000.000000']);
  expect(await outcome(mock, 'gps_mode')).toEqual(['locked-3d']);
  await mock.reset();
  expect(await outcome(mock, 'read_current_temperature')).toEqual(['38']);
  expect(await outcome(mock, 'gps_mode')).toEqual(['unlocked']);
});

test('the battery drains from where it was put', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.state.patch({ battery_percent: 50 });
  expect(await outcome(mock, 'battery_percent')).toEqual(['50.000000']);
  await clock.advance('3h');
  expect(await outcome(mock, 'battery_percent')).toEqual(['25.000000']);
});

test('a battery of a model without hours does not drain', async () => {
  const model = { ...loadModel('default'), health: { battery: 80, batteryHours: 0 } };
  const { mock, clock } = await runningInVirtualTime({ model });
  await clock.advance('10d');
  expect(await outcome(mock, 'battery_percent')).toEqual(['80.000000']);
});

test('a radio that is too hot puts out half, then a quarter', async () => {
  const { mock } = await runningInVirtualTime();
  const output = async (temperature: number) => {
    mock.state.patch({ read_current_temperature: temperature });
    return [await outcome(mock, 'read_power_dBm'), await outcome(mock, 'read_power_mw')];
  };
  expect(await output(85)).toEqual([['30'], ['1000']]);
  expect(await output(86)).toEqual([['27'], ['500']]);
  expect(await output(90)).toEqual([['24'], ['250']]);
  mock.state.patch({ temp_reporting_max_threshold: 95 });
  expect(await output(90)).toEqual([['30'], ['1000']]);
  expect(await outcome(mock, 'power_dBm')).toEqual(['30']);
});

test('a scenario drifts a reading', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({
    steps: [{ drift: { setting: 'read_current_temperature', from: 40, to: 60, over: '10m', every: '1m' } }],
  });
  await clock.advance('5m');
  expect(await outcome(mock, 'read_current_temperature')).toEqual(['50']);
  await clock.advance('5m');
  expect(await outcome(mock, 'read_current_temperature')).toEqual(['60']);
});

test('a model that moves does so while its receiver is locked', async () => {
  const plain = loadModel('default');
  const model = { ...plain, gps: { ...plain.gps, speed: 111.32, course: 0 } };
  const { mock, clock } = await runningInVirtualTime({ model });
  await clock.advance('100s');
  expect(await outcome(mock, 'gps_coordinates')).toEqual(['34.057', '-118.447', '0']);
  mock.state.patch({ gps_mode: 'locked-3d' });
  // 11,132 m are a tenth of a degree of latitude.
  expect(await outcome(mock, 'gps_coordinates')).toEqual(['34.157000', '-118.447000', '0']);
});
