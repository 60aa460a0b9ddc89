import { setImmediate as turn } from 'node:timers/promises';

/** The longest turn of the event loop: by the clock or by the processor, the shorter of both, ms. */
export class LoopWatch {
  #longest = 0;
  #isRunning = true;

  constructor() {
    void this.#run();
  }

  stop(): number {
    this.#isRunning = false;
    return this.#longest;
  }

  async #run(): Promise<void> {
    let [wall, used] = [performance.now(), processorTime()];
    while (this.#isRunning) {
      await turn();
      const [wallNow, usedNow] = [performance.now(), processorTime()];
      // Other processes lengthen the one, other threads of this process the other.
      this.#longest = Math.max(this.#longest, Math.min(wallNow - wall, usedNow - used));
      [wall, used] = [wallNow, usedNow];
    }
  }
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
