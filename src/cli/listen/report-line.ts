import { type Report, type RssiReport, dbmOf, isKeepalive, snrOf } from '../../reports/reports.js';

/** Heads of the columns with their widths; the last one needs none. */
const columns = [
  ['SECONDS', 8],
  ['FROM', 21],
  ['REPORT', 11],
  ['NODE', 7],
  ['SEQ', 4],
  ['VALUES', 0],
] as const;

/** The line above all others. */
export const headLine = lineOf(columns.map(([head]) => head));

/** A report as one line of a table. @param seconds since the beginning. @param from address and port of its sender */
export function reportLine(report: Report, seconds: number, from: string): string {
  const isAboutNode = report.type === 'rssi';
  return lineOf([
    seconds.toFixed(3),
    from,
    report.type,
    isAboutNode ? String(report.node) : '',
    isAboutNode ? String(report.sequence) : '',
    valuesOf(report),
  ]);
}

/** An issue of a datagram, as a line of the table. */
export function issueLine(issue: string, seconds: number, from: string): string {
  return lineOf([seconds.toFixed(3), from, 'damaged', '', '', issue]);
}

function lineOf(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(columns[index]?.[1] ?? 0))
    .join('  ')
    .trimEnd();
}

function valuesOf(report: Report): string {
  switch (report.type) {
    case 'rssi':
      return isKeepalive(report) ? 'no traffic' : signalsOf(report);
    case 'temperature':
      return `${report.current} C, at most ${report.maximum} C, overheats ${report.overheats}`;
    case 'voltage':
      return (
        `${report.current.toFixed(2)} V, ${report.minimum.toFixed(2)} to ${report.maximum.toFixed(2)} V, ` +
        `too low ${report.undervoltages}, too high ${report.overvoltages}`
      );
  }
}

function signalsOf(report: RssiReport): string {
  const signals = report.rawSignals.map((raw) => dbmOf(raw).toFixed(1)).join(' ');
  const snr = snrOf(report);
  const snrText = snr === undefined ? '' : `, SNR ${snr.toFixed(1)} dB`;
  return `${signals} dBm, noise ${dbmOf(report.rawNoise).toFixed(1)} dBm${snrText}`;
}
