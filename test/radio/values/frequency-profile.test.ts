import { describe, expect, test } from 'vitest';
import {
  FrequencyPlan,
  type FrequencyProfile,
  parseSpan,
} from '../../../src/radio/values/frequency-profile.js';

const profile = (frequencies: readonly string[], bandwidth = '-1'): FrequencyProfile => ({
  frequencies,
  bandwidth,
  antenna_mask: '15',
});

/** The profiles that the interface describes. */
const profiles = [profile(['2200:20:2380', '4700']), profile(['4420:40:4700']), profile(['4700:20:4980'])];

describe('the fine grid', () => {
  const { domain } = new FrequencyPlan(profiles, 'fine');

  test.each(['2200', '2380', '2200.0', '2200.1', '2379.9', '2210', '4420', '4440', '4700', '4980', '4979.9'])(
    '%s is allowed',
    (text) => expect(domain.holds(text)).toBe(true),
  );

  test.each(['2199.9', '2380.1', '3000', '4419.9', '4980.1', '0', '-4700', '2490'])(
    '%s is in no range',
    (text) => expect(domain.holds(text)).toBe(false),
  );

  test.each(['4700.05', '4700.01', '4700.00001', '2200.15', '4979.999999'])(
    '%s is off the resolution of 0.1 MHz',
    (text) => expect(domain.holds(text)).toBe(false),
  );

  test.each(['1e3', '4.7e3', '+4700', ' 4700', '4700 ', '4700.', '4,700', '', 'high', '４７００', '٤٧٠٠'])(
    '%j is no number',
    (text) => expect(domain.holds(text)).toBe(false),
  );

  test('a number has at most 32 characters', () => {
    expect(domain.holds('4700.'.padEnd(32, '0'))).toBe(true);
    expect(domain.holds('4700.'.padEnd(33, '0'))).toBe(false);
  });

  test('every 0.1 MHz of a range is allowed, whatever binary fractions make of it', () => {
    const refused = Array.from({ length: 1_801 }, (_, tenth) => ((22_000 + tenth) / 10).toFixed(1)).filter(
      (text) => !domain.holds(text),
    );
    expect(refused).toEqual([]);
  });

  test('it says what it allows', () => {
    expect(domain.allowed).toBe(
      '2200:20:2380, 4700, 4420:40:4700, 4700:20:4980 MHz (start:step:end), in steps of 0.1 MHz',
    );
  });
});

describe('the step grid', () => {
  const { domain } = new FrequencyPlan(profiles, 'step');

  test.each(['2200', '2220', '2220.0', '2380', '4420', '4460', '4700', '4720', '4980'])(
    '%s is on a step',
    (text) => expect(domain.holds(text)).toBe(true),
  );

  test.each(['2210', '2200.1', '4440', '4710', '2400', '4980.1'])('%s is on no step', (text) =>
    expect(domain.holds(text)).toBe(false),
  );

  test('steps smaller than 1 MHz are kept', () => {
    const fractions = new FrequencyPlan([profile(['2200:0.3:2201'])], 'step').domain;
    expect(['2200', '2200.3', '2200.6', '2200.9'].every((text) => fractions.holds(text))).toBe(true);
    expect(['2200.1', '2200.5', '2201'].some((text) => fractions.holds(text))).toBe(false);
  });

  test('it says what it allows', () => {
    expect(domain.allowed).toMatch(/on the step of its range$/);
  });
});

describe('a frequency together with a channel width', () => {
  const plan = new FrequencyPlan(
    [profile(['2200:20:2380'], '5'), profile(['4700:20:4980'], '-1'), profile(['4980'], '20')],
    'fine',
  );

  test.each([
    ['2200', '5', true],
    ['2200', '5.0', true],
    ['2200', '20', false],
    ['4700', '5', true],
    ['4700', '20', true],
    ['3000', '5', false],
    ['2200', 'wide', false],
    ['high', '5', false],
  ])('%s at %s: %s', (frequency, bandwidth, allowed) => {
    expect(plan.allows(frequency, bandwidth)).toBe(allowed);
  });
});

describe('an entry of a profile', () => {
  test('is a range, in kHz, or one value', () => {
    expect(parseSpan('2200:20:2380')).toEqual({ start: 2_200_000, step: 20_000, end: 2_380_000 });
    expect(parseSpan('4700')).toMatchObject({ start: 4_700_000, end: 4_700_000 });
    expect(parseSpan('2200:20:2200')).toMatchObject({ start: 2_200_000, end: 2_200_000 });
  });

  test.each(['', ':', '2200:20', '2200:20:2380:1', '2200:0:2380', '2200:-20:2380', '2380:20:2200', 'a:b:c'])(
    '%j is none',
    (entry) => expect(parseSpan(entry)).toBeUndefined(),
  );
});
