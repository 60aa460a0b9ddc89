import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import type fc from 'fast-check';
import { virtualClock } from '../../src/index.js';
import type { Outcome } from '../../src/radio/declaration.js';
import { CommandWorker } from '../../src/worker/command-worker.js';
import type { CommandRecord } from '../../src/worker/job.js';
import { hop } from './microtasks.js';
import { type ExecutorNote, type Place, ScriptedExecutor, placeOf } from './scripted-executor.js';
import {
  type Action,
  type CommandPlan,
  type Script,
  type Step,
  listenerActions,
  methodActions,
} from './worker-script.js';

/** A note of each of these kinds, so that one kind can be told from the other. */
type Note<K extends string, More extends object = object> = K extends unknown
  ? More & { readonly kind: K }
  : never;

type AnyNote =
  | ExecutorNote
  | Note<'submitting' | 'submitted' | 'aborting' | 'aborted', { readonly job: number }>
  | Note<'observed', Place & { readonly record: CommandRecord }>
  | Note<'fault', Place & { readonly fault: unknown }>
  /** A job's promise has resolved; `listeners`: how many are left on its signal. */
  | Note<
      'settled',
      { readonly job: number; readonly outcomes: readonly Outcome[]; readonly listeners: number }
    >
  | Note<'close', { readonly drain: 'finish' | 'reject' }>
  | Note<'abandoned', { readonly commands: number }>
  | Note<'pause' | 'resume' | 'reset' | 'closed' | 'abandon'>
  | Note<'idle asked' | 'idle', { readonly ask: number }>;

/** Something that happened in a worker's life, with what could be seen then. */
export type Happening = AnyNote & {
  /** Its place in the order of happenings. */
  readonly order: number;
  /** When, ms. */
  readonly at: number;
  /** Timers that were set. */
  readonly timers: number;
  /** Jobs that waited, at the door included. */
  readonly waiting: number;
};

/** A command has its outcome. */
export type Observed = Extract<Happening, { kind: 'observed' }>;

/** A job as it was submitted. */
export interface Submission {
  readonly commands: readonly CommandPlan[];
  readonly client: AbortController;
}

/** One worker that lives through a script. */
export class WorkerRun {
  readonly clock = virtualClock();
  readonly happenings: Happening[] = [];
  readonly jobs: Submission[] = [];
  readonly worker: CommandWorker;
  readonly #script: Script;
  readonly #scheduler: fc.Scheduler;
  readonly #ambushes: Promise<void>[] = [];
  #points = 0;
  #draws = 0;
  #asks = 0;
  #closes = 0;

  constructor(script: Script, scheduler: fc.Scheduler) {
    this.#script = script;
    this.#scheduler = scheduler;
    this.worker = new CommandWorker({
      clock: this.clock,
      executor: new ScriptedExecutor({
        clock: this.clock,
        planOf: (place) => this.planOf(place),
        wait: (label) => scheduler.schedule(Promise.resolve(), label),
        note: (note) => this.#note(note),
        reached: (...atOnce) => this.#reached(...atOnce),
      }),
      capacity: script.capacity,
      admissionTimeout: script.admissionTimeout,
      processingTime: () => {
        this.#reached();
        return script.processing[this.#draws++ % script.processing.length] ?? 0;
      },
      observe: (record) => {
        this.#note({ kind: 'observed', ...placeOf(record.command.method), record });
        this.#reached(...listenerActions);
      },
      onError: (fault, method) => {
        this.#note({ kind: 'fault', ...placeOf(method), fault });
        this.#reached(...listenerActions);
      },
    });
  }

  /** Lives through the script, closes the worker, and waits until all that can end has ended. */
  async live(): Promise<this> {
    this.#scheduler.scheduleSequence(
      this.#script.steps.map((step, index) => ({
        label: `step ${index}: ${step.action.do}`,
        builder: () => this.#take(step),
      })),
    );
    await this.settle();
    this.#close(this.#script.drain);
    await this.settle();
    if (!this.isClosed) this.#abandon();
    await this.settle();
    return this;
  }

  /** Whether every `close` so far has resolved. */
  get isClosed(): boolean {
    return this.of('closed').length === this.#closes;
  }

  /** The happenings of these kinds, in their order. */
  of<K extends Happening['kind']>(...kinds: readonly K[]): readonly Extract<Happening, { kind: K }>[] {
    const wanted: ReadonlySet<string> = new Set(kinds);
    return this.happenings.filter((each): each is Extract<Happening, { kind: K }> => wanted.has(each.kind));
  }

  /** What a command was to do. */
  planOf({ job, index }: Place): CommandPlan {
    const plan = this.jobs[job]?.commands[index];
    if (plan === undefined) throw new Error(`no command ${job}/${index} was ever submitted`);
    return plan;
  }

  /** What a command was given as its outcome, as often as it was given one. */
  observed({ job, index }: Place): readonly Observed[] {
    return this.of('observed').filter((each) => each.job === job && each.index === index);
  }

  /** Every command that was submitted. */
  places(): readonly Place[] {
    return this.jobs.flatMap(({ commands }, job) => commands.map((_, index) => ({ job, index })));
  }

  /** Lets the scheduler go on until nothing is left to let go. */
  async settle(): Promise<void> {
    do {
      await this.#scheduler.waitIdle();
      await turn();
    } while (this.#scheduler.count() > 0);
    await Promise.all(this.#ambushes);
    await turn();
  }

  async #take({ hops, action }: Step): Promise<void> {
    await hop(hops);
    await this.#act(action);
  }

  async #act(action: Action): Promise<void> {
    switch (action.do) {
      case 'submit':
        this.#submit(action.commands);
        break;
      case 'abort':
        this.#abort(this.jobs.length - 1 - action.back);
        break;
      case 'advance':
        await this.clock.advance(action.ms);
        break;
      case 'idle':
        this.#askIdle(this.#asks++);
        break;
      case 'close':
        this.#close(action.drain);
        break;
      case 'pause':
      case 'resume':
      case 'reset':
        this.#note({ kind: action.do });
        this.worker[action.do]();
    }
  }

  #submit(commands: Submission['commands']): void {
    const job = this.jobs.length;
    const client = new AbortController();
    this.jobs.push({ commands, client });
    this.#note({ kind: 'submitting', job });
    const { signal } = client;
    const origin = { port: job % 2 === 0 ? 'http' : 'maintenance', peer: `127.0.0.1:${job}` } as const;
    const named = commands.map((_, index) => ({ id: index, method: `${job}/${index}`, params: [] }));
    const settled = this.worker.submit({ commands: named, origin }, signal);
    this.#note({ kind: 'submitted', job });
    void Promise.resolve(settled).then((records) => {
      const outcomes = records.map(({ outcome }) => outcome);
      const listeners = getEventListeners(signal, 'abort').length;
      this.#note({ kind: 'settled', job, outcomes, listeners });
      this.#reached(...methodActions);
    });
  }

  #abort(job: number): void {
    const submission = this.jobs[job];
    if (submission === undefined) return;
    this.#note({ kind: 'aborting', job });
    submission.client.abort();
    this.#note({ kind: 'aborted', job });
  }

  #askIdle(ask: number): void {
    this.#note({ kind: 'idle asked', ask });
    void this.worker.idle().then(() => this.#note({ kind: 'idle', ask }));
  }

  #close(drain: 'finish' | 'reject'): void {
    this.#note({ kind: 'close', drain });
    this.#closes += 1;
    void this.worker.close(drain).then(() => this.#note({ kind: 'closed' }));
  }

  #abandon(): void {
    this.#note({ kind: 'abandon' });
    this.#note({ kind: 'abandoned', commands: this.worker.abandon() });
  }

  /** The worker has called the outside: the moment for an ambush. */
  #reached(...atOnce: readonly Action['do'][]): void {
    const point = this.#points++;
    for (const ambush of this.#script.ambushes) {
      if (ambush.point !== point) continue;
      if (ambush.hops === 0 && atOnce.includes(ambush.action.do)) void this.#act(ambush.action);
      else this.#ambushes.push(this.#take({ ...ambush, hops: Math.max(1, ambush.hops) }));
    }
  }

  #note(note: AnyNote): void {
    this.happenings.push({
      ...note,
      order: this.happenings.length,
      at: this.clock.now(),
      timers: this.clock.pendingTimers(),
      waiting: this.worker.figures.waiting,
    });
  }
}
