import { HttpCaller, dropIn, maintain } from './calls.js';

/** @import { Result } from './calls.js' */

/** Where the load comes from; the faults act on it alone. */
export const loadAddress = '127.0.0.3';

/** Latencies up to 10 s in steps of 0.1 ms. */
class Latencies {
  #counts = new Uint32Array(100_001);
  #total = 0;

  /** @param {number} ms */
  add(ms) {
    this.#counts[Math.min(100_000, Math.floor(ms * 10))] += 1;
    this.#total += 1;
  }

  /** @param {number} share 0 to 1 @returns {number} ms */
  quantile(share) {
    let left = this.#total * share;
    for (let step = 0; step < this.#counts.length; step += 1) {
      left -= this.#counts[step] ?? 0;
      if (left <= 0) return step / 10;
    }
    return Infinity;
  }
}

/** A small source of chance: the same seed gives the same load. @param {number} seed */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const call = (/** @type {string} */ method, /** @type {string[]} */ ...params) => ({
  jsonrpc: '2.0',
  id: 1,
  method,
  params,
});

/** What a client of the HTTP port asks, and how often. @type {readonly [weight: number, body: (random: () => number) => unknown][]} */
const questions = [
  [400, () => call('freq')],
  [200, () => call('power_dBm')],
  [100, () => call('read_power_mw')],
  [100, (random) => call('power_dBm', String(10 + Math.floor(random() * 20)))],
  [60, (random) => call('max_link_distance', String(Math.floor(random() * 10_000)))],
  [60, () => [call('freq'), call('bw'), call('nothing'), call('uptime'), call('freq')]],
  [30, () => call('power_dBm', '99')],
  [30, () => call('unknown_method')],
  [10, () => ({ nonsense: true })],
  [10, () => call('setenvlinsingle', 'power_dBm')],
  [1, () => call('freq', '2220')],
];
const weights = questions.reduce((sum, [weight]) => sum + weight, 0);

/** @param {() => number} random */
function question(random) {
  let left = random() * weights;
  for (const [weight, body] of questions) {
    left -= weight;
    if (left < 0) return JSON.stringify(body(random));
  }
  return '';
}

/** Full load on all ports of the API, and what became of it. */
export class Load {
  sent = 0;
  /** By what became of them. @type {Record<Result['kind'], number>} */
  results = { answered: 0, cut: 0, refused: 0 };
  /** Calls that were answered, by their answer. @type {Record<string, number>} */
  answers = {};
  /** @type {Record<string, number>} */
  cuts = {};
  drops = 0;
  latencies = new Latencies();
  #over = false;
  /** @type {Promise<unknown>[]} */
  #clients = [];

  /**
   * @param {{ http: { port: number }, https?: { port: number } | undefined, maintenance: { port: number } }} address
   * @param {{ seed: number, httpClients: number, httpsClients?: number, maintenanceClients: number }} size
   */
  constructor({ http, https, maintenance }, { seed, httpClients, httpsClients = 0, maintenanceClients }) {
    for (let index = 0; index < httpClients; index += 1)
      this.#clients.push(this.#ask(http.port, chance(seed + index)));
    for (let index = 0; https !== undefined && index < httpsClients; index += 1)
      this.#clients.push(this.#ask(https.port, chance(seed + 2_000 + index), true));
    for (let index = 0; index < maintenanceClients; index += 1)
      this.#clients.push(this.#maintain(maintenance.port, chance(seed + 1_000 + index)));
    for (const port of [http, https, maintenance])
      if (port !== undefined) this.#clients.push(this.#dropIn(port.port));
  }

  /**
   * Asks so many calls of which no two are the same; resolves when every one has its end.
   * @param {number} port @param {number} count
   */
  async fill(port, count) {
    let next = 0;
    const ask = async () => {
      const caller = new HttpCaller(port, loadAddress);
      while (next < count) {
        const body = JSON.stringify({ ...call('bw'), id: `fill ${(next += 1)}` });
        await this.#one(() => caller.call(body));
      }
      caller.reconnect();
    };
    await Promise.all(Array.from({ length: 8 }, ask));
  }

  /** Ends it; resolves when every call has its end. */
  async end() {
    this.#over = true;
    await Promise.all(this.#clients);
  }

  /** @param {number} port @param {() => number} random @param {boolean} [isSecure] */
  async #ask(port, random, isSecure = false) {
    let caller = new HttpCaller(port, loadAddress, isSecure);
    for (let count = 0; !this.#over; count += 1) {
      if (count % 200 === 199) caller.reconnect();
      await this.#one(() => caller.call(question(random)));
    }
    caller.reconnect();
  }

  /** @param {number} port @param {() => number} random */
  async #maintain(port, random) {
    while (!this.#over) {
      const method =
        random() < 0.002
          ? 'radio_reset'
          : random() < 0.1
            ? 'factory_reset'
            : random() < 0.5
              ? 'zeroize'
              : 'nothing';
      await this.#one(() => maintain(port, loadAddress, JSON.stringify(call(method))));
      await pause(5);
    }
  }

  /** @param {number} port */
  async #dropIn(port) {
    while (!this.#over) {
      await dropIn(port);
      this.drops += 1;
      await pause(20);
    }
  }

  /** @param {() => Promise<Result>} ask */
  async #one(ask) {
    const begun = performance.now();
    this.sent += 1;
    const result = await ask();
    this.results[result.kind] += 1;
    if (result.kind === 'cut') count(this.cuts, result.why);
    if (result.kind === 'refused') await pause(20);
    if (result.kind !== 'answered') return;
    this.latencies.add(performance.now() - begun);
    for (const reply of Array.isArray(result.reply) ? result.reply : [result.reply])
      count(this.answers, reply?.error === undefined ? 'result' : String(reply.error.message ?? reply.error));
  }
}

/** @param {Record<string, number>} counts @param {string} name */
function count(counts, name) {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** @param {number} ms */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
