import { HttpCaller } from './calls.js';
import { pause } from './load.js';

/** A client as any radio has one: it asks now and then, on a new connection each time. */
export class GoodClient {
  probes = 0;
  answered = 0;
  /** Longest time between two answers, ms. */
  longestGap = 0;
  #over = false;
  #running;

  /** @param {number} port */
  constructor(port) {
    this.#running = this.#run(port);
  }

  async end() {
    this.#over = true;
    await this.#running;
  }

  /** @param {number} port */
  async #run(port) {
    let last = performance.now();
    while (!this.#over) {
      const caller = new HttpCaller(port, '127.0.0.1');
      this.probes += 1;
      const { kind } = await caller.call('{"jsonrpc":"2.0","id":"probe","method":"power_dBm"}');
      caller.reconnect();
      if (kind === 'answered') {
        this.answered += 1;
        this.longestGap = Math.max(this.longestGap, performance.now() - last);
        last = performance.now();
      }
      await pause(100);
    }
  }
}
