import type { Logger } from '../core/log/logger.js';
import type { Clock, Timer } from '../core/time/clock.js';

/** Something that loads modules when they are first needed. */
interface LoadsAhead {
  loadAhead(): Promise<void>;
}

/** Delay after the start, so that nobody waits for it, real ms. */
const delay = 1_000;

/**
 * Loads what services and reloads need, once the start is over. Later it may be too late: without descriptors a
 * module can't be read, Node.js never retries a failed import, and an upgrade may have replaced the file.
 */
export class LoadAhead {
  readonly #clock: Clock;
  readonly #logger: Logger;
  #timer: Timer | undefined;

  /** @param clock real time */
  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Schedules the loading. */
  schedule(parts: readonly LoadsAhead[]): void {
    const load = async () => {
      const loaded = await Promise.allSettled(parts.map((part) => part.loadAhead()));
      const isComplete = loaded.every(({ status }) => status === 'fulfilled');
      if (isComplete) this.#logger.debug({}, 'loaded what may be needed later');
    };
    this.#timer = this.#clock.setTimeout(load, delay);
  }

  /** Cancels a loading that has not begun. */
  cancel(): void {
    this.#timer?.cancel();
  }
}
