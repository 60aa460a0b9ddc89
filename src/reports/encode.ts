import { checkReport } from './check-report.js';
import type { Report, RssiReport, TemperatureReport, VoltageReport } from './report.js';
import { types } from './types.js';

/** A value with its type. */
type TypedValue = readonly [type: number, text: string];

/** Widths of right-aligned values, as the manual's example has them (interface.md D.3). */
const widths = { value: 4, sync: 9 };

const right = (value: number, width = widths.value) => String(value).padStart(width);

/** Decimals of a voltage; how many a radio sends is not known. */
const decimals = 2;

const endOfReport: TypedValue = [types.end, ''];

/** A report as bytes. Throws `OPTION_INVALID`. */
export function encodeReport(report: Report): Uint8Array {
  checkReport(report);
  return Buffer.from(encode(report), 'latin1');
}

/** The same for a report that is known to be right, each byte as a character: a text is the cheaper to put together. */
export function encode(report: Report): string {
  switch (report.type) {
    case 'rssi':
      return textOf(rssiValues(report));
    case 'temperature':
      return textOf(temperatureValues(report));
    case 'voltage':
      return textOf(voltageValues(report));
  }
}

/** In the order of the manual's example. */
function rssiValues(report: RssiReport): readonly TypedValue[] {
  const { begin, revision, sequence, signals, noise, syncSignal, syncNoise, node } = types.rssi;
  return [
    [begin, ''],
    [revision, report.revision],
    [sequence, right(report.sequence)],
    ...report.rawSignals.map((signal, index): TypedValue => [signals[index] ?? 0, right(signal)]),
    [noise, right(report.rawNoise)],
    [syncSignal, right(report.syncSignal, widths.sync)],
    [syncNoise, right(report.syncNoise, widths.sync)],
    [node, right(report.node)],
    endOfReport,
  ];
}

function temperatureValues(report: TemperatureReport): readonly TypedValue[] {
  const { begin, revision, current, maximum, overheats } = types.temperature;
  return [
    [begin, ''],
    [revision, report.revision],
    [current, String(report.current)],
    [maximum, String(report.maximum)],
    [overheats, String(report.overheats)],
    endOfReport,
  ];
}

function voltageValues(report: VoltageReport): readonly TypedValue[] {
  const { begin, revision, current, minimum, maximum, undervoltages, overvoltages } = types.voltage;
  return [
    [begin, ''],
    [revision, report.revision],
    [current, report.current.toFixed(decimals)],
    [minimum, report.minimum.toFixed(decimals)],
    [maximum, report.maximum.toFixed(decimals)],
    [undervoltages, String(report.undervoltages)],
    [overvoltages, String(report.overvoltages)],
    endOfReport,
  ];
}

/** The length of a value counts the NUL that ends it. All values are ASCII. */
function textOf(values: readonly TypedValue[]): string {
  let text = '';
  for (const [type, value] of values) {
    const length = value.length + 1;
    text += `${String.fromCharCode(type >> 8, type & 0xff, length >> 8, length & 0xff)}${value}\0`;
  }
  return text;
}
