import type { Clock, Timer } from '../clock.js';
import type { Outcome } from '../radio/declaration.js';
import type { CommandRecord, ExecutionContext, Job, Origin } from './job.js';

/** What a pending job needs of its worker. */
export interface PendingJobHooks {
  readonly clock: Clock;
  observe(record: CommandRecord): void;
  /** Called when the job's client has gone away. */
  onAbort(job: PendingJob): void;
  /** Called when the last command has its outcome. */
  onDone(job: PendingJob): void;
}

/** What a submitter may give along with a job. */
export interface SubmitOptions {
  /** Aborts when the client has gone away. */
  readonly signal?: AbortSignal;
  /** Told of each outcome, once for each command. */
  readonly onRecord?: (record: CommandRecord) => void;
}

/**
 * A job between `submit` and its last outcome. It settles each command once, and lets go of its timer and its
 * abort listener with the last.
 */
export class PendingJob implements ExecutionContext {
  readonly job: Job;
  /** Resolves with an outcome for each command, in their order; never rejects. */
  readonly settled: Promise<readonly Outcome[]>;
  readonly #hooks: PendingJobHooks;
  readonly #outcomes: (Outcome | undefined)[];
  readonly #options: SubmitOptions;
  #resolve: (outcomes: readonly Outcome[]) => void = () => undefined;
  #left: number;
  #deadlines: readonly number[] = [];
  #timer: Timer | undefined;
  #admittedAt: number | undefined;
  #startedAt: number | undefined;
  #turn: { readonly index: number; readonly since: number } | undefined;
  #endPause: (() => void) | undefined;
  #endWait: (() => void) | undefined;
  #controller: AbortController | undefined;
  #abandoned = false;

  constructor(job: Job, hooks: PendingJobHooks, options: SubmitOptions) {
    this.job = job;
    this.#hooks = hooks;
    this.#outcomes = job.commands.map(() => undefined);
    this.#left = job.commands.length;
    this.#options = options;
    this.settled = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    options.signal?.addEventListener('abort', this.#onAbort);
  }

  get origin(): Origin {
    return this.job.origin;
  }

  /** Aborts when nobody waits for the outcome of the command that runs. Made only when asked for. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#turnIsSettled()) this.#controller.abort();
    return this.#controller.signal;
  }

  /** Whether the job was given up as a whole, so that what it caused must not begin. */
  get abandoned(): boolean {
    return this.#abandoned;
  }

  /** Whether every command has its outcome. */
  get done(): boolean {
    return this.#left === 0;
  }

  /** Whether the command has its outcome. */
  has(index: number): boolean {
    return this.#outcomes[index] !== undefined;
  }

  /** Starts the deadlines, ms from now and one for each command; 0 for none. */
  admit(deadlines: readonly number[]): void {
    const now = this.#hooks.clock.now();
    this.#admittedAt = now;
    this.#deadlines = deadlines.map((ms) => (ms > 0 ? now + ms : Infinity));
    this.#armDeadline();
  }

  /** Sets a timer that is the job's only one until `admit`: the wait for a place. */
  waitForPlace(ms: number, onTimeout: () => void): void {
    this.#timer = this.#hooks.clock.setTimeout(onTimeout, ms);
  }

  /** Takes the wait for a place back. */
  stopWaiting(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Says that the job's turn, or within it the command's, has come. */
  begin(index: number): void {
    const now = this.#hooks.clock.now();
    this.#startedAt ??= now;
    this.#turn = { index, since: now };
  }

  /** Gives the command its outcome; what comes second is discarded. */
  settle(index: number, outcome: Outcome): void {
    const command = this.job.commands[index];
    if (command === undefined || this.#outcomes[index] !== undefined) return;
    this.#outcomes[index] = outcome;
    this.#left -= 1;
    if (this.#left === 0) this.#release();
    const record = { command, origin: this.origin, outcome, waitMs: this.#waited(), runMs: this.#ran(index) };
    this.#hooks.observe(record);
    this.#options.onRecord?.(record);
    if (this.#left > 0) return;
    this.#resolve(this.#outcomes.filter((each) => each !== undefined));
    this.#hooks.onDone(this);
  }

  /** Gives all that have none yet this outcome. Says how many those were. */
  settleRest(outcome: Outcome): number {
    const count = this.#left;
    this.job.commands.forEach((_, index) => this.settle(index, outcome));
    return count;
  }

  /** Gives up the job: its rest gets this outcome, what runs is told, what it caused never begins. */
  abandon(outcome: Outcome): number {
    this.#abandoned = true;
    const count = this.settleRest(outcome);
    this.#letGo();
    return count;
  }

  /** Ends the processing time of the command that runs, if it is in one. */
  hurry(): void {
    this.#endPause?.();
  }

  /** Waits out a processing time, ms; less if hurried or if the command gets its outcome otherwise. */
  async pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = this.#hooks.clock.setTimeout(resolve, ms);
      this.#endPause = () => {
        timer.cancel();
        resolve();
      };
    });
    this.#endPause = undefined;
  }

  /** Waits for `work`; undefined if the command gets its outcome otherwise. A rejection goes to `onFault`. */
  async until<T>(work: Promise<T>, onFault: (fault: unknown) => T): Promise<T | undefined> {
    const first = await new Promise<T | undefined>((resolve) => {
      this.#endWait = () => resolve(undefined);
      work.then(resolve, (fault: unknown) => resolve(onFault(fault)));
    });
    this.#endWait = undefined;
    return first;
  }

  readonly #onAbort = () => this.#hooks.onAbort(this);

  #release(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
  }

  #armDeadline(): void {
    const next = this.#deadlines.reduce(
      (least, due, index) => (this.has(index) ? least : Math.min(least, due)),
      Infinity,
    );
    this.#timer?.cancel();
    this.#timer = undefined;
    if (next === Infinity) return;
    this.#timer = this.#hooks.clock.setTimeout(() => this.#passDeadline(), next - this.#hooks.clock.now());
  }

  #passDeadline(): void {
    const now = this.#hooks.clock.now();
    this.#deadlines.forEach((due, index) => {
      if (now < due) return;
      const reason = 'the deadline of the command has passed';
      this.settle(index, { kind: 'error', error: { token: 'INTERNAL', detail: { reason } } });
    });
    if (!this.done) this.#armDeadline();
    if (this.#turnIsSettled()) this.#letGo();
  }

  /** Whether the command that runs has its outcome already: nobody waits for it any more. */
  #turnIsSettled(): boolean {
    return this.#turn !== undefined && this.has(this.#turn.index);
  }

  /** Goes on without the command that runs, and tells it. */
  #letGo(): void {
    this.#controller?.abort();
    this.#controller = undefined;
    this.#endPause?.();
    this.#endWait?.();
  }

  #waited(): number {
    return this.#admittedAt === undefined
      ? 0
      : (this.#startedAt ?? this.#hooks.clock.now()) - this.#admittedAt;
  }

  #ran(index: number): number {
    return this.#turn?.index === index ? this.#hooks.clock.now() - this.#turn.since : 0;
  }
}
