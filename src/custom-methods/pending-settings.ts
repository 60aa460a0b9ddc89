import { excerpt } from '../core/text.js';
import { type ErrorDetail, SilvusMockError } from '../core/errors.js';
import type { Json } from '../core/json.js';
import type { Instant } from '../core/time/clock.js';
import type { Catalogue } from '../radio/catalogue.js';
import { patchRejection } from '../radio/patch.js';
import type { Radio } from '../radio/radio.js';
import type { MethodSettings } from './custom-method.js';
import { Refusal } from './refusal.js';

/** The settings of the radio that a custom method was started on; its changes wait until it has ended. */
export class PendingSettings implements MethodSettings {
  readonly #radio: Radio;
  readonly #catalogue: Catalogue;
  readonly #at: () => Instant;
  /** By name, in the order of their last change. */
  readonly #values = new Map<string, readonly string[]>();

  /** @param catalogue the methods that the radio itself executes */
  constructor(radio: Radio, catalogue: Catalogue, at: () => Instant) {
    this.#radio = radio;
    this.#catalogue = catalogue;
    this.#at = at;
  }

  read(method: string): Json {
    const access = this.#catalogue.entry(method)?.declaration.access;
    if (access !== 'read' && access !== 'read-write') throw unknown(method, "can't be read");
    const { outcome } = this.#radio.execute({ method, params: [] }, this.#at());
    if (outcome.kind !== 'result') throw unknown(method, "can't be read");
    return outcome.result;
  }

  patch(values: Readonly<Record<string, unknown>>): void {
    const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textsOf(value)]));
    for (const name of Object.keys(texts)) {
      const entry = this.#catalogue.entry(name);
      if (entry === undefined || !entry.isSettable) throw unknown(name, 'is no setting');
    }
    const fault = patchRejection(this.#catalogue, texts);
    if (fault !== undefined) throw new Refusal('INVALID_RANGE', fault);
    for (const [name, value] of Object.entries(texts)) {
      // The last value of a setting wins, also over one that was given under another name: `freq` after `freq_bw`.
      this.#values.delete(name);
      this.#values.set(name, value);
    }
  }

  /** Applies the changes, all or none; returns the reason if they are rejected. */
  apply(): ErrorDetail | undefined {
    if (this.#values.size === 0) return undefined;
    return this.#radio.patch(Object.fromEntries(this.#values), this.#at());
  }
}

function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => {
    if (typeof each === 'string') return each;
    if (typeof each === 'number') return String(each);
    const message = 'settings: a value is not allowed; allowed: a text, a number, or an array of them';
    throw new SilvusMockError('OPTION_INVALID', message);
  });
}

function unknown(name: string, why: string): SilvusMockError {
  return new SilvusMockError('OPTION_INVALID', `settings: "${excerpt(name)}" ${why}`);
}
