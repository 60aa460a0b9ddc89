import type { Clock } from '../../src/core/time/clock.js';
import type { WireError } from '../../src/core/errors.js';
import type { Command, Effect, Execution } from '../../src/radio/declaration.js';
import type { ExecutionContext, Executor, JobCommand } from '../../src/worker/job.js';
import { hop } from './microtasks.js';
import { type Action, type CommandPlan, methodActions } from './worker-script.js';

/** Which command of which job. */
export interface Place {
  readonly job: number;
  readonly index: number;
}

/** What a method throws; no reply may show it. */
export const secret = 'a text that must stay inside';

/** How long a blackout lasts, ms. */
export const blackoutMs = 20;

/** What the executor says of itself. */
export type ExecutorNote =
  | { readonly kind: 'admitted'; readonly job: number }
  | ({ readonly kind: 'started'; readonly dark: boolean } & Place)
  | ({ readonly kind: 'wrote' } & Place)
  /** A method has ended by itself; `aborted`: it was told that nobody waits for it. */
  | ({ readonly kind: 'ended'; readonly aborted: boolean } & Place)
  | { readonly kind: 'began'; readonly effects: readonly Effect[] };

/** What a scripted executor is made from. */
export interface ScriptedExecutorOptions {
  readonly clock: Clock;
  planOf(place: Place): CommandPlan;
  /** Resolves when the scheduler lets it. */
  wait(label: string): Promise<void>;
  note(note: ExecutorNote): void;
  /** The worker has called; from there these things may be done to it at once. */
  reached(...atOnce: readonly Action['do'][]): void;
}

/** Reads a command's place off its method: `3/0` is the first command of the fourth job. */
export function placeOf(method: string): Place {
  const [job = NaN, index = NaN] = method.split('/').map(Number);
  return { job, index };
}

/** A user's methods of every kind: what the worker drives in properties. */
export class ScriptedExecutor implements Executor {
  readonly #options: ScriptedExecutorOptions;
  #darkUntil = -Infinity;

  constructor(options: ScriptedExecutorOptions) {
    this.#options = options;
  }

  outageError(): WireError | undefined {
    this.#options.reached();
    return this.#dark() ? { token: 'UNAVAILABLE', detail: { reason: 'dark' }, outage: true } : undefined;
  }

  deadline({ method }: Command): number {
    const place = placeOf(method);
    if (place.index === 0) this.#options.note({ kind: 'admitted', job: place.job });
    return this.#options.planOf(place).deadline;
  }

  execute({ method }: JobCommand, context: ExecutionContext): Execution | Promise<Execution> {
    const place = placeOf(method);
    const plan = this.#options.planOf(place);
    this.#options.note({ kind: 'started', ...place, dark: this.#dark() });
    if (plan.does === 'returns') this.#options.note({ kind: 'wrote', ...place });
    this.#options.reached(...methodActions);
    if (plan.does === 'throws') throw new Error(secret);
    return (plan.isSync && executionOf(plan, place)) || this.#work(plan, place, context);
  }

  begin(effects: readonly Effect[]): void {
    this.#options.note({ kind: 'began', effects });
    this.#darkUntil = this.#options.clock.now() + blackoutMs;
    // Going dark destroys connections.
    this.#options.reached('abort');
  }

  #dark(): boolean {
    return this.#options.clock.now() < this.#darkUntil;
  }

  async #work(
    { does, effect, hops }: CommandPlan,
    place: Place,
    context: ExecutionContext,
  ): Promise<Execution> {
    if (does === 'never') return new Promise(() => undefined);
    if (does === 'rejects') throw new Error(secret);
    const atOnce = executionOf({ does, effect }, place);
    if (atOnce !== undefined) return atOnce;
    const { signal } = context;
    await this.#options.wait(`${place.job}/${place.index} ${does}`);
    await hop(hops);
    this.#options.note({ kind: 'ended', ...place, aborted: signal.aborted });
    if (does === 'fails later') throw new Error(secret);
    if (!signal.aborted) this.#options.note({ kind: 'wrote', ...place });
    return resultOf(effect, place);
  }
}

/** What a method gives that neither waits nor throws; undefined for others. */
function executionOf({ does, effect }: Pick<CommandPlan, 'does' | 'effect'>, place: Place) {
  if (does === 'returns') return resultOf(effect, place);
  if (does === 'refuses') return refused;
  return undefined;
}

const refused: Execution = { outcome: { kind: 'error', error: { token: 'INVALID_RANGE' } }, effects: [] };

function resultOf(effect: Effect | undefined, { job, index }: Place): Execution {
  const effects = effect === undefined ? [] : [effect];
  return { outcome: { kind: 'result', result: [`${job}/${index}`] }, effects };
}
