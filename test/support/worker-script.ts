import fc from 'fast-check';
import type { Effect } from '../../src/radio/declaration.js';

/**
 * What a method does when its turn comes: `returns`, `refuses`, `throws` and `rejects` at once; `waits` and
 * `fails later` when the scheduler lets it; `never` ends.
 */
export type Behaviour = 'returns' | 'refuses' | 'throws' | 'rejects' | 'waits' | 'fails later' | 'never';

/** One command of a job. */
export interface CommandPlan {
  readonly does: Behaviour;
  /** Whether a method that ends at once does so without a promise, as the radio's own do. */
  readonly isSync: boolean;
  /** From admission, ms; 0 for none. */
  readonly deadline: number;
  readonly effect: Effect | undefined;
  /** Turns of the microtask queue between the scheduler's word and the method's end. */
  readonly hops: number;
}

/** One thing that somebody does to the worker. */
export type Action =
  | { readonly do: 'submit'; readonly commands: readonly CommandPlan[] }
  /** The client of a job goes away; counted from the last one submitted. */
  | { readonly do: 'abort'; readonly back: number }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'close'; readonly drain: 'finish' | 'reject' }
  | { readonly do: 'pause' | 'resume' | 'reset' | 'idle' };

/** What may be done to the worker from within an outcome that it tells of, as by a user's listener. */
export const listenerActions: readonly Action['do'][] = ['pause', 'resume', 'reset', 'idle', 'close'];

/** What may be done to the worker from within a method that it calls. */
export const methodActions: readonly Action['do'][] = ['pause', 'resume', 'reset', 'idle', 'close'];

/** An action after some turns of the microtask queue, so that it falls between any two awaits of the worker. */
export interface Step {
  readonly hops: number;
  readonly action: Action;
}

/** An action that comes so many turns after the worker's n-th call to the outside; 0: inside it, if it can. */
interface Ambush extends Step {
  readonly point: number;
}

/** A worker's whole life. */
export interface Script {
  readonly capacity: number;
  readonly admissionTimeout: number;
  /** Processing times of the commands, ms, taken in turn. */
  readonly processing: readonly number[];
  readonly steps: readonly Step[];
  readonly ambushes: readonly Ambush[];
  readonly drain: 'finish' | 'reject';
}

const hops = fc.nat(12);
const drain = fc.constantFrom('finish' as const, 'reject' as const);

const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  { arbitrary: fc.constant('returns' as const), weight: 5 },
  { arbitrary: fc.constant('waits' as const), weight: 3 },
  { arbitrary: fc.constantFrom('refuses', 'throws', 'rejects', 'fails later', 'never'), weight: 3 },
);

/** A command of any kind. */
const commandPlan: fc.Arbitrary<CommandPlan> = fc.record({
  does: behaviour,
  isSync: fc.boolean(),
  deadline: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })),
  effect: fc.constantFrom<(Effect | undefined)[]>('soft-boot', 'power-change', ...Array<undefined>(8)),
  hops,
});

const submit: fc.Arbitrary<Action> = fc.record({
  do: fc.constant('submit' as const),
  commands: fc.array(commandPlan, { minLength: 1, maxLength: 4 }),
});

const abort: fc.Arbitrary<Action> = fc.record({ do: fc.constant('abort' as const), back: fc.nat(4) });
const close: fc.Arbitrary<Action> = fc.record({ do: fc.constant('close' as const), drain });
const simple: fc.Arbitrary<Action> = fc.record({ do: fc.constantFrom('pause', 'resume', 'reset', 'idle') });
const advance: fc.Arbitrary<Action> = fc.record({ do: fc.constant('advance' as const), ms: fc.nat(50) });

const step: fc.Arbitrary<Step> = fc.record({
  hops,
  action: fc.oneof(
    { arbitrary: submit, weight: 24 },
    { arbitrary: advance, weight: 10 },
    { arbitrary: abort, weight: 10 },
    { arbitrary: simple, weight: 8 },
    { arbitrary: close, weight: 1 },
  ),
});

const ambush: fc.Arbitrary<Ambush> = fc.record({
  point: fc.nat(40),
  hops,
  action: fc.oneof(
    { arbitrary: abort, weight: 4 },
    { arbitrary: simple, weight: 5 },
    { arbitrary: close, weight: 1 },
  ),
});

/** Any life of a worker; a property about one thing may fix a part of it. */
export function anyScript(fixed: Partial<Record<'admissionTimeout', number>> = {}): fc.Arbitrary<Script> {
  return fc.record({
    capacity: fc.oneof(fc.nat(3), fc.nat(8)),
    admissionTimeout:
      fixed.admissionTimeout === undefined
        ? fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 }))
        : fc.constant(fixed.admissionTimeout),
    processing: fc.array(fc.oneof(fc.constant(0), fc.nat(30)), { minLength: 1, maxLength: 3 }),
    steps: fc.array(step, { maxLength: 30, size: 'max' }),
    ambushes: fc.array(ambush, { maxLength: 4, size: 'max' }),
    drain,
  });
}
