import type { WireError } from '../core/errors.js';
import type { Effect, Execution, Outcome } from '../radio/declaration.js';
import type { Job } from './job.js';
import type { WorkerControl } from './worker-control.js';
import { JobQueue } from './queue.js';
import { PendingJob, type PendingJobHooks, type SubmitOptions } from './pending-job.js';
import type { Turn } from './turn.js';
import { Unended } from './abandoned-work.js';
import type { CommandWorkerOptions, QueueLimits, WorkerFigures } from './worker-options.js';

const failed = (error: WireError): Outcome => ({ kind: 'error', error });
const internal = failed({ token: 'INTERNAL', detail: { reason: 'the command failed inside the simulator' } });
const closing = failed({ token: 'UNAVAILABLE', detail: { reason: 'closing' } });
const busyAt = (capacity: number) =>
  failed({ token: 'BUSY', detail: { reason: `the queue is full (capacity ${capacity})` } });
const wasReset = failed({ token: 'UNAVAILABLE', detail: { reason: 'reset' } });

/**
 * One radio's worker: a bounded queue whose jobs run one at a time, first in, first out. Every command gets
 * exactly one outcome, whatever comes between.
 */
export class CommandWorker implements WorkerControl {
  readonly #options: CommandWorkerOptions;
  readonly #hooks: PendingJobHooks;
  #busy: Outcome;
  #admissionTimeout: number;
  readonly #queue: JobQueue;
  readonly #unended = new Unended();
  #running: PendingJob | undefined;
  #turning = false;
  #loop: Promise<void> = Promise.resolve();
  #paused = false;
  #closing = false;
  /** Whether the loop has ended by itself. */
  #isDead = false;
  #idleWaiters: (() => void)[] = [];

  constructor(options: CommandWorkerOptions) {
    this.#options = options;
    this.#queue = new JobQueue(options.capacity);
    this.#hooks = {
      clock: options.clock,
      observe: (record) => options.observe(record),
      onAbort: (pending) => {
        if (pending !== this.#running) pending.giveUp({ kind: 'cancelled' }).tell();
      },
      onFault: (fault, method) => this.#report(fault, method),
      onDone: (pending) => this.#leave(pending),
    };
    this.#admissionTimeout = options.admissionTimeout;
    this.#busy = busyAt(options.capacity);
  }

  /** Has other bounds hold for what comes. Who waits keeps its place; new places go to those at the door. */
  configure({ capacity, admissionTimeout }: QueueLimits): void {
    this.#admissionTimeout = admissionTimeout;
    this.#busy = busyAt(capacity);
    this.#queue.resize(capacity);
    this.#letIn();
  }

  /** Takes a job, or answers BUSY or UNAVAILABLE at once. Never rejects. */
  submit(job: Job, options: SubmitOptions = {}): Promise<readonly Outcome[]> {
    if (job.commands.length === 0) return Promise.resolve([]);
    const pending = new PendingJob(job, this.#hooks, options);
    if (this.#closing) pending.giveUp(closing).tell();
    else if (options.signal?.aborted) pending.giveUp({ kind: 'cancelled' }).tell();
    else if (this.#hasPlace()) this.#admit(pending);
    else if (this.#admissionTimeout > 0 && this.#queue.hasRoomAtDoor()) this.#waitAtDoor(pending);
    else pending.giveUp(this.#busy).tell();
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

  /** Goes on after the loop has ended by itself. */
  revive(): void {
    this.#isDead = false;
    this.#wake();
  }

  /** Resolves when no job waits or runs. */
  idle(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Answers UNAVAILABLE to all that waits or runs; what the running job caused never begins. */
  reset(): void {
    this.#giveUp(this.#all(), wasReset);
  }

  /**
   * Takes no more jobs, ends the waits of processing times, resumes, and resolves when the loop has ended.
   * @param drain whether jobs that wait are carried out or answered UNAVAILABLE
   */
  async close(drain: 'finish' | 'reject'): Promise<void> {
    this.#closing = true;
    const { waiting, atDoor } = this.#queue;
    this.#giveUp(drain === 'reject' ? [...waiting, ...atDoor] : atDoor, closing);
    this.#paused = false;
    this.revive();
    this.#running?.hurry();
    while (this.#turning) await this.#loop;
    // A loop that has ended by itself leaves jobs behind.
    this.#giveUp(this.#all(), closing);
  }

  /** The end of the close grace: answers UNAVAILABLE to what is left. Says how many commands that were. */
  abandon(): number {
    return this.#giveUp(this.#all(), closing);
  }

  /** The method that holds all others up: past its deadline and not given up, or a minute on its way without one. */
  stuck(): string | undefined {
    return this.#running?.stuck();
  }

  /** The present figures. */
  get figures(): WorkerFigures {
    return {
      waiting: this.#queue.size,
      running: this.#running !== undefined,
      paused: this.#paused,
      unended: this.#unended.methods,
    };
  }

  #hasPlace(): boolean {
    const isFree = !this.#turning && !this.#paused && !this.#isDead && this.#queue.size === 0;
    return isFree || this.#queue.hasPlace();
  }

  #admit(pending: PendingJob): void {
    const { executor } = this.#options;
    this.#queue.add(pending);
    pending.admit(pending.job.commands.map((command) => executor.deadline(command)));
    this.#wake();
  }

  #waitAtDoor(pending: PendingJob): void {
    this.#queue.addAtDoor(pending);
    pending.waitForPlace(this.#admissionTimeout, () => pending.giveUp(this.#busy).tell());
  }

  /** Frees the place of a job that has all its outcomes. */
  #leave(pending: PendingJob): void {
    if (this.#queue.remove(pending)) this.#letIn();
    this.#tellIdle();
  }

  /** Gives the places that have become free to those at the door, in order. */
  #letIn(): void {
    for (let pending = this.#queue.letIn(); pending !== undefined; pending = this.#queue.letIn()) {
      pending.stopWaiting();
      this.#admit(pending);
    }
  }

  /** Gives up all of these before anybody is told of one: who is told may do anything to the worker. */
  #giveUp(jobs: readonly PendingJob[], outcome: Outcome): number {
    const decisions = jobs.map((pending) => pending.giveUp(outcome));
    for (const decision of decisions) decision.tell();
    return decisions.reduce((sum, { count }) => sum + count, 0);
  }

  /** All that runs or waits, in the order in which it came. */
  #all(): readonly PendingJob[] {
    const { waiting, atDoor } = this.#queue;
    return [...(this.#running === undefined ? [] : [this.#running]), ...waiting, ...atDoor];
  }

  #wake(): void {
    if (this.#turning || this.#paused || this.#isDead || !this.#queue.hasWork) return;
    this.#turning = true;
    this.#loop = this.#turn().catch((fault: unknown) => this.#die(fault));
  }

  /** What nothing in the loop was ready for: the job that ran is answered, the others wait. */
  #die(fault: unknown): void {
    const running = this.#running;
    this.#isDead = true;
    this.#turning = false;
    this.#running = undefined;
    try {
      running?.giveUp(internal).tell();
    } catch (again) {
      this.#report(again, 'the worker');
    }
    this.#options.onDied?.(fault);
    this.#tellIdle();
  }

  async #turn(): Promise<void> {
    for (let next = this.#take(); next !== undefined; next = this.#take()) {
      this.#running = next;
      await this.#serve(next).catch((fault: unknown) => {
        this.#report(fault, 'the worker');
        next.giveUp(internal).tell();
      });
      this.#running = undefined;
    }
    this.#turning = false;
    this.#tellIdle();
  }

  /** Takes the job that has waited longest; the next at the door gets its place. */
  #take(): PendingJob | undefined {
    const first = this.#paused ? undefined : this.#queue.take();
    if (first !== undefined) this.#letIn();
    return first;
  }

  async #serve(pending: PendingJob): Promise<void> {
    const effects: Effect[] = [];
    for (const index of pending.job.commands.keys()) {
      if (pending.has(index)) continue;
      const turn = pending.begin(index);
      if (pending.has(index) || this.#refuse(pending, index)) continue;
      const ms = this.#closing ? 0 : this.#options.processingTime();
      if (ms > 0) {
        await turn.pause(ms);
        pending.expire();
        if (pending.has(index) || this.#refuse(pending, index)) continue;
      }
      const execution = await this.#execute(pending, turn);
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
  async #execute(pending: PendingJob, turn: Turn): Promise<Execution | undefined> {
    const command = pending.job.commands[turn.index];
    if (command === undefined) return undefined;
    const { method } = command;
    const work = this.#start(() => this.#options.executor.execute(command, turn));
    const execution = await turn.until(work, (fault) => {
      this.#report(fault, method);
      return { outcome: internal, effects: [] };
    });
    if (execution === undefined) this.#unended.watch(work, method);
    return pending.has(turn.index) ? undefined : execution;
  }

  async #start(execute: () => Promise<Execution>): Promise<Execution> {
    return execute();
  }

  /** Who is told of a fault must not cause another. */
  #report(fault: unknown, method: string): void {
    try {
      this.#options.onFault(fault, method);
    } catch {
      // There is nobody left to tell.
    }
  }

  #isIdle(): boolean {
    return !this.#turning && this.#queue.size === 0;
  }

  #tellIdle(): void {
    if (!this.#isIdle()) return;
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const waiter of waiters) waiter();
  }
}
