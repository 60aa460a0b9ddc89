import { describe, expect, test } from 'vitest';
import { createSilvusMock, loadModel } from '../../src/index.js';
import { issueLines, loaded } from '../support/config.js';
import { workingIn } from '../support/folder.js';
import { outcome } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

const profile = (frequencies: readonly string[], bandwidth = '-1') => ({
  frequencies: [...frequencies],
  bandwidth,
  antenna_mask: '15',
});

/** Profiles, and the factory settings `freq_bw` that they leave: `4700` and `20` by the model. */
const fits: readonly (readonly [string, ReturnType<typeof profile>[], readonly [string, string]])[] = [
  [
    'both stay where any profile holds them',
    [profile(['2400'], '5'), profile(['4700'], '20')],
    ['4700', '20'],
  ],
  ['the frequency stays at another width', [profile(['2400']), profile(['4700'], '5')], ['4700', '5']],
  ['the width stays at another frequency', [profile(['2400'], '5'), profile(['2500'], '20')], ['2500', '20']],
  ['an entry without a usable frequency is passed over', [profile(['2400.05', '2450'])], ['2450', '20']],
  ['a range that begins off the grid', [profile(['2400.05:20:2480'])], ['2400.1', '20']],
  ['a width with noughts that say nothing', [profile(['2400'], '5.0')], ['2400', '5']],
];

test.each(fits)('%s', async (_, frequencyProfiles, expected) => {
  workingIn({ 'silvus-mock.yaml': JSON.stringify({ frequencyProfiles }) });
  expect(loaded({}).config.frequencyProfiles).toEqual(frequencyProfiles);
  const mock = await running({ frequencyProfiles });
  expect(await outcome(mock, 'freq_bw')).toEqual(expected);
});

test('on the grid of steps, a frequency between the steps of 0.1 MHz is one like any other', async () => {
  const mock = await running({ frequencyProfiles: [profile(['2400.05'])], frequencyGrid: 'step' });
  expect(await outcome(mock, 'freq')).toEqual(['2400.05']);
});

test('profiles that hold no frequency at all are told with their place and the grid', () => {
  workingIn({
    'silvus-mock.yaml':
      'mode: normal\nfrequencyProfiles:\n  - frequencies: ["2400.05"]\n    bandwidth: "-1"\n    antenna_mask: "15"\n',
  });
  expect(issueLines({})).toEqual([
    expect.stringMatching(
      /^silvus-mock\.yaml:2:1: frequencyProfiles: .*no frequency.*; allowed: .*0\.1 MHz.*frequencyGrid: step/,
    ),
  ]);
});

const model = loadModel('default');
const spans = ['2400.05', '4700', '2400.05:0.1:2401.05', '2200:20:2380', '0', '2400.05:20:2400.06'];
const widths = ['-1', '5', '20', '20.0', '7', '05'];
const limits = [{}, { minDbm: 35 }, { maxDbm: 3 }, { minDbm: 9, maxDbm: 8 }, { minDbm: 39, maxDbm: 39 }];
const combinations = spans.flatMap((span) =>
  widths.flatMap((width) => limits.map((power) => ({ span, width, power }))),
);

describe.each(['default', 's-band', './own.json'])('model %s', (name) => {
  test.each(['fine', 'step'] as const)('check and start judge alike, grid %s', (frequencyGrid) => {
    const own = {
      ...model,
      name: 'own',
      bandwidths: ['05', '20.0'],
      defaults: { ...model.defaults, bw: '20.0' },
    };
    const verdicts = new Set<boolean>();
    for (const { span, width, power } of combinations) {
      const settings = { model: name, frequencyGrid, power, frequencyProfiles: [profile([span], width)] };
      workingIn({ 'own.json': JSON.stringify(own), 'silvus-mock.yaml': JSON.stringify(settings) });
      const isStarted = starts(settings);
      verdicts.add(isStarted);
      if (isStarted) loaded({});
      else for (const line of issueLines({})) expect(line).toMatch(/^silvus-mock\.yaml:1:\d+: /);
    }
    expect(verdicts.size).toBe(2);
  });
});

function starts(settings: Parameters<typeof createSilvusMock>[0]): boolean {
  try {
    createSilvusMock(settings);
    return true;
  } catch {
    return false;
  }
}
