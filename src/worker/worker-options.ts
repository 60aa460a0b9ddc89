import type { Clock } from '../core/time/clock.js';
import type { CommandRecord, Executor } from './job.js';

/** Bounds of a worker's queue. */
export interface QueueLimits {
  /** Most queued jobs; the running one is extra. */
  readonly capacity: number;
  /** Longest time for which a job awaits admission to a full queue, ms (0 = BUSY at once). */
  readonly admissionTimeout: number;
}

/** Parts and limits of a worker. */
export interface CommandWorkerOptions extends QueueLimits {
  readonly clock: Clock;
  readonly executor: Executor;
  /** Draws the processing time of the next command, ms. */
  processingTime(): number;
  /** Receives the outcome of each command, once. What it throws goes to `onError`. */
  observe(record: CommandRecord): void;
  /** Receives exceptions of methods and observers. Their text never reaches the wire. */
  onError(error: unknown, method: string): void;
  /** The loop has ended with an error: no job runs until `restart`. */
  onLoopFailed?(error: unknown): void;
}

/** Figures of a worker. */
export interface WorkerFigures {
  /** Jobs that are queued or await admission. */
  readonly waiting: number;
  readonly running: boolean;
  /** `pause` was called, and `resume` was not. */
  readonly paused: boolean;
  /** Methods whose asynchronous work was abandoned and has not ended. */
  readonly unended: readonly string[];
}
