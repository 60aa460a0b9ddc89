import { maxDatagram } from './report.js';

/**
 * Encoded reports as payloads of datagrams, in their order, each as full as it may be.
 * @param maxReports highest number of reports in a datagram
 */
export function pack(reports: readonly string[], maxReports: number): readonly Uint8Array[] {
  const datagrams: Uint8Array[] = [];
  let first = 0;
  while (first < reports.length) {
    let end = first;
    let bytes = 0;
    for (let each = reports[end]; each !== undefined && end - first < maxReports; each = reports[end]) {
      if (end > first && bytes + each.length > maxDatagram) break;
      bytes += each.length;
      end += 1;
    }
    datagrams.push(Buffer.from(reports.slice(first, end).join(''), 'latin1'));
    first = end;
  }
  return datagrams;
}
