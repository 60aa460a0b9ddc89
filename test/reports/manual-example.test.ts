import { expect, test } from 'vitest';
import {
  type RssiReport,
  type TemperatureReport,
  type VoltageReport,
  dbmOf,
  decodeDatagram,
  encodeReport,
  isKeepalive,
  snrOf,
} from '../../src/reports/reports.js';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));

/** interface.md D.3. */
const manual = bytes(`
13 91 00 01 00
13 92 00 04 31 2e 30 00
13 90 00 05 32 33 33 33 00
13 88 00 05 20 2d 34 33 00
13 89 00 05 20 2d 33 31 00
13 8a 00 05 20 2d 32 38 00
13 8b 00 05 20 2d 36 36 00
13 8c 00 05 2d 31 39 30 00
13 8d 00 0a 20 20 38 36 30 34 35 36 38 00
13 8e 00 0a 20 20 38 38 36 31 33 32 32 00
13 8f 00 05 31 30 32 35 00
00 01 00 01 00`);

const rssi: RssiReport = {
  type: 'rssi',
  revision: '1.0',
  sequence: 2333,
  rawSignals: [-43, -31, -28, -66],
  rawNoise: -190,
  syncSignal: 8_604_568,
  syncNoise: 8_861_322,
  node: 1025,
};

test("the manual's RSSI example is byte for byte its 109 bytes", () => {
  expect(manual).toHaveLength(109);
  expect(Uint8Array.from(encodeReport(rssi))).toEqual(manual);
  expect(decodeDatagram(manual)).toEqual({ reports: [rssi], issues: [] });
});

test('its values mean what the manual says', () => {
  expect(dbmOf(rssi.rawSignals[0])).toBe(-21.5);
  expect(dbmOf(rssi.rawNoise)).toBe(-95);
  expect(snrOf(rssi)).toBeCloseTo(14.24, 2);
  expect(isKeepalive(rssi)).toBe(false);
});

test('a temperature report is that of D.4', () => {
  const report: TemperatureReport = {
    type: 'temperature',
    revision: '1.0',
    current: 45,
    maximum: 55,
    overheats: 0,
  };
  const hex = '0008 0001 00 0009 0004 312e3000 0002 0003 343500 0003 0003 353500 0004 0002 3000 0001 0001 00';
  expect(Uint8Array.from(encodeReport(report))).toEqual(bytes(hex));
  expect(decodeDatagram(bytes(hex))).toEqual({ reports: [report], issues: [] });
});

test('a voltage report is that of D.5', () => {
  const report: VoltageReport = {
    type: 'voltage',
    revision: '1.1',
    current: 11.95,
    minimum: 11.8,
    maximum: 12.1,
    undervoltages: 0,
    overvoltages: 0,
  };
  const hex =
    '0fa1 0001 00 0fa3 0004 312e3100 0fa4 0006 31312e393500 0fa5 0006 31312e383000 0fa6 0006 31322e313000 0fa7 0002 3000 0fa8 0002 3000 0001 0001 00';
  expect(Uint8Array.from(encodeReport(report))).toEqual(bytes(hex));
  expect(decodeDatagram(bytes(hex))).toEqual({ reports: [report], issues: [] });
});
