import { setImmediate as turn } from 'node:timers/promises';

/**
 * Shorter turns are not told apart, ms: the processor's time is read once they add up to so much. Reading it takes longer
 * than an empty turn.
 */
const resolution = 0.05;

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
    let [read, used] = [performance.now(), processorTime()];
    let wall = read;
    while (this.#isRunning) {
      await turn();
      const wallNow = performance.now();
      if (wallNow - read >= resolution) {
        const usedNow = processorTime();
        // Other processes lengthen the one, other threads of this process the other.
        this.#longest = Math.max(this.#longest, Math.min(wallNow - wall, usedNow - used));
        [read, used] = [wallNow, usedNow];
      }
      wall = wallNow;
    }
  }
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
