import { latency, read } from './over-http.js';
import { maxDescriptors } from './process/descriptors.js';
import { openServed } from './served.js';

/** @import { Case } from './measure/types.js' */

/** Descriptors that a process needs for other things than its connections. */
const others = 200;

/**
 * Many connections that all call, again and again.
 * @param {number} wanted
 * @returns {Case}
 */
export function connectionsCase(wanted) {
  const connections = Math.min(wanted, maxDescriptors() - others);
  // On a busy machine it takes a while until the last connection is open and the first one calls.
  const patient = { headerTimeout: '10m', requestTimeout: '10m', keepAliveTimeout: '10m' };
  const options = { http: { maxConnections: 0, ...patient }, worker: { queueCapacity: wanted } };
  return {
    name: `connections-${wanted}`,
    about: `reads over ${wanted.toLocaleString('en')} connections that all call, beside a bare node:http JSON echo`,
    figures: [
      {
        ...{ name: 'CPU, beside echo', unit: 'µs', metric: 'cpu', side: 'simulator', over: 'echo' },
        aim: { of: 'ratio', atMost: 1.6 },
      },
      ...latency('echo'),
    ],
    async open(setting) {
      const calls = Math.max(20_000, 3 * wanted);
      // Each connection calls at least once, however short the run is.
      const atLeastAll = {
        ...setting,
        warmUpCount: (/** @type {number} */ full) => Math.max(connections, setting.warmUpCount(full)),
        count: (/** @type {number} */ full) => Math.max(connections, setting.count(full)),
      };
      const rig = await openServed(
        atLeastAll,
        { connections, body: read, warmUp: calls, calls },
        { simulator: { kind: 'simulator', options }, echo: { kind: 'json-echo' } },
      );
      if (connections === wanted) return rig;
      const note = `${connections} connections: a process may open ${maxDescriptors()} files (ulimit -n)`;
      return { ...rig, notes: [note] };
    },
  };
}
