import type { CheckedMethod } from './schema.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { Command } from '../radio/declaration.js';
import { declared } from './declaration.js';
import { type OwnMethod, isWrite } from './execution.js';

/** The methods of the user's own, and the catalogue in which they stand beside the radio's. */
export class OwnMethods {
  /** The radio's own catalogue where there are none: all of its model share it. */
  readonly catalogue: Catalogue;
  readonly #radio: Catalogue;
  readonly #methods: ReadonlyMap<string, OwnMethod>;

  /** @param radio the radio's own methods */
  constructor(methods: readonly CheckedMethod[], radio: Catalogue) {
    this.#radio = radio;
    this.catalogue = methods.length === 0 ? radio : radio.with(methods.map(declared));
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

  /** Whether a command reads or writes; without parameters a method that nobody knows is taken for a read. */
  accessOf(command: Command): 'read' | 'write' {
    const { method, params } = command;
    const own = this.get(method);
    if (own !== undefined) return isWrite(own.entry, command) ? 'write' : 'read';
    const entry = this.#radio.entry(method);
    return (entry?.reads(params.length) ?? params.length === 0) ? 'read' : 'write';
  }
}
