import fc from 'fast-check';
import type { Report, RssiReport } from '../../src/reports/reports.js';

const raw = fc.integer({ min: -9_999, max: 9_999 });
const count = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const celsius = fc.integer({ min: -999, max: 999 });
const volts = fc.integer({ min: 0, max: 100_000 }).map((hundredths) => hundredths / 100);
const revision = fc.constantFrom('1.0', '1.1', '12.34');

const rssiReports: fc.Arbitrary<RssiReport> = fc.record({
  type: fc.constant('rssi'),
  revision,
  sequence: fc.integer({ min: 0, max: 9_999 }),
  rawSignals: fc.tuple(raw, raw, raw, raw),
  rawNoise: raw,
  syncSignal: count,
  syncNoise: count,
  node: fc.integer({ min: 0, max: 1_048_575 }),
});

/** Reports as radios can make them; a voltage has two decimals. */
export const reports: fc.Arbitrary<Report> = fc.oneof(
  rssiReports,
  fc.record({
    type: fc.constant('temperature' as const),
    revision,
    current: celsius,
    maximum: celsius,
    overheats: count,
  }),
  fc.record({
    type: fc.constant('voltage' as const),
    revision,
    current: volts,
    minimum: volts,
    maximum: volts,
    undervoltages: count,
    overvoltages: count,
  }),
);
