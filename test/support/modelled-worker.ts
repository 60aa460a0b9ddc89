import { virtualClock } from '../../src/index.js';
import type { WireError } from '../../src/core/errors.js';
import type { Command, Execution } from '../../src/radio/declaration.js';
import { CommandWorker } from '../../src/worker/command-worker.js';
import type { Executor, JobCommand } from '../../src/worker/job.js';
import { inShort } from './outcomes.js';
import { blackoutMs, placeOf } from './scripted-executor.js';
import type { ModelCommand, ModelSettings } from './worker-model.js';

/** A worker whose methods do what a model's commands say, and what became of each. */
export class ModelledWorker implements Executor {
  readonly clock = virtualClock();
  readonly worker: CommandWorker;
  readonly outcomes: (string | undefined)[][] = [];
  readonly executed: string[] = [];
  readonly begun: number[] = [];
  /** How many jobs' promises have resolved. */
  settled = 0;
  readonly #jobs: (readonly ModelCommand[])[] = [];
  readonly #clients: AbortController[] = [];
  #darkUntil = 0;

  constructor({ processing, ...settings }: ModelSettings) {
    let draws = 0;
    this.worker = new CommandWorker({
      ...settings,
      clock: this.clock,
      executor: this,
      processingTime: () => processing[draws++ % processing.length] ?? 0,
      observe: ({ command, outcome }) => {
        const { job, index } = placeOf(command.method);
        const outcomes = this.outcomes[job] ?? [];
        // What comes twice shows.
        outcomes[index] = `${outcomes[index] ?? ''}${inShort(outcome)} at ${this.clock.now()}`;
      },
      onError: () => undefined,
    });
  }

  submit(commands: readonly ModelCommand[]): void {
    const job = this.#jobs.push(commands) - 1;
    const client = new AbortController();
    this.#clients.push(client);
    this.outcomes.push(commands.map(() => undefined));
    const named = commands.map((_, index) => ({ id: index, method: `${job}/${index}`, params: [] }));
    const origin = { port: 'http', peer: '127.0.0.1:1' } as const;
    const records = this.worker.submit({ commands: named, origin }, client.signal);
    void Promise.resolve(records).then(() => {
      this.settled += 1;
    });
  }

  abort(job: number): void {
    this.#clients[job]?.abort();
  }

  outageError(): WireError | undefined {
    const isDark = this.clock.now() < this.#darkUntil;
    return isDark ? { token: 'UNAVAILABLE', detail: { reason: 'dark' } } : undefined;
  }

  deadline({ method }: Command): number {
    return this.#planOf(method).deadline;
  }

  execute({ method }: JobCommand): Execution | Promise<Execution> {
    this.executed.push(method);
    const plan = this.#planOf(method);
    const { does, causes, isSync } = plan;
    if (isSync && does === 'throws') throw new Error('as planned');
    if (isSync && does === 'refuses') return refused;
    if (isSync && does === 'returns') return resultOf(causes);
    return this.#work(plan);
  }

  async #work({ does, ms, causes }: ModelCommand): Promise<Execution> {
    if (does === 'never') return new Promise(() => undefined);
    if (does === 'throws') throw new Error('as planned');
    if (does === 'refuses') return refused;
    if (does === 'takes') await this.clock.sleep(ms);
    return resultOf(causes);
  }

  begin(): void {
    this.begun.push(this.clock.now());
    this.#darkUntil = this.clock.now() + blackoutMs;
  }

  #planOf(method: string): ModelCommand {
    const { job, index } = placeOf(method);
    const plan = this.#jobs[job]?.[index];
    if (plan === undefined) throw new Error(`no command ${method} was ever submitted`);
    return plan;
  }
}

const refused: Execution = { outcome: { kind: 'error', error: { token: 'INVALID_RANGE' } }, effects: [] };

function resultOf(causes: boolean): Execution {
  return { outcome: { kind: 'result', result: [''] }, effects: causes ? ['soft-boot'] : [] };
}
