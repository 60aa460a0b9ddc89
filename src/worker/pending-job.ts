import type { Clock, Timer } from '../core/time/clock.js';
import type { Outcome } from '../radio/declaration.js';
import type { Origin } from '../ports/origin.js';
import type { CommandRecord, Job } from './job.js';
import { Turn, type TurnOwner } from './turn.js';

/** After how long a method counts as stuck, ms: past its deadline; without a deadline. */
const stuckAfter = { overdue: 5_000, withoutDeadline: 60_000 } as const;

/** Callbacks of a pending job, and its clock. */
export interface PendingJobHooks {
  readonly clock: Clock;
  observe(record: CommandRecord): void;
  /** Receives exceptions of observers. */
  onError(error: unknown, method: string): void;
  /** The job's client has disconnected. */
  onAbort(job: PendingJob): void;
  /** All outcomes are given, and all observers notified. */
  onDone(job: PendingJob): void;
}

/** Options of a submitted job. */
export interface SubmitOptions {
  /** Aborts when the client has disconnected. */
  readonly signal?: AbortSignal;
  /** Receives the outcome of each command, once. */
  readonly onRecord?: (record: CommandRecord) => void;
}

/** Outcomes that are set. Observers are notified in a second step, when no job is half settled any more. */
interface Settlement {
  /** Number of commands that got their outcome. */
  readonly count: number;
  notify(): void;
}

const overdue: Outcome = {
  kind: 'error',
  error: { token: 'INTERNAL', detail: { reason: 'the deadline of the command has passed' } },
};

/**
 * A job from `submit` to its last outcome. Each command is settled once; with the last one the timer and the abort
 * listener are released.
 */
export class PendingJob implements TurnOwner {
  readonly job: Job;
  /** Resolves with an outcome for each command, in their order; never rejects. */
  readonly settled: Promise<readonly Outcome[]>;
  readonly #hooks: PendingJobHooks;
  readonly #outcomes: (Outcome | undefined)[];
  readonly #options: SubmitOptions;
  #resolve: (outcomes: readonly Outcome[]) => void = () => undefined;
  #left: number;
  #deadlines: readonly number[] = [];
  /** The earliest deadline of a command without an outcome, ms. */
  #nextDeadline = Infinity;
  #timer: Timer | undefined;
  #admittedAt: number | undefined;
  #startedAt: number | undefined;
  #turn: Turn | undefined;
  #isRejected = false;

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

  get clock(): Clock {
    return this.#hooks.clock;
  }

  get origin(): Origin {
    return this.job.origin;
  }

  /** The job was rejected as a whole, so its effects must not begin. */
  get isRejected(): boolean {
    return this.#isRejected;
  }

  /** Every command has its outcome. */
  get done(): boolean {
    return this.#left === 0;
  }

  /** Returns whether the command has its outcome. */
  isSettled(index: number): boolean {
    return this.#outcomes[index] !== undefined;
  }

  /** Starts the deadlines of the commands, ms from now (0 = none). */
  admit(deadlines: readonly number[]): void {
    const now = this.clock.now();
    this.#admittedAt = now;
    this.#deadlines = deadlines.map((ms) => (ms > 0 ? now + ms : Infinity));
    this.#armDeadline();
  }

  /** Starts the admission timeout: the job's only timer until `admit`. */
  awaitAdmission(ms: number, onTimeout: () => void): void {
    this.#timer = this.clock.setTimeout(onTimeout, ms);
  }

  /** Cancels the admission timeout. */
  endAdmissionTimeout(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Begins the turn of a command. Its deadline may have passed while the loop stood still: check `isSettled` next. */
  begin(index: number): Turn {
    this.expire();
    const now = this.clock.now();
    this.#startedAt ??= now;
    const turn = new Turn(index, now, this);
    this.#turn = turn;
    return turn;
  }

  expire(): void {
    if (this.#nextDeadline < Infinity && this.clock.now() >= this.#nextDeadline) this.#settleOverdue();
  }

  /** The method that should have ended or been abandoned long ago. */
  stuck(): string | undefined {
    const turn = this.#turn;
    if (turn === undefined) return undefined;
    const due = this.#deadlines[turn.index] ?? Infinity;
    const isStuck =
      due < Infinity
        ? this.clock.now() > due + stuckAfter.overdue
        : turn.workedMs > stuckAfter.withoutDeadline;
    return isStuck ? this.job.commands[turn.index]?.method : undefined;
  }

  /** Ends the present processing time, if there is one. */
  skipProcessingTime(): void {
    this.#turn?.skipPause();
  }

  /** Sets the outcome of a command and notifies observers. A second outcome is discarded. */
  settle(index: number, outcome: Outcome): void {
    this.#setOutcome([index], outcome).notify();
  }

  /** Sets this outcome for all open commands. The effects of the job never begin. */
  reject(outcome: Outcome): Settlement {
    this.#isRejected = true;
    return this.#setOutcome([...this.#outcomes.keys()], outcome, this.#turn);
  }

  readonly #onAbort = () => this.#hooks.onAbort(this);

  /** @param interrupted the turn to abandon if its command has its outcome now: it did not end by itself */
  #setOutcome(indexes: readonly number[], outcome: Outcome, interrupted?: Turn): Settlement {
    const records: CommandRecord[] = [];
    const turn = this.#turn;
    // First of all: a clock that throws must not leave a command half settled.
    const now = this.clock.now();
    const waitMs = this.#waited(now);
    for (const index of indexes) {
      const command = this.job.commands[index];
      if (command === undefined || this.isSettled(index)) continue;
      this.#outcomes[index] = outcome;
      this.#left -= 1;
      const runMs = turn?.index === index ? now - turn.since : 0;
      records.push({ command, origin: this.origin, outcome, waitMs, runMs });
    }
    const isLast = records.length > 0 && this.#left === 0;
    if (isLast) this.#release();
    return {
      count: records.length,
      notify: () => {
        for (const record of records) this.#notify(record);
        if (interrupted !== undefined && this.isSettled(interrupted.index)) interrupted.abandon();
        if (!isLast) return;
        this.#resolve(this.#outcomes.filter((each) => each !== undefined));
        this.#hooks.onDone(this);
      },
    };
  }

  #notify(record: CommandRecord): void {
    this.#guard(record, () => this.#hooks.observe(record));
    this.#guard(record, () => this.#options.onRecord?.(record));
  }

  #guard({ command }: CommandRecord, notify: () => void): void {
    try {
      notify();
    } catch (error) {
      this.#hooks.onError(error, command.method);
    }
  }

  #release(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#nextDeadline = Infinity;
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
  }

  #armDeadline(): void {
    const next = this.#deadlines.reduce(
      (least, due, index) => (this.isSettled(index) ? least : Math.min(least, due)),
      Infinity,
    );
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#nextDeadline = next;
    if (next === Infinity) return;
    this.#timer = this.clock.setTimeout(() => this.#settleOverdue(), next - this.clock.now());
  }

  #settleOverdue(): void {
    const now = this.clock.now();
    const passed = [...this.#deadlines.keys()].filter((index) => now >= (this.#deadlines[index] ?? Infinity));
    const settlement = this.#setOutcome(passed, overdue, this.#turn);
    if (!this.done) this.#armDeadline();
    settlement.notify();
  }

  #waited(now: number): number {
    return this.#admittedAt === undefined ? 0 : (this.#startedAt ?? now) - this.#admittedAt;
  }
}
