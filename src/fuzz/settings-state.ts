import { type Catalogue, catalogueOf } from '../radio/catalogue.js';
import type { MethodDeclaration } from '../radio/declaration.js';
import { loadModel } from '../config/models.js';
import { type Called, type Target, isOutage } from './target.js';

/** The settings of a target by name, each as the JSON text of its read. */
export type SettingsState = ReadonlyMap<string, string>;

/** Reads of all settings of a target. */
export type StateSource = 'print_all_settings' | 'a batch' | 'single calls';

/** Settings, or why they could not be read. */
type ReadState =
  { readonly settings: SettingsState } | { readonly failure: Exclude<Called, { kind: 'result' }> };

/** Above this number of settings, single calls read only those that a case is about. */
const maxSingleCalls = 8;

/** The catalogue by which targets are judged. */
export function fuzzCatalogue(): Catalogue {
  return catalogueOf(loadModel('default'), 'fine');
}

/** True for a method that reads and writes settings of its own, and needs no parameter for a read. */
export function isSetting(declaration: MethodDeclaration): boolean {
  const { access, settings, name } = declaration;
  return access === 'read-write' && declaration.asks === undefined && settings.includes(name);
}

/** Reads the settings of a target. */
export class SettingsReader {
  readonly #target: Target;
  /** Settings that the target has and that don't change by themselves. */
  readonly #names: Set<string>;
  readonly source: StateSource;

  constructor(target: Target, names: Iterable<string>, source: StateSource) {
    this.#target = target;
    this.#names = new Set(names);
    this.source = source;
  }

  /** Names of the settings that are compared. */
  get names(): ReadonlySet<string> {
    return this.#names;
  }

  /** Leaves a setting out from now on: it changes by itself. */
  ignore(name: string): void {
    this.#names.delete(name);
  }

  /** Reads all settings, or those in question where each takes a call of its own. */
  async read(inQuestion: ReadonlySet<string>): Promise<ReadState> {
    if (this.source === 'print_all_settings') return this.#readListing();
    const names = [...this.#names];
    if (this.source === 'a batch') return this.#readBatch(names);
    return this.#readEach(
      names.length <= maxSingleCalls ? names : names.filter((name) => inQuestion.has(name)),
    );
  }

  async #readListing(): Promise<ReadState> {
    const called = await this.#target.call('print_all_settings');
    if (called.kind !== 'result') return { failure: called };
    const listed = listedSettings(called.result);
    return { settings: new Map([...listed].filter(([name]) => this.#names.has(name))) };
  }

  async #readBatch(names: readonly string[]): Promise<ReadState> {
    const all = await this.#target.readAll(names);
    return all === undefined ? this.#readEach(names) : stateOf(names, all);
  }

  async #readEach(names: readonly string[]): Promise<ReadState> {
    // Where there is nothing to compare, it still shows whether the target answers.
    if (names.length === 0) return stateOf([], [await this.#target.probe()]);
    const all: Called[] = [];
    for (const name of names) all.push(await this.#target.call(name));
    return stateOf(names, all);
  }
}

/** A setting whose read is refused has no value; where the target does not answer, or is away, there is no state. */
function stateOf(names: readonly string[], all: readonly Called[]): ReadState {
  const settings = new Map<string, string>();
  for (const [index, called] of all.entries()) {
    if (called.kind === 'none' || (called.kind === 'error' && isOutage(called))) return { failure: called };
    const name = names[index];
    if (called.kind === 'result' && name !== undefined) settings.set(name, JSON.stringify(called.result));
  }
  return { settings };
}

/** Settings of `print_all_settings`: names and arrays of values by turns. */
export function listedSettings(result: unknown): SettingsState {
  const settings = new Map<string, string>();
  if (!Array.isArray(result)) return settings;
  for (let at = 0; at + 1 < result.length; at += 2) {
    const name: unknown = result[at];
    if (typeof name === 'string') settings.set(name, JSON.stringify(result[at + 1]));
  }
  return settings;
}

/** Names of the settings whose values differ. A setting that one of them lacks does not count. */
export function changedSettings(before: SettingsState, after: SettingsState): readonly string[] {
  return [...before].flatMap(([name, value]) => {
    const now = after.get(name);
    return now === undefined || now === value ? [] : [name];
  });
}
