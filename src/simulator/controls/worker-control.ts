import type { CommandWorker } from '../../worker/command-worker.js';
import type { WorkerFigures } from '../../worker/worker-options.js';

/** The radio's worker, held and let go by hand. */
export class WorkerControl {
  readonly #worker: CommandWorker;

  constructor(worker: CommandWorker) {
    this.#worker = worker;
  }

  /** Holds it: what comes in waits, so that the queue can fill. A job that runs goes on. */
  pause(): void {
    this.#worker.pause();
  }

  /** Lets it go on. */
  resume(): void {
    this.#worker.resume();
  }

  /** Resolves once no job waits or runs; at once if that is so already. */
  idle(): Promise<void> {
    return this.#worker.idle();
  }

  /** Jobs that wait, whether one runs, whether it is held, and methods that were given up and have not ended. */
  get figures(): WorkerFigures {
    return this.#worker.figures();
  }
}
