import type { CheckedMethod } from './schema.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { Command } from '../radio/declaration.js';
import { declared } from './declaration.js';
import { type CustomMethodEntry, isWrite } from './execution.js';

const isSetting = ({ setting }: CheckedMethod) => setting !== undefined;

/** The methods that the radio itself executes: the built-in ones, and the settings among custom methods. */
export function withCustomSettings(methods: readonly CheckedMethod[], builtIn: Catalogue): Catalogue {
  const settings = methods.filter(isSetting);
  return settings.length === 0 ? builtIn : builtIn.with(settings.map(declared));
}

/** Custom methods, and the catalogue of these and the built-in methods. */
export class CustomMethods {
  /** All methods. Without custom methods the built-in catalogue, which all radios of a model share. */
  readonly catalogue: Catalogue;
  /** The methods that the radio itself executes; see {@link withCustomSettings}. */
  readonly radio: Catalogue;
  readonly #methods: ReadonlyMap<string, CustomMethodEntry>;

  /** @param builtIn the radio's built-in methods */
  constructor(methods: readonly CheckedMethod[], builtIn: Catalogue) {
    this.radio = withCustomSettings(methods, builtIn);
    this.catalogue = methods.every(isSetting) ? this.radio : builtIn.with(methods.map(declared));
    const found = methods.flatMap((method) => {
      const entry = isSetting(method) ? undefined : this.catalogue.entry(method.name);
      return entry === undefined ? [] : [{ method, entry }];
    });
    this.#methods = new Map(found.map((own) => [own.method.name, own]));
  }

  /** The custom method of this name, if there is one; not a setting, which the radio executes. */
  get(name: string): CustomMethodEntry | undefined {
    return this.#methods.get(name);
  }

  /** Kind of access of a command; an unknown method without parameters counts as a read. */
  accessOf(command: Command): 'read' | 'write' {
    const { method, params } = command;
    const own = this.get(method);
    if (own !== undefined) return isWrite(own.entry, command) ? 'write' : 'read';
    const entry = this.radio.entry(method);
    return (entry?.reads(params.length) ?? params.length === 0) ? 'read' : 'write';
  }
}
