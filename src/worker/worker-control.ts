import type { WorkerFigures } from './worker-options.js';

/** The radio's worker, paused and resumed by hand. */
export interface WorkerControl {
  /** Lets new jobs wait, so that the queue can fill. A job that runs is finished. */
  pause(): void;
  /** Ends a pause. */
  resume(): void;
  /** Resolves once no job waits or runs; at once if that is so already. */
  idle(): Promise<void>;
  /** Waiting jobs, whether one runs, whether the worker is paused, and abandoned methods that have not ended. */
  readonly figures: WorkerFigures;
}
