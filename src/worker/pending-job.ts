import type { Clock, Timer } from '../core/time/clock.js';
import type { Outcome } from '../radio/declaration.js';
import type { Origin } from '../ports/origin.js';
import type { CommandRecord, Job } from './job.js';
import { Turn, type TurnOwner } from './turn.js';

/** How long a method may take until it counts as stuck, ms: beyond its deadline; without one. */
export const patience = { overdue: 5_000, withoutDeadline: 60_000 } as const;

/** What a pending job needs of its worker. */
export interface PendingJobHooks {
  readonly clock: Clock;
  observe(record: CommandRecord): void;
  /** Told what an observer threw. */
  onFault(fault: unknown, method: string): void;
  /** Called when the job's client has gone away. */
  onAbort(job: PendingJob): void;
  /** Called when all outcomes are given and told. */
  onDone(job: PendingJob): void;
}

/** What a submitter may give along with a job. */
export interface SubmitOptions {
  /** Aborts when the client has gone away. */
  readonly signal?: AbortSignal;
  /** Told of each outcome, once for each command. */
  readonly onRecord?: (record: CommandRecord) => void;
}

/** Outcomes that are given already; those who watch are told by `tell`, once nothing is half done any more. */
export interface Decision {
  /** How many commands got their outcome. */
  readonly count: number;
  tell(): void;
}

const overdue: Outcome = {
  kind: 'error',
  error: { token: 'INTERNAL', detail: { reason: 'the deadline of the command has passed' } },
};

/**
 * A job between `submit` and its last outcome. It settles each command once, and lets go of its timer and its
 * abort listener with the last.
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

  get clock(): Clock {
    return this.#hooks.clock;
  }

  get origin(): Origin {
    return this.job.origin;
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
    const now = this.clock.now();
    this.#admittedAt = now;
    this.#deadlines = deadlines.map((ms) => (ms > 0 ? now + ms : Infinity));
    this.#armDeadline();
  }

  /** Sets a timer that is the job's only one until `admit`: the wait for a place. */
  waitForPlace(ms: number, onTimeout: () => void): void {
    this.#timer = this.clock.setTimeout(onTimeout, ms);
  }

  /** Takes the wait for a place back. */
  stopWaiting(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Begins the turn of a command. The loop may have stood still past its deadline: ask `has` before going on. */
  begin(index: number): Turn {
    this.expire();
    const now = this.clock.now();
    this.#startedAt ??= now;
    const turn = new Turn(index, now, this);
    this.#turn = turn;
    return turn;
  }

  expire(): void {
    if (this.#nextDeadline < Infinity && this.clock.now() >= this.#nextDeadline) this.#passDeadline();
  }

  /** The method that should have ended or been given up long ago; undefined where all is well. */
  stuck(): string | undefined {
    const turn = this.#turn;
    if (turn === undefined) return undefined;
    const due = this.#deadlines[turn.index] ?? Infinity;
    const isStuck =
      due < Infinity ? this.clock.now() > due + patience.overdue : turn.workedMs > patience.withoutDeadline;
    return isStuck ? this.job.commands[turn.index]?.method : undefined;
  }

  /** Ends the processing time of the command that runs, if it is in one. */
  hurry(): void {
    this.#turn?.hurry();
  }

  /** Gives the command its outcome and tells; what comes second is discarded. */
  settle(index: number, outcome: Outcome): void {
    this.#decide([index], outcome).tell();
  }

  /** Gives up the job: its rest gets this outcome, and what it caused never begins. */
  giveUp(outcome: Outcome): Decision {
    this.#abandoned = true;
    return this.#decide([...this.#outcomes.keys()], outcome, this.#turn);
  }

  readonly #onAbort = () => this.#hooks.onAbort(this);

  /** @param cut the turn to be given up if its command has its outcome now: it did not end by itself */
  #decide(indexes: readonly number[], outcome: Outcome, cut?: Turn): Decision {
    const records: CommandRecord[] = [];
    const turn = this.#turn;
    // First of all: a clock that throws must not leave a command half decided.
    const now = this.clock.now();
    const waitMs = this.#waited(now);
    for (const index of indexes) {
      const command = this.job.commands[index];
      if (command === undefined || this.has(index)) continue;
      this.#outcomes[index] = outcome;
      this.#left -= 1;
      const runMs = turn?.index === index ? now - turn.since : 0;
      records.push({ command, origin: this.origin, outcome, waitMs, runMs });
    }
    const isLast = records.length > 0 && this.#left === 0;
    if (isLast) this.#release();
    return {
      count: records.length,
      tell: () => {
        for (const record of records) this.#tell(record);
        if (cut !== undefined && this.has(cut.index)) cut.giveUp();
        if (!isLast) return;
        this.#resolve(this.#outcomes.filter((each) => each !== undefined));
        this.#hooks.onDone(this);
      },
    };
  }

  #tell(record: CommandRecord): void {
    this.#guard(record, () => this.#hooks.observe(record));
    this.#guard(record, () => this.#options.onRecord?.(record));
  }

  #guard({ command }: CommandRecord, tell: () => void): void {
    try {
      tell();
    } catch (fault) {
      this.#hooks.onFault(fault, command.method);
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
      (least, due, index) => (this.has(index) ? least : Math.min(least, due)),
      Infinity,
    );
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#nextDeadline = next;
    if (next === Infinity) return;
    this.#timer = this.clock.setTimeout(() => this.#passDeadline(), next - this.clock.now());
  }

  #passDeadline(): void {
    const now = this.clock.now();
    const passed = [...this.#deadlines.keys()].filter((index) => now >= (this.#deadlines[index] ?? Infinity));
    const decision = this.#decide(passed, overdue, this.#turn);
    if (!this.done) this.#armDeadline();
    decision.tell();
  }

  #waited(now: number): number {
    return this.#admittedAt === undefined ? 0 : (this.#startedAt ?? now) - this.#admittedAt;
  }
}
