import { loadModel } from '../config/models.js';
import { type CatalogueEntry, catalogueOf } from '../radio/catalogue.js';
import type { MethodDeclaration } from '../radio/declaration.js';
import { deferredMethod } from '../radio/deferred-order.js';
import type { RadioModel } from '../radio/model.js';
import { type FrequencyGrid, parseSpan } from '../radio/values/frequency-profile.js';

/** The radio for which cases are made. */
export interface TargetOptions {
  /** Name of a model, or a model; default: `default`. */
  readonly model?: string | RadioModel;
  /** Allowed frequencies inside a range; default: `fine`. */
  readonly frequencyGrid?: FrequencyGrid;
  /**
   * True for a radio that must stay as it is: only reads are made, and calls that can't become a write, a save or a
   * reset whatever happens to their bytes. Default: false.
   */
  readonly safe?: boolean;
  /** Maximum number of calls in a batch; default: 128, as in the simulator. */
  readonly maxBatch?: number;
  /** Methods to call; default: all that the radio has. */
  readonly methods?: (declaration: MethodDeclaration) => boolean;
}

/** A range of allowed frequencies, kHz. */
export interface FrequencyRange {
  readonly start: number;
  readonly step: number;
  readonly end: number;
}

/** Options of a target with their defaults, and what follows from its model. */
export interface Target {
  readonly model: RadioModel;
  readonly grid: FrequencyGrid;
  readonly safe: boolean;
  readonly maxBatch: number;
  /** Methods to call. */
  readonly entries: readonly CatalogueEntry[];
  /** Names of all methods, called or not. */
  readonly names: ReadonlySet<string>;
  readonly frequencies: readonly FrequencyRange[];
  /** True where every frequency goes with every channel width. */
  readonly hasFreePairs: boolean;
}

/** The target of these options. Throws `OPTION_INVALID` and `MODEL_INVALID` as {@link loadModel} does. */
export function targetOf(options: TargetOptions = {}): Target {
  const { model: given = 'default', frequencyGrid: grid = 'fine', safe = false, maxBatch = 128 } = options;
  const model = typeof given === 'string' ? loadModel(given) : given;
  const all = catalogueOf(model, grid).entries();
  const isWanted = options.methods ?? (() => true);
  const entries = all.filter(
    ({ declaration }) => isWanted(declaration) && (!safe || declaration.access.startsWith('read')),
  );
  return {
    model,
    grid,
    safe,
    maxBatch,
    entries,
    names: new Set(all.map(({ declaration }) => declaration.name)),
    frequencies: model.frequencyProfiles
      .flatMap(({ frequencies }) => frequencies.map(parseSpan))
      .filter((span) => span !== undefined),
    hasFreePairs: model.frequencyProfiles.every(({ bandwidth }) => bandwidth === '-1'),
  };
}

/** True for the method whose parameter is an order of other calls. */
export function isDeferred({ name }: MethodDeclaration): boolean {
  return name === deferredMethod;
}
