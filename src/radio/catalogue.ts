import { deepFreeze } from '../core/freeze.js';
import type { DeclarationContext, MethodDeclaration, Parameter } from './declaration.js';
import { FrequencyPlan, type FrequencyGrid } from './values/frequency-profile.js';
import { deferredMethods } from './methods/deferred.js';
import { flashMethods } from './methods/flash.js';
import { gpsMethods } from './methods/gps.js';
import { healthMethods } from './methods/health.js';
import { meshMethods } from './methods/mesh.js';
import { networkMethods } from './methods/network.js';
import { pttMethods } from './methods/ptt.js';
import { qosMethods } from './methods/qos.js';
import { reportMethods } from './methods/reports.js';
import { keySetting, securityMethods } from './methods/security.js';
import { serialMethods } from './methods/serial.js';
import { transmissionMethods } from './methods/transmission.js';
import { identityMethods } from './methods/identity.js';
import { maintenanceMethods } from './methods/maintenance.js';
import { powerMethods } from './methods/power.js';
import { rfMethods } from './methods/rf.js';
import type { MethodNames } from './method-query.js';
import type { RadioModel } from './model.js';
import { originOf } from './node-model.js';
import { parseParameters } from './values/parameters.js';
import type { SettingValue } from './settings.js';

const declarations = [
  ...rfMethods,
  ...transmissionMethods,
  ...powerMethods,
  ...identityMethods,
  ...healthMethods,
  ...meshMethods,
  ...gpsMethods,
  ...reportMethods,
  ...networkMethods,
  ...securityMethods,
  ...qosMethods,
  ...serialMethods,
  ...pttMethods,
  ...flashMethods,
  ...maintenanceMethods,
  ...deferredMethods,
] as const;

/** Name of a method of the radio. */
export type BuiltInMethod = (typeof declarations)[number]['name'];

/** All methods of a radio, in documentation order. */
export const methodDeclarations: readonly MethodDeclaration[] = deepFreeze(declarations);

/** A declaration with its parameters for one model, each computed on first use. */
export class CatalogueEntry {
  readonly declaration: MethodDeclaration;
  readonly #context: DeclarationContext;
  #parameters: readonly Parameter[] | undefined;
  #asks: readonly Parameter[] | undefined;
  #reading: readonly Parameter[] | undefined;

  constructor(declaration: MethodDeclaration, context: DeclarationContext) {
    this.declaration = declaration;
    this.#context = context;
  }

  /** Parameters of a write. */
  get parameters(): readonly Parameter[] {
    return (this.#parameters ??= this.declaration.parameters(this.#context));
  }

  /** Parameters of a read; empty if it takes none. */
  get asks(): readonly Parameter[] {
    return (this.#asks ??= this.declaration.asks?.(this.#context) ?? []);
  }

  /** Values that a patch can set the method's reading to; empty if the method measures nothing. */
  get reading(): readonly Parameter[] {
    return (this.#reading ??= this.declaration.reading?.(this.#context) ?? []);
  }

  /** True if a patch can set a value: the method has settings, or a reading. */
  get isSettable(): boolean {
    return this.declaration.settings.length > 0 || this.reading.length > 0;
  }

  /** True if a call with this number of parameters is a read; other calls write or act. */
  reads(count: number): boolean {
    const { access } = this.declaration;
    return access === 'read' || (access === 'read-write' && count <= this.asks.length);
  }
}

/** Catalogues by model. Radios of one model share one: a catalogue never changes. */
const known = new WeakMap<RadioModel, Map<FrequencyGrid, Catalogue>>();

/** The catalogue of a model. */
export function catalogueOf(model: RadioModel, grid: FrequencyGrid): Catalogue {
  const origin = originOf(model);
  const ofModel = known.get(origin) ?? new Map<FrequencyGrid, Catalogue>();
  known.set(origin, ofModel);
  const catalogue = ofModel.get(grid) ?? new Catalogue(origin, grid);
  ofModel.set(grid, catalogue);
  return catalogue;
}

/** The methods of one radio model. */
export class Catalogue implements MethodNames {
  readonly plan: FrequencyPlan;
  /** Settings that `zeroize` restores. */
  readonly zeroized: readonly string[];
  readonly #entries: ReadonlyMap<string, CatalogueEntry>;
  /** Entries by the setting names of older firmware. */
  readonly #flashNames: ReadonlyMap<string, CatalogueEntry>;
  readonly #model: RadioModel;
  readonly #grid: FrequencyGrid;
  #listed: readonly string[] | undefined;
  #factory: ReadonlyMap<string, SettingValue> | undefined;

  constructor(model: RadioModel, grid: FrequencyGrid, declarations = methodDeclarations) {
    this.#model = model;
    this.#grid = grid;
    this.plan = new FrequencyPlan(model.frequencyProfiles, grid);
    const flashNames = declarations.flatMap((each) => each.flashName ?? []);
    const savable = declarations.filter(({ persistence }) => persistence === 'flash').map(({ name }) => name);
    const context: DeclarationContext = { model, plan: this.plan, savable: [...savable, ...flashNames] };
    this.#entries = new Map(declarations.map((each) => [each.name, new CatalogueEntry(each, context)]));
    this.#flashNames = new Map(
      this.entries().flatMap((entry) => {
        const { flashName } = entry.declaration;
        return flashName === undefined ? [] : [[flashName, entry]];
      }),
    );
    this.zeroized = declarations.filter(({ zeroized }) => zeroized).flatMap(({ settings }) => settings);
  }

  /** A copy with more methods; a method replaces the one of the same name. */
  with(more: readonly MethodDeclaration[]): Catalogue {
    const byName = new Map(this.entries().map(({ declaration }) => [declaration.name, declaration]));
    for (const declaration of more) byName.set(declaration.name, declaration);
    return new Catalogue(this.#model, this.#grid, [...byName.values()]);
  }

  /** The entry with this name, or undefined if the radio has no such method. */
  entry(name: string): CatalogueEntry | undefined {
    return this.#entries.get(name);
  }

  /** True if there is a method with this name. */
  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Names of all methods, in documentation order. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** All entries, in documentation order. */
  entries(): readonly CatalogueEntry[] {
    return [...this.#entries.values()];
  }

  /** The settings of a method: `freq_bw` has `freq` and `bw`. Setting names of older firmware are accepted too. */
  settingsOf(name: string): readonly string[] {
    return (this.#entries.get(name) ?? this.#flashNames.get(name))?.declaration.settings ?? [];
  }

  /** True if a method has a secret in its parameters or in its result. */
  hasSecrets(name: string): boolean {
    const entry = this.#entries.get(name);
    if (entry === undefined) return false;
    return entry.declaration.reveals === true || entry.parameters.some(({ secret }) => secret === true);
  }

  /** True if this value of this setting is valid in flash. */
  isStorable(name: string, value: SettingValue): boolean {
    const entry = this.#entries.get(name);
    if (entry === undefined || !this.factorySettings().has(name)) return false;
    return (
      entry.declaration.isStored?.(value, this.#model) ??
      'values' in parseParameters(name, entry.parameters, value)
    );
  }

  /** Settings that can be saved, each under the name of its own method. */
  listedSettings(): readonly string[] {
    const isSavable = (name: string) => this.#entries.get(name)?.declaration.persistence === 'flash';
    return (this.#listed ??= [...this.factorySettings().keys()].filter(isSavable));
  }

  /** Factory settings of the model, shared by all its radios; those of one with a node ID of its own. */
  factorySettings(model = this.#model): ReadonlyMap<string, SettingValue> {
    if (model !== this.#model) return this.#factoryOf(model);
    return (this.#factory ??= this.#factoryOf(model));
  }

  /** Key of the air interface that a radio of the model has from the factory. */
  factoryKey(model = this.#model): string {
    return this.#entries.get(keySetting)?.declaration.factory?.(model)?.[0] ?? '';
  }

  #factoryOf(model: RadioModel): ReadonlyMap<string, SettingValue> {
    const factory = new Map<string, SettingValue>();
    for (const { declaration } of this.#entries.values()) {
      const value = declaration.factory?.(model);
      if (value !== undefined) factory.set(declaration.name, deepFreeze(value));
    }
    return factory;
  }
}
