import type { EffectiveLine } from '../src/config/print.js';
import type { OlderName } from '../src/config/older/older-names.js';
import type { Setting } from '../src/config/settings/settings.js';

/** What the reference of settings is made from. */
export interface ConfigurationSources {
  readonly settings: readonly Setting[];
  readonly variableOf: (setting: Setting) => string;
  /** What `config print` shows where nothing is set. */
  readonly defaults: readonly EffectiveLine[];
  /** The JSON Schema of a file. */
  readonly schema: object;
  readonly olderKeys: readonly OlderName[];
  readonly olderVariables: readonly OlderName[];
  readonly allowedFor: (older: OlderName) => string | undefined;
}

/** The document that holds the reference. */
export const document: string;

/** Each part's Markdown by its name. */
export function parts(sources: ConfigurationSources): ReadonlyMap<string, string>;
