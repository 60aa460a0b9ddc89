import { issueLine } from '../../src/documents/located-issue.js';
import { type LoadedConfig, loadConfig } from '../../src/config/load.js';
import type { Config } from '../../src/config/schema.js';

/** What a user gave; the files are those of the working folder. */
export interface Given {
  readonly flags?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** What `--config` names. */
  readonly file?: string;
}

function load({ flags = {}, variables = {}, file }: Given) {
  return loadConfig({
    flags: new Map(Object.entries(flags)),
    variables,
    ...(file === undefined ? {} : { file }),
  });
}

/** A configuration that was not loaded from anywhere. */
export function unplaced(config: Config): LoadedConfig {
  return { config, originOf: () => ({ kind: 'default', name: 'default' }), files: [], warnings: [] };
}

/** Loads a configuration that must be right. */
export function loaded(given: Given): LoadedConfig {
  const result = load(given);
  if ('issues' in result) throw new Error(result.issues.map(issueLine).join('\n'));
  return result;
}

/** Loads a configuration that must be wrong, and gives the lines that a user reads. */
export function issueLines(given: Given): readonly string[] {
  const result = load(given);
  if (!('issues' in result)) throw new Error('the configuration was taken');
  return result.issues.map(issueLine);
}
