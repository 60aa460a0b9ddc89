import type { Clock } from '../clock.js';
import type { WireError } from '../errors.js';
import type { Effect, Execution, Outcome } from '../radio/declaration.js';
import type { CommandRecord, Executor, Job } from './job.js';
import { PendingJob, type PendingJobHooks, type SubmitOptions } from './pending-job.js';

/** What a worker is made from. */
export interface CommandWorkerOptions {
  readonly clock: Clock;
  readonly executor: Executor;
  /** How many jobs may wait; the one that runs is extra. */
  readonly capacity: number;
  /** How long a job may wait for a place in the queue, ms; 0: BUSY at once. */
  readonly admissionTimeout: number;
  /** Draws how long the next command takes, ms. */
  processingTime(): number;
  /** Told of every outcome, once for each command. */
  observe(record: CommandRecord): void;
  /** Told what a method threw; its text never reaches the wire. */
  onFault(fault: unknown, method: string): void;
}

/** Figures of a worker, for reports. */
export interface WorkerFigures {
  /** Jobs that wait, and those that wait for a place. */
  readonly waiting: number;
  readonly running: boolean;
  /** Methods whose asynchronous work was given up and has not ended. */
  readonly unended: readonly string[];
}

const failed = (error: WireError): Outcome => ({ kind: 'error', error });
const internal = failed({ token: 'INTERNAL', detail: { reason: 'the command failed inside the simulator' } });
const closing = failed({ token: 'UNAVAILABLE', detail: { reason: 'closing' } });
const wasReset = failed({ token: 'UNAVAILABLE', detail: { reason: 'reset' } });

/**
 * One radio's worker: a bounded queue whose jobs run one at a time, first in, first out. Every command gets
 * exactly one outcome, whatever comes between.
 */
export class CommandWorker {
  readonly #options: CommandWorkerOptions;
  readonly #hooks: PendingJobHooks;
  readonly #busy: Outcome;
  /** Admitted and waiting, in order; at most `capacity`. */
  readonly #waiting = new Set<PendingJob>();
  /** Waiting for a place, in order; at most `capacity`. */
  readonly #atDoor = new Set<PendingJob>();
  readonly #unended = new Map<string, number>();
  #running: PendingJob | undefined;
  #turning = false;
  #loop: Promise<void> = Promise.resolve();
  #paused = false;
  #closing = false;
  #idleWaiters: (() => void)[] = [];

  constructor(options: CommandWorkerOptions) {
    this.#options = options;
    this.#hooks = {
      clock: options.clock,
      observe: (record) => options.observe(record),
      onAbort: (pending) => {
        if (pending !== this.#running) pending.settleRest({ kind: 'cancelled' });
      },
      onDone: (pending) => this.#leave(pending),
    };
    const reason = `the queue is full (capacity ${options.capacity})`;
    this.#busy = failed({ token: 'BUSY', detail: { reason } });
  }

  /** Takes a job, or answers BUSY or UNAVAILABLE at once. Never rejects. */
  submit(job: Job, options: SubmitOptions = {}): Promise<readonly Outcome[]> {
    const pending = new PendingJob(job, this.#hooks, options);
    if (this.#closing) pending.settleRest(closing);
    else if (options.signal?.aborted) pending.settleRest({ kind: 'cancelled' });
    else if (this.#hasPlace()) this.#admit(pending);
    else if (this.#atDoor.size < this.#options.capacity && this.#options.admissionTimeout > 0)
      this.#waitAtDoor(pending);
    else pending.settleRest(this.#busy);
    return pending.settled;
  }

  /** Stops taking jobs from the queue; the one that runs goes on. */
  pause(): void {
    if (!this.#closing) this.#paused = true;
  }

  /** Goes on after `pause`. */
  resume(): void {
    this.#paused = false;
    this.#wake();
  }

  /** Resolves when no job waits or runs. */
  idle(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Answers UNAVAILABLE to all that waits or runs; what the running job caused never begins. */
  reset(): void {
    this.#refuseWaiting(wasReset);
    this.#running?.abandon(wasReset);
  }

  /**
   * Takes no more jobs, ends the waits of processing times, resumes, and resolves when the loop has ended.
   * @param drain whether jobs that wait are carried out or answered UNAVAILABLE
   */
  async close(drain: 'finish' | 'reject'): Promise<void> {
    this.#closing = true;
    for (const pending of [...this.#atDoor]) pending.settleRest(closing);
    if (drain === 'reject') this.#refuseWaiting(closing);
    this.resume();
    this.#running?.hurry();
    while (this.#turning) await this.#loop;
  }

  /** The end of the close grace: answers UNAVAILABLE to what is left. Says how many commands that were. */
  abandon(): number {
    const waiting = this.#refuseWaiting(closing);
    return waiting + (this.#running?.abandon(closing) ?? 0);
  }

  /** The present figures. */
  figures(): WorkerFigures {
    return {
      waiting: this.#waiting.size + this.#atDoor.size,
      running: this.#running !== undefined,
      unended: [...this.#unended.keys()],
    };
  }

  #hasPlace(): boolean {
    if (this.#atDoor.size > 0) return false;
    return this.#waiting.size < this.#options.capacity || (!this.#turning && !this.#paused);
  }

  #admit(pending: PendingJob): void {
    const { executor } = this.#options;
    this.#waiting.add(pending);
    pending.admit(pending.job.commands.map((command) => executor.deadline(command)));
    this.#wake();
  }

  #waitAtDoor(pending: PendingJob): void {
    this.#atDoor.add(pending);
    pending.waitForPlace(this.#options.admissionTimeout, () => pending.settleRest(this.#busy));
  }

  /** Frees the place of a job that has all its outcomes. */
  #leave(pending: PendingJob): void {
    this.#atDoor.delete(pending);
    if (this.#waiting.delete(pending)) this.#letIn();
    this.#tellIdle();
  }

  /** Gives the places that have become free to those at the door, in order. */
  #letIn(): void {
    for (const pending of this.#atDoor) {
      if (this.#waiting.size >= this.#options.capacity) return;
      this.#atDoor.delete(pending);
      pending.stopWaiting();
      this.#admit(pending);
    }
  }

  #refuseWaiting(outcome: Outcome): number {
    let count = 0;
    for (const pending of [...this.#atDoor, ...this.#waiting]) count += pending.settleRest(outcome);
    return count;
  }

  #wake(): void {
    if (this.#turning || this.#paused || this.#waiting.size === 0) return;
    this.#turning = true;
    this.#loop = this.#turn();
  }

  async #turn(): Promise<void> {
    for (let next = this.#take(); next !== undefined; next = this.#take()) {
      this.#running = next;
      await this.#serve(next);
      this.#running = undefined;
    }
    this.#turning = false;
    this.#tellIdle();
  }

  /** Takes the job that has waited longest; the next at the door gets its place. */
  #take(): PendingJob | undefined {
    const [first] = this.#paused ? [] : this.#waiting;
    if (first === undefined) return undefined;
    this.#waiting.delete(first);
    this.#letIn();
    return first;
  }

  async #serve(pending: PendingJob): Promise<void> {
    const effects: Effect[] = [];
    for (const index of pending.job.commands.keys()) {
      if (pending.has(index)) continue;
      pending.begin(index);
      if (this.#refuse(pending, index)) continue;
      const ms = this.#closing ? 0 : this.#options.processingTime();
      if (ms > 0) {
        await pending.pause(ms);
        if (pending.has(index) || this.#refuse(pending, index)) continue;
      }
      const execution = await this.#execute(pending, index);
      if (execution === undefined) continue;
      effects.push(...execution.effects);
      pending.settle(index, execution.outcome);
    }
    if (effects.length > 0 && !pending.abandoned) this.#options.executor.begin(effects);
  }

  /** Whether the radio is dark now; the command then has its answer. */
  #refuse(pending: PendingJob, index: number): boolean {
    const error = this.#options.executor.refusal();
    if (error !== undefined) pending.settle(index, failed(error));
    return error !== undefined;
  }

  /** Carries one command out; undefined where its deadline, a reset or the close grace came first. */
  async #execute(pending: PendingJob, index: number): Promise<Execution | undefined> {
    const command = pending.job.commands[index];
    if (command === undefined) return undefined;
    const { method } = command;
    const work = this.#start(() => this.#options.executor.execute(command, pending));
    const execution = await pending.until(work, (fault) => {
      this.#options.onFault(fault, method);
      return { outcome: internal, effects: [] };
    });
    if (execution !== undefined && !pending.has(index)) return execution;
    if (execution === undefined) this.#watchUnended(work, method);
    return undefined;
  }

  async #start(execute: () => Promise<Execution>): Promise<Execution> {
    return execute();
  }

  #watchUnended(work: Promise<unknown>, method: string): void {
    this.#unended.set(method, (this.#unended.get(method) ?? 0) + 1);
    const end = () => {
      const left = (this.#unended.get(method) ?? 0) - 1;
      if (left > 0) this.#unended.set(method, left);
      else this.#unended.delete(method);
    };
    work.then(end, end);
  }

  #isIdle(): boolean {
    return !this.#turning && this.#waiting.size === 0 && this.#atDoor.size === 0;
  }

  #tellIdle(): void {
    if (!this.#isIdle()) return;
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const waiter of waiters) waiter();
  }
}
