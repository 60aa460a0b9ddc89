import { excerpt } from '../../core/text.js';
import type { Device } from '../../command-path/command-path.js';
import type { DeviceState } from '../../command-path/state.js';
import { SilvusMockError } from '../../core/errors.js';
import type { Json } from '../../faults/fault.js';

/** A value as a program may give it: `'4700'`, `4700`, or `['4700', 20]` where a method takes several. */
export type StateValue = string | number | readonly (string | number)[];

/** The radio's settings and readings, past its command path: no queue, no blackout, no journal. */
export class RadioState {
  readonly #state: DeviceState;

  constructor({ state }: Device) {
    this.#state = state;
  }

  /** What a read of this method would answer now: `['4700']`. Throws `OPTION_INVALID` where it can't be read. */
  read(method: string): Json {
    const answer = this.#state.read(method);
    if (answer !== undefined) return answer;
    const allowed = [...this.#state.readAll().keys()].join(', ');
    throw new SilvusMockError(
      'OPTION_INVALID',
      `state: method: "${excerpt(method)}" can't be read; allowed: ${allowed}`,
    );
  }

  /** What a read of each method that can be read would answer now. */
  readAll(): Readonly<Record<string, Json>> {
    return Object.fromEntries(this.#state.readAll());
  }

  /** The settings in flash, which the next reboot loads: `{ freq: ['4700'] }`. */
  saved(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(this.#state.saved());
  }

  /**
   * Puts settings to values as if the radio had had them all along: nothing reboots, nothing is saved.
   * All of them, or none: throws `OPTION_INVALID` with what is allowed.
   * @param values by method: `{ freq: '4700', freq_bw: [4700, 20] }`
   */
  patch(values: Readonly<Record<string, StateValue>>): void {
    const texts = Object.entries(values).map(([name, value]): [string, readonly string[]] => [
      name,
      textsOf(name, value),
    ]);
    this.#state.patch(Object.fromEntries(texts));
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
