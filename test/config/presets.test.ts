import { expect, test } from 'vitest';
import { timingPresets, timings } from '../../src/config/presets.js';
import { outcome } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';

const durations = ['softBoot', 'powerChange', 'reboot', 'rebootDelay', 'zeroize'] as const;
const blackouts = durations.filter((name) => name !== 'rebootDelay');

test.each(durations)(
  'fast is radio made fast: it has a %s where radio has one, and none is longer',
  (name) => {
    expect(timings.fast[name] > 0).toBe(timings.radio[name] > 0);
    expect(timings.fast[name]).toBeLessThanOrEqual(timings.radio[name]);
  },
);

test.each(durations)('cb-timing differs from radio in powerChange alone: %s', (name) => {
  expect(timings['cb-timing'][name]).toBe(name === 'powerChange' ? 5_000 : timings.radio[name]);
});

test.each(blackouts)('instant has no %s', (name) => {
  expect(timings.instant[name]).toBe(0);
});

test.each(timingPresets.map((preset) => ({ preset, isDark: preset === 'cb-timing' })))(
  'a write of power causes a blackout with cb-timing alone: $preset',
  async ({ preset, isDark }) => {
    const { mock, clock } = await runningInVirtualTime({ timing: { preset } });
    for (const [method, value] of [
      ['power_dBm', '20'],
      ['power_mw', '500'],
      ['enable_max_power', '1'],
    ] as const) {
      expect(await outcome(mock, method, [value])).toEqual(['']);
      expect(await outcome(mock, method)).toEqual(isDark ? 'UNAVAILABLE' : [value]);
      await clock.advance('5s');
    }
  },
);
