import { SilvusMockError } from '../core/errors.js';
import { excerpt } from '../core/text.js';
import type { Json } from '../core/json.js';
import { type Clock, instantOf } from '../core/time/clock.js';
import { replyElement } from '../jsonrpc/reply-format.js';
import type { Catalogue } from '../radio/catalogue.js';
import { patchError } from '../radio/patch.js';
import type { Radio } from '../radio/radio.js';

/** A value as a program may give it: `'4700'`, `4700`, or `['4700', 20]` where a method takes several. */
export type StateValue = string | number | readonly (string | number)[];

/** The radio's settings and readings, past its command path: no queue, no blackout, no journal. */
export interface RadioState {
  /** The present answer to a read of this method: `['4700']`. Throws `OPTION_INVALID` where it can't be read. */
  read(method: string): Json;
  /** The present answer to a read of each method that can be read. */
  readAll(): Readonly<Record<string, Json>>;
  /** The settings in flash, which the next reboot loads: `{ freq: ['4700'] }`. */
  saved(): Readonly<Record<string, readonly string[]>>;
  /**
   * Sets settings as if the radio had had them all along: nothing reboots, nothing is saved.
   * All of them, or none: throws `OPTION_INVALID` with what is allowed.
   * @param values by method: `{ freq: '4700', freq_bw: [4700, 20] }`
   */
  patch(values: Readonly<Record<string, StateValue>>): void;
}

/** What a radio's state is read from. */
export interface StateAccessOptions {
  readonly clock: Clock;
  /** The radio's own methods. */
  readonly catalogue: Catalogue;
  /** The present radio: a reset makes another. */
  readonly radio: () => Radio;
}

/** {@link RadioState}, and what faults and scenarios need of it. */
export class StateAccess implements RadioState {
  readonly #options: StateAccessOptions;

  constructor(options: StateAccessOptions) {
    this.#options = options;
  }

  read(method: string): Json {
    const answer = this.answer(method);
    if (answer !== undefined) return answer;
    const allowed = [...this.answers().keys()].join(', ');
    throw new SilvusMockError(
      'OPTION_INVALID',
      `state: method: "${excerpt(method)}" can't be read; allowed: ${allowed}`,
    );
  }

  readAll(): Readonly<Record<string, Json>> {
    return Object.fromEntries(this.answers());
  }

  saved(): Readonly<Record<string, readonly string[]>> {
    const { clock, catalogue, radio } = this.#options;
    const now = clock.now();
    const names = [...catalogue.factorySettings().keys()];
    return Object.fromEntries(names.map((name) => [name, radio().saved(name, now)]));
  }

  patch(values: Readonly<Record<string, StateValue>>): void {
    const texts = Object.entries(values).map(([name, value]) => [name, textsOf(name, value)] as const);
    const { clock, radio } = this.#options;
    const refusal = radio().patch(Object.fromEntries(texts), instantOf(clock));
    if (refusal !== undefined) throw patchError(refusal);
  }

  /** The present answer to a read of this method; undefined where it can't be read without parameters. */
  answer(method: string, at = instantOf(this.#options.clock)): Json | undefined {
    const access = this.#options.catalogue.entry(method)?.declaration.access;
    if (access !== 'read' && access !== 'read-write') return undefined;
    const { outcome } = this.#options.radio().execute({ method, params: [] }, at);
    const element = outcome.kind === 'cancelled' ? undefined : replyElement(null, outcome);
    return element !== undefined && 'result' in element ? element.result : undefined;
  }

  /** The present answer to a read of each method that can be read. */
  answers(): ReadonlyMap<string, Json> {
    const at = instantOf(this.#options.clock);
    const names = this.#options.catalogue.entries().map(({ declaration }) => declaration.name);
    const answers = names.map((name) => [name, this.answer(name, at)] as const);
    return new Map(answers.filter(([, answer]) => answer !== undefined));
  }
}

function textsOf(name: string, value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => {
    if (typeof each === 'string') return each;
    if (typeof each === 'number') return String(each);
    const given = each === undefined ? 'undefined' : JSON.stringify(each);
    throw new SilvusMockError(
      'OPTION_INVALID',
      `state: ${name}: ${given} is not allowed; allowed: a text, a number, or an array of them`,
    );
  });
}
