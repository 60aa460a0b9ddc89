import { expect, test } from 'vitest';
import { createSilvusMock } from '../../src/index.js';
import { issueLines } from '../support/config.js';
import { workingIn } from '../support/folder.js';
import { call, outcome } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';

const profile = { frequencies: ['2400:10:2500'], bandwidth: '-1', antenna_mask: '3' };

test('power limits of the configuration go over those of the model', async () => {
  const mock = await running({ power: { minDbm: 10, maxDbm: 33 } });
  expect(await outcome(mock, 'power_dBm', ['9'])).toBe('INVALID_RANGE');
  expect(await outcome(mock, 'power_dBm', ['34'])).toBe('INVALID_RANGE');
  expect(await outcome(mock, 'power_dBm', ['10'])).toEqual(['']);
  expect(await outcome(mock, 'power_dBm', ['33'])).toEqual(['']);
  const { error } = await call(mock, 'power_dBm', ['34']);
  expect(error?.data?.['detail']).toMatchObject({ allowed: expect.stringContaining('10 to 33 dBm') });
});

test('one limit may be given alone; the other is the model’s', async () => {
  const mock = await running({ power: { maxDbm: 31 } });
  expect(await outcome(mock, 'power_dBm', ['0'])).toEqual(['']);
  expect(await outcome(mock, 'power_dBm', ['32'])).toBe('INVALID_RANGE');
});

test('the most power goes no higher than its limit', async () => {
  const mock = await running({ power: { maxDbm: 31 } });
  await call(mock, 'enable_max_power', ['1']);
  expect(await outcome(mock, 'read_power_dBm')).toEqual(['31']);
});

test.each([
  [{ maxDbm: 20 }, '20'],
  [{ minDbm: 35 }, '35'],
  [{ minDbm: 30, maxDbm: 30 }, '30'],
])('with limits of %j the factory setting becomes %s', async (power, setting) => {
  const mock = await running({ power });
  expect(await outcome(mock, 'power_dBm')).toEqual([setting]);
});

test('frequency profiles of the configuration go over those of the model, and are what the radio reports', async () => {
  const { mock, clock } = await runningInVirtualTime({ frequencyProfiles: [profile] });
  expect(await outcome(mock, 'supported_frequency_profiles')).toEqual([profile]);
  expect(await outcome(mock, 'freq')).toEqual(['2400']);
  expect(await outcome(mock, 'freq', ['4700'])).toBe('INVALID_RANGE');
  expect(await outcome(mock, 'freq', ['2455.5'])).toEqual(['']);
  await clock.advance('30s');
  expect(await outcome(mock, 'freq')).toEqual(['2455.5']);
});

test('a factory frequency that the profiles hold stays', async () => {
  const frequencies = ['4000:20:4900'];
  const mock = await running({ frequencyProfiles: [{ ...profile, frequencies }] });
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});

test('profiles for another channel width than the factory’s bring a width that fits', async () => {
  const mock = await running({ frequencyProfiles: [{ ...profile, bandwidth: '5' }] });
  expect(await outcome(mock, 'freq_bw')).toEqual(['2400', '5']);
});

test('the grid of steps holds for profiles of the configuration too', async () => {
  const mock = await running({ frequencyProfiles: [profile], frequencyGrid: 'step' });
  expect(await outcome(mock, 'freq', ['2455'])).toBe('INVALID_RANGE');
  expect(await outcome(mock, 'freq', ['2450'])).toEqual(['']);
});

test.each([
  ['power', 'power: { minDbm: 20, maxDbm: 10 }', /^silvus-mock\.yaml:1:\d+: power.*(20|10).*(10|20)/],
  [
    'power over the model’s',
    'power: { minDbm: 38 }\nmodel: s-band',
    /^silvus-mock\.yaml:1:\d+: power.*38.*36/,
  ],
  [
    'profiles for a width that the model has not',
    'model: icd\nfrequencyProfiles: [{ frequencies: ["2400"], bandwidth: "10", antenna_mask: "3" }]',
    /^silvus-mock\.yaml:2:\d+: frequencyProfiles.*10.*5, 20/,
  ],
  ['the model', 'mode: normal\nmodel: sc9', /^silvus-mock\.yaml:2:1: model: .*"sc9".*default, icd, s-band/],
  ['a model file that is not there', 'model: ./nowhere.json', /nowhere\.json: .*ENOENT/],
])('what contradicts itself or the model is told when the configuration is loaded: %s', (_, text, line) => {
  workingIn({ 'silvus-mock.yaml': text });
  expect(issueLines({})).toEqual([expect.stringMatching(line)]);
});

test('a program is told the same', () => {
  const options = { power: { minDbm: 20, maxDbm: 10 } };
  expect(() => createSilvusMock(options)).toThrow(/power.*(minDbm|20)/);
});

test.each([
  ['a bigint', 5n, '5'],
  ['a function', () => 1, '=>'],
  ['a symbol', Symbol('seed'), 'Symbol(seed)'],
])('a program that gives %s for a number is told so', (_, seed, text) => {
  // What TypeScript refuses, a program in JavaScript may give.
  const options = { seed: seed as unknown as number };
  expect(() => createSilvusMock(options)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(text) }),
  );
});
