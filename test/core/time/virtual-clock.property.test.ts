import fc from 'fast-check';
import { expect, test } from 'vitest';
import { virtualClock } from '../../../src/index.js';
import { deadline, holds } from '../../support/property.js';

/** The part of a clock that a script uses. */
interface ScriptClock {
  now(): number;
  /** Returns the way to cancel the timer. */
  set(callback: () => void, ms: number, background: boolean): () => void;
  advance(ms: number): Promise<void>;
  /** Resolves false where something still falls due after the limit. */
  runUntilIdle(limit: number): Promise<boolean>;
  pending(): number;
}

/** The same in the plainest form: an array that is sorted whenever its first element is wanted. */
class SortedArrayClock implements ScriptClock {
  #now = 0;
  #count = 0;
  #timers: { at: number; order: number; background: boolean; callback: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  set(callback: () => void, ms: number, background: boolean): () => void {
    const wait = ms >= 1 ? Math.ceil(ms) : 1;
    const timer = { at: this.#now + wait, order: this.#count, background, callback };
    this.#count += 1;
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    while ((this.#first()?.at ?? Infinity) <= end) this.#step();
    this.#now = end;
    return Promise.resolve();
  }

  runUntilIdle(limit: number): Promise<boolean> {
    const end = this.#now + limit;
    while (this.#timers.some(({ background }) => !background)) {
      if ((this.#first()?.at ?? Infinity) > end) return Promise.resolve(false);
      // All timers of a moment run before anybody asks whether one is left.
      const { at } = this.#first() ?? { at: Infinity };
      while (this.#first()?.at === at) this.#step();
    }
    return Promise.resolve(true);
  }

  pending(): number {
    return this.#timers.length;
  }

  #first() {
    this.#timers.sort((one, other) => one.at - other.at || one.order - other.order);
    return this.#timers[0];
  }

  #step(): void {
    const timer = this.#timers.shift();
    if (timer === undefined) return;
    this.#now = timer.at;
    timer.callback();
  }
}

function clockUnderTest(): ScriptClock {
  const clock = virtualClock();
  return {
    now: () => clock.now(),
    set: (callback, ms, background) => {
      const timer = clock.setTimeout(callback, ms, { background });
      return () => timer.cancel();
    },
    advance: (ms) => clock.advance(ms),
    runUntilIdle: (limit) =>
      clock.runUntilIdle(limit).then(
        () => true,
        () => false,
      ),
    pending: () => clock.pendingTimers(),
  };
}

/** A timer, which of those set so far it cancels when it fires, and the timers that it sets then. */
interface TimerPlan {
  readonly ms: number;
  readonly background: boolean;
  readonly cancels: number | undefined;
  readonly then: readonly TimerPlan[];
}

type Step =
  | { readonly kind: 'set'; readonly timer: TimerPlan }
  | { readonly kind: 'cancel'; readonly timer: number }
  | { readonly kind: 'advance' | 'idle'; readonly ms: number };

/** Mostly short waits, so that many timers share a moment. */
const anyWait = fc.oneof(
  { weight: 10, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 2, arbitrary: fc.constantFrom(-1, NaN, 0.2, 1.5, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 5, 2 ** 33) },
);
const anyCancel = fc.option(fc.nat({ max: 60 }), { nil: undefined });
const anyTimerThatSets = (then: fc.Arbitrary<TimerPlan[]>): fc.Arbitrary<TimerPlan> =>
  fc.record({ ms: anyWait, background: fc.boolean(), cancels: anyCancel, then });
const upTo3 = (timer: fc.Arbitrary<TimerPlan>) => fc.array(timer, { maxLength: 3 });
const anyTimer = anyTimerThatSets(upTo3(anyTimerThatSets(upTo3(anyTimerThatSets(fc.constant([]))))));
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('set' as const), timer: anyTimer }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), timer: fc.nat({ max: 60 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('advance' as const, 'idle' as const),
      ms: fc.oneof(fc.nat({ max: 15 }), fc.constant(2 ** 32)),
    }),
  },
);

/** Plays the steps, moves far beyond them, and gives all that was seen. */
async function play(steps: readonly Step[], clock: ScriptClock): Promise<unknown[]> {
  const seen: unknown[] = [];
  const cancels: (() => void)[] = [];
  const cancel = (timer: number | undefined) => {
    if (timer !== undefined) cancels[timer]?.();
  };
  const set = ({ ms, background, cancels: other, then }: TimerPlan) => {
    const id = cancels.length;
    const fire = () => {
      seen.push({ id, at: clock.now() });
      cancel(other);
      for (const timer of then) set(timer);
    };
    cancels.push(clock.set(fire, ms, background));
  };
  for (const step of [...steps, { kind: 'advance' as const, ms: 2 ** 36 }]) {
    if (step.kind === 'set') set(step.timer);
    else if (step.kind === 'cancel') cancel(step.timer);
    else if (step.kind === 'advance') await clock.advance(step.ms);
    else seen.push({ isIdle: await clock.runUntilIdle(step.ms) });
    seen.push({ now: clock.now(), pending: clock.pending() });
  }
  return seen;
}

test(
  'timers fire at the same moments and in the same order as from a sorted array, whatever is set and cancelled',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 40 }), async (steps) => {
        expect(await play(steps, clockUnderTest())).toEqual(await play(steps, new SortedArrayClock()));
      }),
    );
  },
);
