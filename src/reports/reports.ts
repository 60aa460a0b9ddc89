/** The reports that a radio sends by UDP: as bytes, and as objects. */
export { type DecodedDatagram, decodeDatagram } from './decode.js';
export { encodeReport } from './encode.js';
export {
  type Report,
  type ReportType,
  type RssiReport,
  type TemperatureReport,
  type VoltageReport,
  dbmOf,
  isKeepalive,
} from './report.js';
export { snrOf } from './sync.js';
