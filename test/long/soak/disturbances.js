import { writeFileSync } from 'node:fs';
import { loadAddress, pause } from './load.js';

/** @import { RadioProcess } from './radio-process.js' */

const match = { peer: loadAddress };

/** What acts in turn, each for a while. */
const faults = [
  { kind: 'latency', ms: 20, probability: 0.05, match },
  { kind: 'busy', probability: 0.02, match },
  { kind: 'rst', probability: 0.01, match },
  { kind: 'truncate', bytes: 20, probability: 0.01, match },
  { kind: 'garbage', probability: 0.01, match },
  { kind: 'slow-drip', bytes: 8, interval: 5, probability: 0.01, match },
  { kind: 'drop-connection', probability: 0.2, match },
  { kind: 'error', message: 'BUSY', probability: 0.02, match },
];

/** Faults, blackouts and reloads that come and go while the load goes on. */
export class Disturbances {
  blackouts = 0;
  /** @type {Record<string, number>} */
  reloads = { good: 0, bad: 0, hangup: 0 };
  #radio;
  #file;
  #over = false;
  #running;
  #haste;

  /** @param {RadioProcess} radio @param {string} file its configuration @param {number} haste how many times as often they come */
  constructor(radio, file, haste = 1) {
    this.#radio = radio;
    this.#file = file;
    this.#haste = haste;
    this.#running = Promise.all([this.#bend(), this.#darken(), this.#reload()]);
  }

  async end() {
    this.#over = true;
    await this.#running;
  }

  async #bend() {
    for (let index = 0; !this.#over; index += 1) {
      const fault = faults[index % faults.length];
      await this.#radio.expect(201, 'POST', '/faults', { ...fault, name: 'soak' });
      await this.#wait(2_000);
      await this.#radio.expect(200, 'DELETE', '/faults/soak');
    }
  }

  async #darken() {
    while (!this.#over) {
      await this.#wait(10_000);
      if (this.#over) return;
      await this.#radio.control('POST', '/blackout', { duration: `${Math.ceil(300 / this.#haste)}ms` });
      this.blackouts += 1;
    }
  }

  async #reload() {
    for (let round = 0; !this.#over; round += 1) {
      await this.#wait(3_000);
      if (this.#over) return;
      if (round % 4 === 3) {
        writeFileSync(this.#file, 'worker:\n  queueCapacity: -1\n');
        await this.#radio.control('POST', '/config/reload');
        this.reloads.bad += 1;
        continue;
      }
      writeFileSync(this.#file, `worker:\n  queueCapacity: ${100 + (round % 2)}\n  processingTime: 0\n`);
      if (round % 2 === 0) {
        this.#radio.kill('SIGHUP');
        this.reloads.hangup += 1;
      } else {
        await this.#radio.expect(200, 'POST', '/config/reload');
        this.reloads.good += 1;
      }
    }
  }

  /** @param {number} ms */
  async #wait(ms) {
    const until = performance.now() + ms / this.#haste;
    while (performance.now() < until && !this.#over) await pause(Math.min(100, ms / this.#haste));
  }
}
