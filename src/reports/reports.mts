/** The same for ES modules: the names of the CommonJS entry. */
export type * from './reports.js';
export { dbmOf, decodeDatagram, encodeReport, isKeepalive, snrOf } from './reports.js';
