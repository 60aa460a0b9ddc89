import type { Outcome } from '../radio/declaration.js';
import type { CommandRecord, Job } from './job.js';
import { JobRunner, failed, internal } from './job-runner.js';
import type { WorkerControl } from './worker-control.js';
import { JobQueue } from './queue.js';
import { PendingJob, type PendingJobHooks } from './pending-job.js';
import type { CommandWorkerOptions, QueueLimits, WorkerFigures } from './worker-options.js';

const closing = failed({ token: 'UNAVAILABLE', detail: { reason: 'closing' } });
const busyAt = (capacity: number) =>
  failed({ token: 'BUSY', detail: { reason: `the queue is full (capacity ${capacity})` } });
const wasReset = failed({ token: 'UNAVAILABLE', detail: { reason: 'reset' } });

/**
 * The worker of one radio: a bounded queue whose jobs run one at a time, first in, first out. Every command gets
 * exactly one outcome, also during a reset or a close.
 */
export class CommandWorker implements WorkerControl {
  readonly #options: CommandWorkerOptions;
  readonly #hooks: PendingJobHooks;
  #busy: Outcome;
  #admissionTimeout: number;
  readonly #queue: JobQueue;
  readonly #runner: JobRunner;
  #running: PendingJob | undefined;
  #isLoopRunning = false;
  /** The present wait of the loop. */
  #wait: Promise<void> = Promise.resolve();
  #paused = false;
  /** Set while jobs wait for something that the start loads later; users don't see it. */
  #isHeld = false;
  #closing = false;
  /** The loop ended with an error and waits for `restart`. */
  #hasLoopFailed = false;
  #idleWaiters: (() => void)[] = [];

  constructor(options: CommandWorkerOptions) {
    this.#options = options;
    this.#queue = new JobQueue(options.capacity);
    this.#hooks = {
      clock: options.clock,
      deadline: (command) => options.executor.deadline(command),
      observe: (record) => options.observe(record),
      onAbort: (pending) => {
        if (pending !== this.#running) pending.reject({ kind: 'cancelled' }).notify();
      },
      onError: (error, method) => this.#report(error, method),
      onDone: (pending) => this.#remove(pending),
    };
    this.#runner = new JobRunner({
      executor: options.executor,
      processingTime: () => options.processingTime(),
      onError: (error, method) => this.#report(error, method),
    });
    this.#admissionTimeout = options.admissionTimeout;
    this.#busy = busyAt(options.capacity);
  }

  /** Changes the limits for new jobs. Queued jobs stay; freed places go to jobs awaiting admission. */
  configure({ capacity, admissionTimeout }: QueueLimits): void {
    this.#admissionTimeout = admissionTimeout;
    this.#busy = busyAt(capacity);
    this.#queue.resize(capacity);
    this.#admitWhereFree();
  }

  /**
   * Executes a job, at once where the worker is free, or queues it, or answers BUSY or UNAVAILABLE. Never rejects.
   * @param signal aborts when the client has disconnected
   * @param onRecord receives the outcome of each command, once
   * @returns a record for each command, in their order: a promise only where something has to wait
   */
  submit(
    job: Job,
    signal?: AbortSignal,
    onRecord?: (record: CommandRecord) => void,
  ): readonly CommandRecord[] | Promise<readonly CommandRecord[]> {
    if (job.commands.length === 0) return [];
    const pending = new PendingJob(job, this.#hooks, signal, onRecord);
    if (this.#closing) pending.reject(closing).notify();
    else if (signal?.aborted === true) pending.reject({ kind: 'cancelled' }).notify();
    else if (this.#isFree()) this.#runAtOnce(pending);
    else if (this.#queue.hasPlace()) this.#admit(pending);
    else if (this.#admissionTimeout > 0 && this.#queue.hasPlaceToAwaitAdmission())
      this.#awaitAdmission(pending);
    else pending.reject(this.#busy).notify();
    return pending.records;
  }

  /** Takes no further job from the queue; the running one is finished. */
  pause(): void {
    if (!this.#closing) this.#paused = true;
  }

  /** As {@link pause}, for the start of a simulator: nothing shows it. A close ends it too. */
  hold(): void {
    if (!this.#closing) this.#isHeld = true;
  }

  /** Ends a {@link hold}. */
  release(): void {
    this.#isHeld = false;
    this.#startLoop();
  }

  /** Ends a pause. */
  resume(): void {
    this.#paused = false;
    this.#startLoop();
  }

  /** Starts the loop again after it ended with an error. */
  restart(): void {
    this.#hasLoopFailed = false;
    this.#startLoop();
  }

  /** Resolves when no job is queued, awaits admission or runs. */
  idle(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Answers UNAVAILABLE to all jobs; the effects of the running one never begin. */
  reset(): void {
    this.#rejectAll(this.#jobs(), wasReset);
  }

  /**
   * Accepts no more jobs, skips processing times, ends a pause, and resolves when the loop has ended.
   * @param drain whether queued jobs are executed or answered UNAVAILABLE
   */
  async close(drain: 'finish' | 'reject'): Promise<void> {
    this.#closing = true;
    this.#runner.skipProcessingTimes();
    const { queued, awaitingAdmission } = this.#queue;
    this.#rejectAll(drain === 'reject' ? [...queued, ...awaitingAdmission] : awaitingAdmission, closing);
    this.#paused = false;
    this.#isHeld = false;
    this.restart();
    this.#running?.skipProcessingTime();
    while (this.#isLoopRunning) await this.#wait;
    // A loop that ended with an error leaves jobs behind.
    this.#rejectAll(this.#jobs(), closing);
  }

  /** Answers UNAVAILABLE to all jobs at the end of the close grace. Returns the number of commands. */
  abandon(): number {
    return this.#rejectAll(this.#jobs(), closing);
  }

  /** The method that blocks the worker: 5 s past its deadline and not abandoned, or a minute without one. */
  stuck(): string | undefined {
    return this.#running?.stuck();
  }

  /** The present figures. */
  get figures(): WorkerFigures {
    return {
      waiting: this.#queue.size,
      running: this.#running !== undefined,
      paused: this.#paused,
      unended: this.#runner.abandonedMethods,
    };
  }

  /** Returns whether a job can be executed at once. */
  #isFree(): boolean {
    return !this.#isLoopRunning && !this.#isStopped && !this.#hasLoopFailed && this.#queue.size === 0;
  }

  get #isStopped(): boolean {
    return this.#paused || this.#isHeld;
  }

  /** Runs a job that takes no place in the queue. */
  #runAtOnce(pending: PendingJob): void {
    pending.admit();
    this.#isLoopRunning = true;
    this.#runJobs(pending);
  }

  #admit(pending: PendingJob): void {
    this.#queue.add(pending);
    pending.admit();
    pending.wait();
    this.#startLoop();
  }

  #awaitAdmission(pending: PendingJob): void {
    this.#queue.addAwaitingAdmission(pending);
    pending.awaitAdmission(this.#admissionTimeout, () => pending.reject(this.#busy).notify());
  }

  /** Frees the place of a job that has all its outcomes. */
  #remove(pending: PendingJob): void {
    if (this.#queue.remove(pending)) this.#admitWhereFree();
    this.#notifyIdle();
  }

  /** Gives free places to jobs awaiting admission, in order. */
  #admitWhereFree(): void {
    const queue = this.#queue;
    for (let pending = queue.admitNext(); pending !== undefined; pending = queue.admitNext()) {
      pending.endAdmissionTimeout();
      this.#admit(pending);
    }
  }

  /** Settles all jobs before notifying anyone: a listener may call back into the worker. */
  #rejectAll(jobs: readonly PendingJob[], outcome: Outcome): number {
    const settlements = jobs.map((pending) => pending.reject(outcome));
    for (const settlement of settlements) settlement.notify();
    return settlements.reduce((sum, { count }) => sum + count, 0);
  }

  /** The running job and all others, in order of arrival. */
  #jobs(): readonly PendingJob[] {
    const { queued, awaitingAdmission } = this.#queue;
    return [...(this.#running === undefined ? [] : [this.#running]), ...queued, ...awaitingAdmission];
  }

  #startLoop(): void {
    if (this.#isLoopRunning || this.#isStopped || this.#hasLoopFailed || !this.#queue.hasQueued) return;
    this.#isLoopRunning = true;
    this.#runJobs();
  }

  /** Runs jobs until one has to wait, or none is left. Jobs that are submitted meanwhile take their turn behind it. */
  #runJobs(first?: PendingJob): void {
    try {
      for (let next = first ?? this.#take(); next !== undefined; next = this.#take()) {
        this.#running = next;
        const wait = this.#run(next);
        if (wait !== undefined) {
          this.#wait = wait.then(() => this.#goOn());
          return;
        }
        this.#running = undefined;
      }
      this.#isLoopRunning = false;
      this.#notifyIdle();
    } catch (error) {
      this.#endLoopWith(error);
    }
  }

  /** The job that had to wait has ended. */
  #goOn(): void {
    this.#running = undefined;
    this.#runJobs();
  }

  /** Executes a job. What its executor throws answers it, and ends no other job. */
  #run(pending: PendingJob): Promise<void> | undefined {
    const onError = (error: unknown) => {
      this.#report(error, 'the worker');
      pending.reject(internal).notify();
    };
    try {
      return this.#runner.run(pending)?.catch(onError);
    } catch (error) {
      onError(error);
      return undefined;
    }
  }

  /** An error that nothing in the loop handles: the running job is answered, the others stay queued. */
  #endLoopWith(error: unknown): void {
    const running = this.#running;
    this.#hasLoopFailed = true;
    this.#isLoopRunning = false;
    this.#running = undefined;
    try {
      running?.reject(internal).notify();
    } catch (again) {
      this.#report(again, 'the worker');
    }
    this.#options.onLoopFailed?.(error);
    this.#notifyIdle();
  }

  /** Takes the first queued job; its place goes to a job awaiting admission. */
  #take(): PendingJob | undefined {
    const first = this.#isStopped ? undefined : this.#queue.take();
    if (first !== undefined) this.#admitWhereFree();
    return first;
  }

  /** An error handler must not raise another error. */
  #report(error: unknown, method: string): void {
    try {
      this.#options.onError(error, method);
    } catch {
      // There is no handler for errors of the handler.
    }
  }

  #isIdle(): boolean {
    return !this.#isLoopRunning && this.#queue.size === 0;
  }

  #notifyIdle(): void {
    if (!this.#isIdle()) return;
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const waiter of waiters) waiter();
  }
}
