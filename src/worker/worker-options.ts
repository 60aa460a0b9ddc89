import type { Clock } from '../core/time/clock.js';
import type { CommandRecord, Executor } from './job.js';

/** Bounds of a worker's queue. */
export interface QueueLimits {
  /** How many jobs may wait; the one that runs is extra. */
  readonly capacity: number;
  /** How long a job may wait for a place in the queue, ms; 0: BUSY at once. */
  readonly admissionTimeout: number;
}

/** What a worker is made from. */
export interface CommandWorkerOptions extends QueueLimits {
  readonly clock: Clock;
  readonly executor: Executor;
  /** Draws how long the next command takes, ms. */
  processingTime(): number;
  /** Told of every outcome, once for each command; what it throws goes to `onFault`. */
  observe(record: CommandRecord): void;
  /** Told what a method or an observer threw; its text never reaches the wire. */
  onFault(fault: unknown, method: string): void;
  /** Told that the loop has ended by itself: no job gets its turn until `revive`. */
  onDied?(fault: unknown): void;
}

/** Figures of a worker, for reports. */
export interface WorkerFigures {
  /** Jobs that wait, and those that wait for a place. */
  readonly waiting: number;
  readonly running: boolean;
  /** Whether it is held by `pause`. */
  readonly paused: boolean;
  /** Methods whose asynchronous work was given up and has not ended. */
  readonly unended: readonly string[];
}
