import batch11 from './cases/batch-11.js';
import cliStart from './cases/cli-start.js';
import connectionPerCall from './cases/connection-per-call.js';
import connections1000 from './cases/connections-1000.js';
import connections10000 from './cases/connections-10000.js';
import error from './cases/error.js';
import heapPerRadio from './cases/heap-per-radio.js';
import journalFill from './cases/journal-fill.js';
import maintenance from './cases/maintenance.js';
import networkRadios from './cases/network-radios.js';
import networkTick from './cases/network-tick.js';
import observers from './cases/observers.js';
import overload from './cases/overload.js';
import radioEach from './cases/radio-each.js';
import radios from './cases/radios.js';
import read1 from './cases/read-1.js';
import read256 from './cases/read-256.js';
import read32 from './cases/read-32.js';
import startClose from './cases/start-close.js';
import virtualTime from './cases/virtual-time.js';
import virtualTimers from './cases/virtual-timers.js';
import worker from './cases/worker.js';
import write from './cases/write.js';

/** @import { Case } from './measure/types.js' */

/** All cases, in the order of the report. @type {readonly Case[]} */
export const cases = [
  ...[read1, read32, read256, write, batch11, error, maintenance, connectionPerCall],
  ...[overload, connections1000, connections10000, radios],
  ...[worker, observers, journalFill],
  ...[cliStart, startClose, virtualTime, virtualTimers, networkTick, heapPerRadio],
  ...[networkRadios, radioEach],
];
