import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encode } from '../../src/reports/encode.js';
import { pack } from '../../src/reports/pack.js';
import { decodeDatagram, encodeReport, snrOf } from '../../src/reports/reports.js';
import { syncOf } from '../../src/reports/sync.js';
import { reports } from '../support/arbitrary-reports.js';
import { deadline, holds } from '../support/property.js';

const share = { share: 0.2 };

test(
  'what is encoded, packed and decoded is what it was, in datagrams of at most 1,400 bytes',
  deadline,
  () =>
    holds(
      fc.property(
        fc.array(reports, { maxLength: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (all, maxReports) => {
          const datagrams = pack(all.map(encode), maxReports);
          const decoded = datagrams.map(decodeDatagram);
          expect(decoded.flatMap((each) => each.reports)).toEqual(all);
          expect(decoded.flatMap((each) => each.issues)).toEqual([]);
          for (const [index, { length }] of datagrams.entries()) {
            expect(length).toBeLessThanOrEqual(1_400);
            expect(decoded[index]?.reports.length).toBeLessThanOrEqual(maxReports);
          }
        },
      ),
      share,
    ),
);

test('a datagram has at most 1,400 bytes, and none of 1,401', () => {
  const sizes = (...lengths: readonly number[]) =>
    pack(
      lengths.map((length) => '\0'.repeat(length)),
      12,
    ).map(({ length }) => length);
  expect(sizes(1_000, 400)).toEqual([1_400]);
  expect(sizes(1_000, 401)).toEqual([1_000, 401]);
});

test('a datagram holds as many reports as fit', () => {
  const report = '\0'.repeat(109);
  const sizes = pack(
    Array.from({ length: 30 }, () => report),
    100,
  ).map(({ length }) => length / 109);
  expect(sizes).toEqual([12, 12, 6]);
});

test('any bytes are read without an error, and what is no report is an issue', deadline, () =>
  holds(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { reports: found, issues } = decodeDatagram(bytes);
      if (bytes.length > 0 && found.length === 0) expect(issues).not.toEqual([]);
      expect(issues.length).toBeLessThanOrEqual(20);
      for (const issue of issues) expect(issue.length).toBeLessThan(300);
    }),
    share,
  ),
);

test('one byte changed in a datagram loses at most the reports that it touches', deadline, () =>
  holds(
    fc.property(reports, reports, fc.nat(), fc.integer({ min: 0, max: 255 }), (first, second, at, byte) => {
      const [one, two] = [encodeReport(first), encodeReport(second)];
      const bytes = Buffer.concat([one, two]);
      const index = one.length + (at % two.length);
      bytes[index] = byte;
      expect(decodeDatagram(bytes).reports[0]).toEqual(first);
    }),
    share,
  ),
);

test('the synchronisation values give the SNR by the formula of the manual', deadline, () =>
  holds(
    fc.property(
      fc.double({ min: -10, max: 20, noNaN: true }),
      fc.double({ min: -110, max: -60, noNaN: true }),
      (snr, noise) => {
        const values = syncOf(snr, noise);
        expect(values.syncNoise).toBeLessThan(2 ** 32);
        expect(snrOf(values)).toBeCloseTo(snr, 0);
      },
    ),
    share,
  ),
);

test('a stronger link has the synchronisation values of 20 dB', () => {
  expect(syncOf(80, -95)).toEqual(syncOf(20, -95));
  // Those of the manual's example.
  const manual = { syncSignal: 8_604_568, syncNoise: 8_861_322 };
  const { syncSignal, syncNoise } = syncOf(snrOf(manual) ?? 0, -95);
  expect([syncSignal - manual.syncSignal, syncNoise - manual.syncNoise].map(Math.abs)).toEqual([
    expect.closeTo(0, -1),
    expect.closeTo(0, -1),
  ]);
});
