import type { CheckedMethod } from '../config/custom-methods.js';
import type { Catalogue } from '../radio/catalogue.js';
import { declared } from './declared.js';
import type { OwnMethod } from './carry-out.js';

/** The methods of the user's own, and the catalogue in which they stand beside the radio's. */
export class OwnMethods {
  readonly catalogue: Catalogue;
  readonly #methods: ReadonlyMap<string, OwnMethod>;

  /** @param radio the radio's own methods */
  constructor(methods: readonly CheckedMethod[], radio: Catalogue) {
    this.catalogue = radio.with(methods.map(declared));
    const found = methods.flatMap((method) => {
      const entry = this.catalogue.entry(method.name);
      return entry === undefined ? [] : [{ method, entry }];
    });
    this.#methods = new Map(found.map((own) => [own.method.name, own]));
  }

  /** The method of this name, or undefined where it is the radio's or none. */
  get(name: string): OwnMethod | undefined {
    return this.#methods.get(name);
  }
}
