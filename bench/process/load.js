/** The load generator in a process of its own: holds connections to servers and calls over them. */
import { availableParallelism } from 'node:os';
import { quantile } from '../measure/statistics.js';
import { answerParent } from './answer.js';
import { Client, requestOf } from './client.js';

/** @import { Framing } from './client.js' */

/** Connections that are opened at the same time: fewer than a listener's backlog. */
const openedTogether = 100;

/** @typedef {{ clients: Client[], request: Buffer }} Group */

/** @type {Map<string, Group>} */
const groups = new Map();

/**
 * @param {string} name
 * @returns {Group}
 */
function groupOf(name) {
  const group = groups.get(name);
  if (group === undefined) throw new Error(`no connections are called ${name}`);
  return group;
}

/**
 * Does work without ever going to sleep between two replies. Otherwise the slower server finds its client asleep
 * more often and pays for waking it, and it is the kernel that is measured.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function awake(work) {
  let on = availableParallelism() > 1;
  const spin = () => {
    if (on) setImmediate(spin);
  };
  spin();
  try {
    return await work();
  } finally {
    on = false;
  }
}

/**
 * Makes that many calls over all connections, each as fast as it is answered.
 * @param {Group} group
 * @param {number} calls
 * @returns {Promise<Float64Array>} how long each took, ms
 */
function flow({ clients, request }, calls) {
  const times = new Float64Array(calls);
  let sent = 0;
  let answered = 0;
  return new Promise((resolve, reject) => {
    /** @param {Client} client */
    const run = (client) => {
      let begun = performance.now();
      const next = () => {
        const now = performance.now();
        times[answered] = now - begun;
        answered += 1;
        if (answered === calls) resolve(times);
        if (sent === calls) return;
        sent += 1;
        begun = now;
        client.send(request, next, reject);
      };
      sent += 1;
      client.send(request, next, reject);
    };
    for (const client of clients.slice(0, calls)) run(client);
  });
}

/**
 * Makes calls at a fixed rate, whether or not earlier ones are answered. A call that finds no free connection waits
 * for one; its time counts from when it was due.
 * @param {Group} group
 * @param {{ perSecond: number, calls: number, counted: string }} options `counted`: text of the replies that count
 */
function atRate({ clients, request }, { perSecond, calls, counted }) {
  const free = [...clients];
  /** @type {number[]} */
  const due = [];
  /** @type {number[]} */
  const times = [];
  const begun = performance.now();
  let arrived = 0;
  let answered = 0;
  return new Promise((resolve, reject) => {
    const serve = () => {
      while (due.length > 0 && free.length > 0) {
        const client = free.pop();
        const at = due.shift() ?? NaN;
        client?.send(
          request,
          (body) => {
            answered += 1;
            if (body.includes(counted)) times.push(performance.now() - at);
            free.push(client);
            if (answered === calls) resolve(times);
            else serve();
          },
          reject,
        );
      }
    };
    const tick = () => {
      const now = performance.now();
      for (; arrived < calls && begun + (arrived * 1_000) / perSecond <= now; arrived += 1) {
        due.push(begun + (arrived * 1_000) / perSecond);
      }
      serve();
      if (arrived < calls) setImmediate(tick);
    };
    tick();
  });
}

/** @param {ArrayLike<number>} times */
function latencyOf(times) {
  const values = Array.from(times);
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99), count: values.length };
}

answerParent({
  /** Opens connections under a name, to each of the ports in turn. */
  open: async (
    /** @type {{ name: string, ports: number[], count: number, framing: Framing, body: unknown, varies?: boolean }} */
    { name, ports, count, framing, body, varies = false },
  ) => {
    /** @type {Client[]} */
    const clients = [];
    groups.set(name, { clients, request: requestOf(framing, body) });
    while (clients.length < count) {
      const more = Math.min(openedTogether, count - clients.length);
      const opened = Array.from({ length: more }, (_, index) =>
        Client.connect(ports[(clients.length + index) % ports.length] ?? 0, { framing, varies }),
      );
      clients.push(...(await Promise.all(opened)));
    }
  },

  /** Drops the connections of a name. */
  drop: (/** @type {string} */ name) => {
    for (const client of groupOf(name).clients) client.destroy();
    groups.delete(name);
  },

  /** One call; gives the reply's body. */
  call: (/** @type {string} */ name) => {
    const { clients, request } = groupOf(name);
    return clients[0]?.call(request);
  },

  flow: async (/** @type {{ name: string, calls: number }} */ { name, calls }) => {
    const begun = performance.now();
    const times = await awake(() => flow(groupOf(name), calls));
    return { ...latencyOf(times), ms: performance.now() - begun };
  },

  rate: async (
    /** @type {{ name: string, perSecond: number, calls: number, counted: string }} */ { name, ...options },
  ) => latencyOf(await atRate(groupOf(name), options)),

  /** Calls one after the other, over a new connection for each. */
  churn: async (
    /** @type {{ ports: number[], calls: number, framing: Framing, body: unknown, headers?: string[] }} */
    { ports, calls, framing, body, headers },
  ) => {
    const request = requestOf(framing, body, headers);
    const times = new Float64Array(calls);
    const begun = performance.now();
    await awake(async () => {
      for (let call = 0; call < calls; call += 1) {
        const at = performance.now();
        const client = await Client.connect(ports[0] ?? 0, { framing });
        await client.call(request);
        client.destroy();
        times[call] = performance.now() - at;
      }
    });
    return { ...latencyOf(times), ms: performance.now() - begun };
  },
});
