import { frozen } from '../frozen.js';
import type { DeclarationContext, MethodDeclaration, Parameter } from './declaration.js';
import { FrequencyPlan, type FrequencyGrid } from './frequency-profile.js';
import { flashMethods } from './methods/flash.js';
import { gpsMethods } from './methods/gps.js';
import { identityMethods } from './methods/identity.js';
import { maintenanceMethods } from './methods/maintenance.js';
import { powerMethods } from './methods/power.js';
import { rfMethods } from './methods/rf.js';
import type { RadioModel } from './model.js';
import type { SettingValue } from './settings.js';

/** Every method that a radio has, in the order in which documents list them. */
export const methodDeclarations: readonly MethodDeclaration[] = frozen([
  ...rfMethods,
  ...powerMethods,
  ...gpsMethods,
  ...identityMethods,
  ...flashMethods,
  ...maintenanceMethods,
]);

/** A declaration with its parameters worked out for one model. */
export interface CatalogueEntry {
  readonly declaration: MethodDeclaration;
  readonly parameters: readonly Parameter[];
}

/** Catalogues of models that are still in use: radios of one model share one, since it never changes. */
const known = new WeakMap<RadioModel, Map<FrequencyGrid, Catalogue>>();

/** The catalogue of a model. */
export function catalogueOf(model: RadioModel, grid: FrequencyGrid): Catalogue {
  const ofModel = known.get(model) ?? new Map<FrequencyGrid, Catalogue>();
  known.set(model, ofModel);
  const catalogue = ofModel.get(grid) ?? new Catalogue(model, grid);
  ofModel.set(grid, catalogue);
  return catalogue;
}

/** The methods of one radio model. */
export class Catalogue {
  readonly plan: FrequencyPlan;
  readonly #entries: ReadonlyMap<string, CatalogueEntry>;
  readonly #model: RadioModel;
  readonly #grid: FrequencyGrid;

  constructor(model: RadioModel, grid: FrequencyGrid, declarations = methodDeclarations) {
    this.#model = model;
    this.#grid = grid;
    this.plan = new FrequencyPlan(model.frequencyProfiles, grid);
    const savable = declarations.filter(({ persistence }) => persistence === 'flash').map(({ name }) => name);
    const context: DeclarationContext = { model, plan: this.plan, savable };
    this.#entries = new Map(
      declarations.map((declaration) => [
        declaration.name,
        { declaration, parameters: declaration.parameters(context) },
      ]),
    );
  }

  /** The same with more methods; one whose name is there already takes its place. */
  with(more: readonly MethodDeclaration[]): Catalogue {
    const byName = new Map(this.entries().map(({ declaration }) => [declaration.name, declaration]));
    for (const declaration of more) byName.set(declaration.name, declaration);
    return new Catalogue(this.#model, this.#grid, [...byName.values()]);
  }

  /** The entry of this name, or undefined where the radio has no such method. */
  entry(name: string): CatalogueEntry | undefined {
    return this.#entries.get(name);
  }

  /** All entries, in the order of documents. */
  entries(): readonly CatalogueEntry[] {
    return [...this.#entries.values()];
  }

  /** Whether a method takes a secret. */
  hasSecrets(name: string): boolean {
    return this.#entries.get(name)?.parameters.some(({ secret }) => secret === true) ?? false;
  }

  /** The factory settings of the model. */
  factorySettings(): ReadonlyMap<string, SettingValue> {
    const factory = new Map<string, SettingValue>();
    for (const { declaration } of this.#entries.values()) {
      const value = declaration.factory?.(this.#model);
      if (value !== undefined) factory.set(declaration.name, frozen(value));
    }
    return factory;
  }
}
