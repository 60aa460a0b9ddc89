import { blackoutMs } from './scripted-executor.js';

/** A command as the model knows it: what it does, and how long that takes. */
export interface ModelCommand {
  readonly does: 'returns' | 'refuses' | 'throws' | 'takes' | 'never';
  /** How long a method that `takes` its time takes, ms. */
  readonly ms: number;
  /** From admission, ms; 0 for none. */
  readonly deadline: number;
  readonly causes: boolean;
  /** Whether a method that takes no time ends without a promise, as the radio's own do. */
  readonly isSync: boolean;
}

/** What a worker is made from. */
export interface ModelSettings {
  readonly capacity: number;
  readonly admissionTimeout: number;
  readonly processing: readonly number[];
}

interface ModelJob {
  readonly commands: readonly ModelCommand[];
  readonly outcomes: (string | undefined)[];
  /** When each command's deadline, or the wait for a place, is over. */
  due: readonly number[];
}

interface Running {
  readonly job: ModelJob;
  index: number;
  phase: 'processing' | 'working';
  endsAt: number;
  causes: boolean;
}

interface Due {
  readonly at: number;
  readonly kind: 'turn' | 'deadline' | 'door';
  happen(): void;
}

const immediate: Readonly<Record<string, string>> = {
  returns: 'result',
  refuses: 'INVALID_RANGE',
  throws: 'INTERNAL: fault',
};

/** A worker as design §3 has it, in the plainest form: no promises, a list of what is due, and what became of each command. */
export class WorkerModel {
  now = 0;
  closing = false;
  /** Two things fell due at one moment whose order is not promised: nothing can be said from here on. */
  unsure = false;
  readonly jobs: ModelJob[] = [];
  /** The commands that were carried out, in their order. */
  readonly executed: string[] = [];
  readonly begun: number[] = [];
  readonly #settings: ModelSettings;
  #paused = false;
  #darkUntil = 0;
  #waiting: ModelJob[] = [];
  #door: ModelJob[] = [];
  #running: Running | undefined;
  #draws = 0;

  constructor(settings: ModelSettings) {
    this.#settings = settings;
  }

  get waiting(): number {
    return this.#waiting.length + this.#door.length;
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  submit(commands: readonly ModelCommand[]): void {
    const { capacity, admissionTimeout } = this.#settings;
    const job: ModelJob = { commands, outcomes: commands.map(() => undefined), due: [] };
    this.jobs.push(job);
    const isFree = this.#waiting.length < capacity || (this.#running === undefined && !this.#paused);
    if (this.closing) this.#settle(job, 'UNAVAILABLE: closing');
    else if (this.#door.length === 0 && isFree) this.#admit(job);
    else if (admissionTimeout > 0 && this.#door.length < capacity) {
      job.due = [this.now + admissionTimeout];
      this.#door.push(job);
    } else this.#settle(job, 'BUSY');
    this.#go();
  }

  abort(index: number): void {
    const job = this.jobs[index];
    if (job !== undefined && job !== this.#running?.job) this.#settle(job, 'cancelled');
    this.#go();
  }

  pause(): void {
    this.#paused = !this.closing;
  }

  resume(): void {
    this.#paused = false;
    this.#go();
  }

  reset(): void {
    this.#refuse('UNAVAILABLE: reset');
  }

  close(drain: 'finish' | 'reject'): void {
    this.closing = true;
    this.#paused = false;
    for (const job of this.#door) this.#settle(job, 'UNAVAILABLE: closing');
    if (drain === 'reject') for (const job of this.#waiting) this.#settle(job, 'UNAVAILABLE: closing');
    if (this.#running?.phase === 'processing') this.#endPhase(this.#running);
    this.#go();
  }

  abandon(): void {
    this.#refuse('UNAVAILABLE: closing');
  }

  advance(ms: number): void {
    const end = this.now + ms;
    for (let next = this.#nextDue(); next !== undefined && next.at <= end; next = this.#nextDue()) {
      this.now = next.at;
      next.happen();
      this.#go();
    }
    this.now = end;
  }

  #admit(job: ModelJob): void {
    job.due = job.commands.map(({ deadline }) => (deadline > 0 ? this.now + deadline : Infinity));
    this.#waiting.push(job);
  }

  #refuse(outcome: string): void {
    for (const job of [...this.#door, ...this.#waiting]) this.#settle(job, outcome);
    if (this.#running !== undefined) this.#settle(this.#running.job, outcome);
    this.#running = undefined;
    this.#go();
  }

  /** Lets out what is settled, lets in from the door, and takes turns until something has to be waited for. */
  #go(): void {
    for (;;) {
      this.#waiting = this.#waiting.filter(isOpen);
      this.#door = this.#door.filter(isOpen);
      while (this.#door.length > 0 && this.#waiting.length < this.#settings.capacity) {
        const job = this.#door.shift();
        if (job !== undefined) this.#admit(job);
      }
      if (this.#running !== undefined || this.#paused) return;
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#running = { job, index: -1, phase: 'processing', endsAt: Infinity, causes: false };
      this.#nextCommand(this.#running);
    }
  }

  #nextCommand(running: Running): void {
    const { job } = running;
    const index = job.outcomes.indexOf(undefined);
    if (index === -1) {
      this.#running = undefined;
      if (!running.causes) return;
      this.begun.push(this.now);
      this.#darkUntil = this.now + blackoutMs;
    } else if (this.now < this.#darkUntil) {
      job.outcomes[index] = this.#stamp('UNAVAILABLE: dark');
      this.#nextCommand(running);
    } else {
      const { processing } = this.#settings;
      const ms = this.closing ? 0 : (processing[this.#draws++ % processing.length] ?? 0);
      Object.assign(running, { index, phase: 'processing', endsAt: this.now + ms });
      if (ms === 0) this.#endPhase(running);
    }
  }

  #endPhase(running: Running): void {
    const { job, index, phase } = running;
    const command = job.commands[index];
    if (command === undefined) return;
    const { does, ms, causes } = command;
    if (phase === 'processing') this.executed.push(`${this.jobs.indexOf(job)}/${index}`);
    if (phase === 'processing' && (does === 'takes' || does === 'never')) {
      Object.assign(running, { phase: 'working', endsAt: does === 'never' ? Infinity : this.now + ms });
      return;
    }
    job.outcomes[index] = this.#stamp(immediate[does] ?? 'result');
    running.causes ||= causes && (does === 'returns' || does === 'takes');
    this.#nextCommand(running);
  }

  #nextDue(): Due | undefined {
    const dues: Due[] = this.#door.map((job) => ({
      at: job.due[0] ?? Infinity,
      kind: 'door',
      happen: () => this.#settle(job, 'BUSY'),
    }));
    for (const job of this.#waiting) dues.push(...this.#deadlines(job, 'deadline'));
    if (this.#running !== undefined) {
      const running = this.#running;
      dues.push({ at: running.endsAt, kind: 'turn', happen: () => this.#endPhase(running) });
      dues.push(...this.#deadlines(running.job, 'turn'));
    }
    const [first, ...others] = dues.filter(({ at }) => at < Infinity).sort((one, other) => one.at - other.at);
    if (first === undefined) return undefined;
    const isTie = others.some(({ at, kind }) => at === first.at && (kind !== first.kind || kind === 'turn'));
    if (isTie) this.unsure = true;
    return first;
  }

  /** The commands of a job that fall due together count once. */
  #deadlines(job: ModelJob, kind: Due['kind']): readonly Due[] {
    const open = job.due.filter((_, index) => job.outcomes[index] === undefined);
    return [...new Set(open)].map((at) => ({ at, kind, happen: () => this.#passDeadline(job, at) }));
  }

  #passDeadline(job: ModelJob, at: number): void {
    for (const [index, due] of job.due.entries()) {
      if (due === at) job.outcomes[index] ??= this.#stamp('INTERNAL: deadline');
    }
    const running = this.#running;
    if (running?.job === job && job.outcomes[running.index] !== undefined) this.#nextCommand(running);
  }

  #settle(job: ModelJob, word: string): void {
    for (const index of job.outcomes.keys()) job.outcomes[index] ??= this.#stamp(word);
  }

  #stamp(word: string): string {
    return `${word} at ${this.now}`;
  }
}

function isOpen(job: ModelJob): boolean {
  return job.outcomes.includes(undefined);
}
