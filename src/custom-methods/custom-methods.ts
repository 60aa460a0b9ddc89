import type { CheckedMethod } from './schema.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { Command } from '../radio/declaration.js';
import { declared } from './declaration.js';
import { type CustomMethodEntry, isWrite } from './execution.js';

/** Custom methods, and the catalogue of these and the built-in methods. */
export class CustomMethods {
  /** Without custom methods the built-in catalogue, which all radios of a model share. */
  readonly catalogue: Catalogue;
  readonly #radio: Catalogue;
  readonly #methods: ReadonlyMap<string, CustomMethodEntry>;

  /** @param builtIn the radio's built-in methods */
  constructor(methods: readonly CheckedMethod[], radio: Catalogue) {
    this.#radio = radio;
    this.catalogue = methods.length === 0 ? radio : radio.with(methods.map(declared));
    const found = methods.flatMap((method) => {
      const entry = this.catalogue.entry(method.name);
      return entry === undefined ? [] : [{ method, entry }];
    });
    this.#methods = new Map(found.map((own) => [own.method.name, own]));
  }

  /** The custom method of this name, if there is one. */
  get(name: string): CustomMethodEntry | undefined {
    return this.#methods.get(name);
  }

  /** Kind of access of a command; an unknown method without parameters counts as a read. */
  accessOf(command: Command): 'read' | 'write' {
    const { method, params } = command;
    const own = this.get(method);
    if (own !== undefined) return isWrite(own.entry, command) ? 'write' : 'read';
    const entry = this.#radio.entry(method);
    return (entry?.reads(params.length) ?? params.length === 0) ? 'read' : 'write';
  }
}
