import { openServed } from '../served.js';
import { read } from '../over-http.js';

/** @import { Case, Figure } from '../measure/types.js' */

const withoutJournal = { journal: { maxEntries: 0 } };
const withMetrics = { control: { enabled: true } };
const neverActs = [{ kind: 'busy', probability: 0 }];

/** Each beside a simulator with none of them. */
const observers = [
  { name: 'journal', atMost: 1.1, options: {} },
  { name: 'metrics', atMost: 1.05, options: { ...withoutJournal, ...withMetrics } },
  { name: 'journal and metrics', atMost: 1.1, options: withMetrics },
  { name: 'debug log', atMost: 1.15, options: withoutJournal, debugLog: true },
  { name: 'fault of probability 0', atMost: 1.05, options: withoutJournal, faults: neverActs },
];

/** @type {Case} */
export default {
  name: 'observers',
  about:
    'a read with the journal, metrics, a debug log, a fault that never acts, beside one without any of them',
  figures: observers.map(
    /** @returns {Figure} */ ({ name, atMost }) => ({
      ...{ name: `CPU with ${name}`, unit: 'µs', metric: 'cpu', side: name, over: 'none' },
      ...{ maxSpread: 0.08, aim: { of: 'ratio', atMost } },
    }),
  ),
  open: (setting) =>
    openServed(
      setting,
      { connections: 32, body: read, warmUp: 15_000, calls: 20_000 },
      {
        none: { kind: 'simulator', options: withoutJournal },
        ...Object.fromEntries(
          observers.map(({ name, options, debugLog = false, faults = [] }) => [
            name,
            { kind: 'simulator', options, debugLog, faults },
          ]),
        ),
      },
      // Metrics count from their first scrape on.
      (server, name) => (name.includes('metrics') ? server.ask('act', 'scrape') : Promise.resolve()),
    ),
};
