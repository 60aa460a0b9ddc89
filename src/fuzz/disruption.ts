import type { Effect } from '../radio/declaration.js';
import { fuzzCatalogue } from './settings-state.js';
import type { FuzzCase } from './fuzz-case.js';
import type { Target } from './target.js';

/** Longest time from the reply to a reset until the radio is away, ms (interface.md E.1: about 3 s). */
const rebootDelay = 4_500;

/** A shorter absence is no blackout that needs a limit, ms. */
const shortAbsence = 1_000;

/** Commands that may take a radio away: the effects of methods, and the blackouts that they had on this target. */
export class Disruption {
  readonly #target: Target;
  readonly #effects = effectsByMethod();
  /** Effects after which this target was away for longer than a moment. */
  readonly #blackouts = new Set<Effect>();
  readonly #maxBlackouts: number;
  readonly #limit: number;
  #seen = 0;
  #waited = 0;
  /** Reboots, with or without a blackout: each takes its time. */
  #reboots = 0;

  /**
   * @param maxBlackouts blackouts that may be caused; then what would cause another is left out
   * @param limit longest blackout, ms
   */
  constructor(target: Target, maxBlackouts: number, limit: number) {
    this.#target = target;
    this.#maxBlackouts = maxBlackouts;
    this.#limit = limit;
  }

  /** Blackouts that were waited out. */
  get seen(): number {
    return this.#seen;
  }

  /** Time spent in them, ms. */
  get waited(): number {
    return this.#waited;
  }

  /** The effects that calls of these methods may have. */
  effectsOf(methods: Iterable<string>): readonly Effect[] {
    return [...new Set([...methods].flatMap((method) => this.#effects.get(method) ?? []))];
  }

  /** True where a case would cause a blackout more than may be caused. */
  isTooMuch({ steps }: FuzzCase): boolean {
    if (this.#seen < this.#maxBlackouts && this.#reboots < this.#maxBlackouts) return false;
    const calls = steps.flatMap(({ request }) => request.calls);
    const mayRun = calls.filter(({ kind, outcome }) => kind !== 'read' && outcome.kind !== 'error');
    return this.effectsOf(mayRun.map(({ method }) => method)).some(
      (effect) =>
        (this.#seen >= this.#maxBlackouts && this.#blackouts.has(effect)) ||
        (this.#reboots >= this.#maxBlackouts && effect === 'reboot'),
    );
  }

  /**
   * Waits until the target is back after commands with these effects. Resolves with false if it did not come back.
   */
  async settle(effects: readonly Effect[], signal?: AbortSignal): Promise<boolean> {
    if (effects.includes('reboot')) {
      this.#reboots += 1;
      await this.#target.untilAway(rebootDelay, signal);
    }
    const ms = await this.#target.untilBack(this.#limit, signal);
    if (ms === undefined) return false;
    if (ms < shortAbsence) return true;
    this.#seen += 1;
    this.#waited += ms;
    for (const effect of effects) this.#blackouts.add(effect);
    return true;
  }
}

function effectsByMethod(): ReadonlyMap<string, Effect> {
  return new Map(
    fuzzCatalogue()
      .entries()
      .flatMap(({ declaration: { name, effect } }) => (effect === 'none' ? [] : [[name, effect] as const])),
  );
}
