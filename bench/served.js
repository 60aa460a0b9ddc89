import { Child } from './process/child.js';
import { hasWrk, throughputOf } from './process/wrk.js';

/** @import { Rig, Sample, Setting, Side } from './measure/types.js' */

/**
 * @typedef {object} Traffic
 * @property {number} connections
 * @property {unknown} body of each request
 * @property {'http' | 'line'} [framing]
 * @property {number} warmUp calls
 * @property {number} calls in one measurement
 * @property {boolean} [hasThroughput] over HTTP: where wrk is installed, it measures the throughput
 * @property {boolean} [isChurn] a connection for each call, one after the other
 * @property {readonly string[]} [headers] more header lines of the requests, with `isChurn`
 */

/** @typedef {{ kind: string, [given: string]: unknown }} ServerSpec */

/**
 * A case whose sides are servers, each in a process of its own on one core, with the load on another.
 * @param {Setting} setting
 * @param {Traffic} traffic
 * @param {Readonly<Record<string, ServerSpec>>} specs by side; the first is a simulator, whose reply is the sample
 *   that the others imitate
 * @param {(server: Child, name: string) => Promise<unknown>} [prepare] what is done once with a server
 * @returns {Promise<Rig>}
 */
export async function openServed(setting, traffic, specs, prepare = async () => undefined) {
  const load = loadChild();
  /** @type {Child[]} */
  const servers = [];
  const close = () => Promise.all([load, ...servers].map((child) => child.end()));
  try {
    /** @type {string | undefined} */
    let sample;
    /** @type {Record<string, Side>} */
    const sides = {};
    for (const [name, spec] of Object.entries(specs)) {
      const server = serverChild({
        checkout: setting.checkout,
        ...spec,
        ...(sample === undefined ? {} : { sample }),
      });
      servers.push(server);
      const reply = await sampleOf(load, server, traffic);
      sample ??= reply;
      if (Buffer.byteLength(reply) !== Buffer.byteLength(sample)) {
        throw new Error(`the replies of ${name} differ in length: ${reply}`);
      }
      await prepare(server, name);
      const call = (/** @type {number} */ calls) => underLoad(load, server, traffic, calls);
      sides[name] = {
        warmUp: () => call(setting.warmUpCount(traffic.warmUp)),
        measure: async () => {
          const sample = await call(setting.count(traffic.calls));
          return traffic.hasThroughput && hasWrk
            ? { ...sample, ...(await throughputOf(server, traffic)) }
            : sample;
        },
      };
    }
    return { sides, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The load generator on the clients' core. */
export function loadChild() {
  return new Child(new URL('process/load.js', import.meta.url), 'client');
}

/**
 * Starts `process/server.js` on the servers' core.
 * @param {ServerSpec} spec
 */
export function serverChild(spec) {
  return new Child(
    new URL('process/server.js', import.meta.url),
    'server',
    [JSON.stringify(spec)],
    ['--expose-gc'],
  );
}

/**
 * @param {Child} load
 * @param {Child} server
 * @param {Traffic} traffic
 * @returns {Promise<string>}
 */
async function sampleOf(load, server, { body, framing = 'http' }) {
  const ports = await server.ask('ports');
  await load.ask('open', { name: 'sample', ports, count: 1, framing, body });
  const reply = await load.ask('call', 'sample');
  await load.ask('drop', 'sample');
  return reply;
}

/**
 * Makes calls over connections that are opened for it, so that none has idled for too long.
 * @param {Child} load
 * @param {Child} server
 * @param {Traffic} traffic
 * @param {number} calls
 * @returns {Promise<Sample>}
 */
async function underLoad(
  load,
  server,
  { connections, body, framing = 'http', isChurn = false, headers = [] },
  calls,
) {
  const ports = await server.ask('ports');
  if (isChurn) {
    return figuresOf(server, calls, () => load.ask('churn', { ports, calls, framing, body, headers }));
  }
  await load.ask('open', { name: 'load', ports, count: connections, framing, body });
  const sample = await figuresOf(server, calls, () => load.ask('flow', { name: 'load', calls }));
  await load.ask('drop', 'load');
  return sample;
}

/**
 * @param {Child} server
 * @param {number} calls
 * @param {() => Promise<{ p50: number, p99: number, ms: number }>} work
 * @returns {Promise<Sample>}
 */
export async function figuresOf(server, calls, work) {
  const before = await server.ask('cpu');
  const { p50, p99, ms } = await work();
  const after = await server.ask('cpu');
  const cpu = after.cpu - before.cpu;
  return { cpu: cpu / calls, rate: (calls / ms) * 1_000, p50, p99, busy: cpu / 1_000 / ms };
}
