/** The load generator in a process of its own: holds connections to servers and calls over them. */
import { availableParallelism } from 'node:os';
import { Client } from '../client.js';
import { quantile, repeat } from '../harness.js';
import { answerParent } from './answer.js';

/** @type {Map<string, readonly Client[]>} */
const groups = new Map();

/** @param {string} name */
function clientsOf(name) {
  const clients = groups.get(name);
  if (clients === undefined) throw new Error(`no connections are called ${name}`);
  return clients;
}

/**
 * Calls over one connection as fast as it is answered.
 * @param {Client} client
 * @param {number} end when the last call is sent
 * @returns {Promise<number>} how many calls were answered
 */
function callUntil(client, end) {
  return new Promise((resolve, reject) => {
    let calls = 0;
    const next = () => {
      calls += 1;
      if (performance.now() < end) client.send(next, reject);
      else resolve(calls);
    };
    client.send(next, reject);
  });
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

answerParent({
  /** Opens connections under a name. */
  open: async (/** @type {{ name: string, port: number, count: number }} */ { name, port, count }) => {
    groups.set(name, await Promise.all(Array.from({ length: count }, () => Client.connect(port))));
  },

  /** Drops the connections of a name. */
  drop: (/** @type {string} */ name) => {
    for (const client of clientsOf(name)) client.destroy();
    groups.delete(name);
  },

  /** One call; gives the reply's body. */
  call: async (/** @type {string} */ name) => {
    const [client] = clientsOf(name);
    return client?.call();
  },

  /** Calls over all connections of a name at once, each as fast as it is answered. */
  flow: async (/** @type {{ name: string, seconds: number }} */ { name, seconds }) => {
    const begun = performance.now();
    const end = begun + seconds * 1_000;
    const calls = await awake(() => Promise.all(clientsOf(name).map((each) => callUntil(each, end))));
    return { calls: calls.reduce((sum, each) => sum + each, 0), ms: performance.now() - begun };
  },

  /** Calls over the first connection of a name, one after the other. */
  sequence: async (/** @type {{ name: string, seconds: number }} */ { name, seconds }) => {
    const [client] = clientsOf(name);
    const times = await repeat(seconds, async () => {
      await client?.call();
    });
    return { median: quantile(times, 0.5), p99: quantile(times, 0.99) };
  },

  /** One call over each connection of a name in one go; gives the median time of the first `answered` replies. */
  flood: async (/** @type {{ name: string, answered: number }} */ { name, answered }) => {
    const clients = clientsOf(name);
    /** @type {number[]} */
    const times = [];
    await new Promise((resolve, reject) => {
      for (const client of clients) {
        const begun = performance.now();
        client.call().then(() => {
          times.push(performance.now() - begun);
          if (times.length === answered) resolve(undefined);
        }, reject);
      }
    });
    return { median: quantile(times, 0.5), answered: times.length };
  },
});
