import type { Clock, Timer } from '../core/time/clock.js';
import type { Origin } from '../ports/origin.js';
import type { Command, Outcome } from '../radio/declaration.js';
import type { CommandRecord, Job } from './job.js';
import { Turn, type TurnOwner } from './turn.js';

/** After how long a method counts as stuck, ms: past its deadline; without a deadline. */
const stuckAfter = { overdue: 5_000, withoutDeadline: 60_000 } as const;

/** Callbacks of a pending job, and its clock. */
export interface PendingJobHooks {
  readonly clock: Clock;
  /** Longest time of a command from its admission, ms (0 = no deadline). */
  deadline(command: Command): number;
  readonly observe: (record: CommandRecord) => void;
  /** Receives exceptions of observers. */
  onError(error: unknown, method: string): void;
  /** The job's client has disconnected. */
  onAbort(job: PendingJob): void;
  /** All outcomes are given, and all observers notified. */
  onDone(job: PendingJob): void;
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

const isRecord = (record: CommandRecord | undefined): record is CommandRecord => record !== undefined;

/**
 * A job from `submit` to its last outcome. Each command is settled once. One that is executed at once needs no timer,
 * no listener and no promise; `wait` makes them, and the last outcome releases them.
 */
export class PendingJob implements TurnOwner {
  readonly job: Job;
  readonly #hooks: PendingJobHooks;
  /** Aborts when the client has disconnected. */
  readonly #signal: AbortSignal | undefined;
  readonly #onRecord: ((record: CommandRecord) => void) | undefined;
  readonly #records: (CommandRecord | undefined)[];
  #left: number;
  /** When the deadline of each command passes, ms; empty before `admit`. */
  #deadlines: readonly number[] = [];
  /** The earliest deadline of a command without an outcome, ms. */
  #nextDeadline = Infinity;
  #timer: Timer | undefined;
  #admittedAt: number | undefined;
  #startedAt: number | undefined;
  #turn: Turn | undefined;
  #isWaiting = false;
  /** Listens while it waits. */
  #onAbort: (() => void) | undefined;
  #isRejected = false;
  #resolve: ((records: readonly CommandRecord[]) => void) | undefined;

  constructor(
    job: Job,
    hooks: PendingJobHooks,
    signal: AbortSignal | undefined,
    onRecord: ((record: CommandRecord) => void) | undefined,
  ) {
    this.job = job;
    this.#hooks = hooks;
    this.#signal = signal;
    this.#onRecord = onRecord;
    this.#left = job.commands.length;
    this.#records = new Array<CommandRecord | undefined>(this.#left).fill(undefined);
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

  /** A record for each command, in their order: at once where all have their outcomes. Asked for once. */
  get records(): readonly CommandRecord[] | Promise<readonly CommandRecord[]> {
    if (this.done) return this.#settled();
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Returns whether the command has its outcome. */
  isSettled(index: number): boolean {
    return this.#records[index] !== undefined;
  }

  /** Starts the deadlines of the commands. */
  admit(): void {
    const now = this.clock.now();
    this.#admittedAt = now;
    this.#deadlines = this.job.commands.map((command) => {
      const ms = this.#hooks.deadline(command);
      return ms > 0 ? now + ms : Infinity;
    });
    for (const due of this.#deadlines) if (due < this.#nextDeadline) this.#nextDeadline = due;
    if (this.#isWaiting) this.#armDeadline();
  }

  /** The job is not executed at once: from here on its deadlines pass by a timer, and its client may disconnect. */
  wait(): void {
    if (this.#isWaiting || this.done) return;
    this.#isWaiting = true;
    this.#onAbort = () => this.#hooks.onAbort(this);
    this.#signal?.addEventListener('abort', this.#onAbort);
    this.#armDeadline();
  }

  /** Starts the admission timeout: the job's only timer until `admit`. */
  awaitAdmission(ms: number, onTimeout: () => void): void {
    this.wait();
    this.#timer = this.clock.setTimeout(onTimeout, ms);
  }

  /** Cancels the admission timeout. */
  endAdmissionTimeout(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Begins the turn of a command. Its deadline may have passed while the loop stood still: check `isSettled` next. */
  begin(index: number): Turn {
    const now = this.clock.now();
    if (now >= this.#nextDeadline) this.#settleOverdue();
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
    const record = this.#setOutcome(index, outcome, this.clock.now());
    if (record === undefined) return;
    const isLast = this.done;
    if (isLast) this.#release();
    this.#notify(record);
    if (isLast) this.#finish();
  }

  /** Sets this outcome for all open commands. The effects of the job never begin. */
  reject(outcome: Outcome): Settlement {
    this.#isRejected = true;
    return this.#setOutcomes([...this.#records.keys()], outcome);
  }

  /** Returns undefined where the command has its outcome already. */
  #setOutcome(index: number, outcome: Outcome, now: number): CommandRecord | undefined {
    const command = this.job.commands[index];
    if (command === undefined || this.isSettled(index)) return undefined;
    const turn = this.#turn;
    const waitMs = this.#admittedAt === undefined ? 0 : (this.#startedAt ?? now) - this.#admittedAt;
    const runMs = turn?.index === index ? now - turn.since : 0;
    const record: CommandRecord = { command, origin: this.origin, outcome, waitMs, runMs };
    this.#records[index] = record;
    this.#left -= 1;
    return record;
  }

  /** Sets an outcome that ends the present turn early, where its command is among these. */
  #setOutcomes(indexes: readonly number[], outcome: Outcome): Settlement {
    const interrupted = this.#turn;
    // First of all: a clock that throws must not leave a command half settled.
    const now = this.clock.now();
    const records = indexes
      .map((index) => this.#setOutcome(index, outcome, now))
      .filter((record) => record !== undefined);
    const isLast = records.length > 0 && this.done;
    if (isLast) this.#release();
    return {
      count: records.length,
      notify: () => {
        for (const record of records) this.#notify(record);
        if (interrupted !== undefined && this.isSettled(interrupted.index)) interrupted.abandon();
        if (isLast) this.#finish();
      },
    };
  }

  #notify(record: CommandRecord): void {
    this.#guard(this.#hooks.observe, record);
    if (this.#onRecord !== undefined) this.#guard(this.#onRecord, record);
  }

  #guard(observe: (record: CommandRecord) => void, record: CommandRecord): void {
    try {
      observe(record);
    } catch (error) {
      this.#hooks.onError(error, record.command.method);
    }
  }

  #finish(): void {
    this.#resolve?.(this.#settled());
    this.#hooks.onDone(this);
  }

  #settled(): readonly CommandRecord[] {
    const records = this.#records;
    return records.every(isRecord) ? records : records.filter(isRecord);
  }

  #release(): void {
    this.#nextDeadline = Infinity;
    if (!this.#isWaiting) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#onAbort !== undefined) this.#signal?.removeEventListener('abort', this.#onAbort);
  }

  /** Sets the timer of the next deadline. */
  #armDeadline(): void {
    let next = Infinity;
    for (const [index, due] of this.#deadlines.entries())
      if (due < next && !this.isSettled(index)) next = due;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#nextDeadline = next;
    if (next === Infinity) return;
    this.#timer = this.clock.setTimeout(() => this.#settleOverdue(), next - this.clock.now());
  }

  #settleOverdue(): void {
    const now = this.clock.now();
    const passed = [...this.#deadlines.keys()].filter((index) => now >= (this.#deadlines[index] ?? Infinity));
    const settlement = this.#setOutcomes(passed, overdue);
    if (!this.done) this.#armDeadline();
    settlement.notify();
  }
}
