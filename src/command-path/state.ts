import { SilvusMockError } from '../core/errors.js';
import { nearestHint } from '../core/nearest.js';
import { excerpt, valueExcerpt } from '../core/text.js';
import type { Json } from '../core/json.js';
import { type Clock, instantOf } from '../core/time/clock.js';
import { replyElement } from '../jsonrpc/reply-format.js';
import type { Catalogue } from '../radio/catalogue.js';
import { patchError } from '../radio/patch.js';
import type { MethodName } from '../radio/method-names.js';
import type { RadioModel } from '../radio/model.js';
import type { Radio } from '../radio/radio.js';
import type { SettingValue } from '../radio/settings.js';

/** Value of a setting or reading in a patch: `'4700'`, `4700`, or `['4700', 20]` if the method takes several. */
export type StateValue = string | number | readonly (string | number)[];

/** Direct access to the radio's settings and readings: no queue, no blackout, no journal. */
export interface RadioState {
  /** The current result of a method: `['4700']`. Throws `OPTION_INVALID` if it can't be read. */
  read(method: MethodName): Json;
  /** The current results of all methods that can be read without parameters. */
  readAll(): Readonly<Record<string, Json>>;
  /** The settings in flash, which the next reboot loads: `{ freq: ['4700'] }`. */
  saved(): Readonly<Record<string, readonly string[]>>;
  /** The settings that the radio has from the factory, to which a factory reset restores them: `{ freq: ['4700'] }`. */
  factory(): Readonly<Record<string, readonly string[]>>;
  /**
   * Changes settings and readings without the effects of a write: no blackout, nothing is saved.
   * Changes all of them or none: throws `OPTION_INVALID` with the allowed values.
   * @param values by method: `{ freq: '4700', freq_bw: [4700, 20] }`
   */
  patch(values: Readonly<Partial<Record<MethodName, StateValue>>>): void;
}

/** {@link RadioState} that takes what is not checked yet. */
export interface UncheckedRadioState extends RadioState {
  read(method: string): Json;
  /**
   * The current results of some methods, in their order. Throws `OPTION_INVALID` for one that can't be read.
   * @param where name of the list in the message
   */
  readSome(methods: readonly string[], where: string): Readonly<Record<string, Json>>;
  patch(values: Readonly<Record<string, StateValue | undefined>>): void;
}

/** Parts of a radio that its state is read from. */
interface StateAccessOptions {
  readonly clock: Clock;
  readonly model: RadioModel;
  /** The methods that the radio itself executes: the built-in ones, and custom settings. */
  readonly catalogue: Catalogue;
  /** The current radio: a reset replaces it. */
  readonly radio: () => Radio;
}

/** {@link RadioState}, with the results that faults and scenarios need. */
export class StateAccess implements UncheckedRadioState {
  readonly #options: StateAccessOptions;

  constructor(options: StateAccessOptions) {
    this.#options = options;
  }

  read(method: string): Json {
    const answer = typeof method === 'string' ? this.answer(method) : undefined;
    if (answer !== undefined) return answer;
    throw this.#unreadable('state: method', method);
  }

  readSome(methods: readonly string[], where: string): Readonly<Record<string, Json>> {
    const at = instantOf(this.#options.clock);
    const answers = methods.map((method): [string, Json] => {
      const answer = this.answer(method, at);
      if (answer === undefined) throw this.#unreadable(where, method);
      return [method, answer];
    });
    return Object.fromEntries(answers);
  }

  readAll(): Readonly<Record<string, Json>> {
    return Object.fromEntries(this.answers());
  }

  saved(): Readonly<Record<string, readonly string[]>> {
    const { clock, radio } = this.#options;
    const now = clock.now();
    return this.#settings((name) => radio().saved(name, now));
  }

  factory(): Readonly<Record<string, readonly string[]>> {
    const { catalogue, model } = this.#options;
    const factory = catalogue.factorySettings(model);
    return this.#settings((name) => factory.get(name) ?? []);
  }

  patch(values: Readonly<Record<string, StateValue | undefined>>): void {
    if (!isRecord(values))
      throw new SilvusMockError(
        'OPTION_INVALID',
        `state: ${valueExcerpt(values)} is not allowed; allowed: an object with values by method`,
      );
    const texts = Object.entries(values).map(([name, value]) => [name, textsOf(name, value)] as const);
    const { clock, radio } = this.#options;
    const rejection = radio().patch(Object.fromEntries(texts), instantOf(clock));
    if (rejection !== undefined) throw patchError(rejection);
  }

  /** The current result of a method; undefined if it can't be read without parameters. */
  answer(method: string, at = instantOf(this.#options.clock)): Json | undefined {
    const access = this.#options.catalogue.entry(method)?.declaration.access;
    if (access !== 'read' && access !== 'read-write') return undefined;
    const { outcome } = this.#options.radio().execute({ method, params: [] }, at);
    const element = outcome.kind === 'cancelled' ? undefined : replyElement(null, outcome);
    return element !== undefined && 'result' in element ? element.result : undefined;
  }

  /** The current results of all methods that can be read without parameters. */
  answers(): ReadonlyMap<string, Json> {
    const at = instantOf(this.#options.clock);
    const names = this.#options.catalogue.entries().map(({ declaration }) => declaration.name);
    const answers = names.map((name) => [name, this.answer(name, at)] as const);
    return new Map(answers.filter(([, answer]) => answer !== undefined));
  }

  /** All settings, without the parts of a value that must not be shown. */
  #settings(valueOf: (name: string) => SettingValue): Readonly<Record<string, readonly string[]>> {
    const { catalogue } = this.#options;
    const names = [...catalogue.factorySettings().keys()];
    return Object.fromEntries(
      names.map((name) => {
        const value = valueOf(name);
        return [name, catalogue.entry(name)?.declaration.shown?.(value) ?? value];
      }),
    );
  }

  #unreadable(where: string, method: unknown): SilvusMockError {
    const names = [...this.answers().keys()];
    const allowed = `${names.join(', ')}${nearestHint(method, names)}`;
    const message = `${where}: ${valueExcerpt(method)} can't be read; allowed: ${allowed}`;
    return new SilvusMockError('OPTION_INVALID', message);
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textsOf(name: string, value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => {
    if (typeof each === 'string') return each;
    if (typeof each === 'number') return String(each);
    throw new SilvusMockError(
      'OPTION_INVALID',
      `state: ${excerpt(name)}: ${valueExcerpt(each)} is not allowed; allowed: a text, a number, or an array of them`,
    );
  });
}
