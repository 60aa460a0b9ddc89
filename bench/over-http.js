import { openServed } from './served.js';

/** @import { Aim, Case, Figure } from './measure/types.js' */

/** The read of most clients: the frequency. */
export const read = { jsonrpc: '2.0', method: 'freq', id: 1 };

/** Required and aimed at, of the processor time of a read. */
const readCpu = /** @type {const} */ ({ of: 'ratio', atMost: 1.3, required: 1.6 });

/** From as many connections on, a server need not wait for its client. */
const saturating = 32;

/**
 * Reads over so many connections, beside the echo, json-rpc-2.0 alone, and fastify.
 * @param {number} connections
 * @returns {Case}
 */
export function readCase(connections) {
  const over = (/** @type {string} */ name, /** @type {string} */ side) => cpuAndRate(name, side, {});
  return {
    name: `read-${connections}`,
    about: `a read over ${connections} keep-alive connection${connections === 1 ? '' : 's'}`,
    figures: [
      ...cpuAndRate('echo', 'echo', {
        cpu: readCpu,
        ...(connections < saturating ? {} : { rate: { of: 'ratio', atLeast: 0.75, required: 0.6 } }),
      }),
      ...latency('echo'),
      ...over('json-rpc-2.0', 'json-rpc'),
      ...over('fastify', 'fastify'),
    ],
    open: (setting) =>
      openServed(
        setting,
        { connections, body: read, warmUp: 15_000, calls: 20_000, hasThroughput: true },
        {
          simulator: { kind: 'simulator', options: { http: { maxConnections: 0 } } },
          echo: { kind: 'json-echo' },
          'json-rpc': { kind: 'json-rpc' },
          fastify: { kind: 'fastify' },
        },
      ),
  };
}

/**
 * @param {string} name of what it is held against
 * @param {string} side
 * @param {{ cpu?: Aim, rate?: Aim }} aims
 * @returns {readonly Figure[]}
 */
function cpuAndRate(name, side, { cpu, rate }) {
  const sides = { side: 'simulator', over: side };
  return [
    {
      name: `CPU, beside ${name}`,
      unit: 'µs',
      metric: 'cpu',
      ...sides,
      ...(cpu === undefined ? {} : { aim: cpu }),
    },
    {
      name: `calls, beside ${name}`,
      ...{ unit: '/s', metric: 'rate', isThroughput: true, ...sides },
      ...(rate === undefined ? {} : { aim: rate }),
    },
  ];
}

/**
 * Times of a call as its client sees them. On a busy machine they vary more than processor time does.
 * @param {string} over
 * @returns {readonly Figure[]}
 */
export function latency(over) {
  const sides = { side: 'simulator', over };
  return [
    { name: 'time of a call, p50', unit: 'ms', metric: 'p50', ...sides, maxSpread: 0.25 },
    { name: 'time of a call, p99', unit: 'ms', metric: 'p99', ...sides, maxSpread: 0.5 },
  ];
}

/**
 * One kind of call over HTTP, beside the echo.
 * @param {object} given
 * @param {string} given.name
 * @param {string} given.about
 * @param {number} given.atMost aim of the processor time, times that of the echo
 * @param {import('./served.js').Traffic} given.traffic
 * @param {object} [given.options] of the simulator
 * @param {boolean} [given.hasLatency]
 * @returns {Case}
 */
export function callCase({ name, about, atMost, traffic, options = {}, hasLatency = false }) {
  return {
    name,
    about: `${about}, beside a bare node:http JSON echo`,
    figures: [
      ...cpuAndRate('echo', 'echo', { cpu: { of: 'ratio', atMost } }),
      ...(hasLatency ? latency('echo') : []),
    ],
    open: (setting) =>
      openServed(setting, traffic, {
        simulator: { kind: 'simulator', options },
        echo: { kind: 'json-echo' },
      }),
  };
}
