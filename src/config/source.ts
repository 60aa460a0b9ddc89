import type { LocatedIssue } from '../documents/located-issue.js';
import type { LoadedConfig } from './load.js';

/** Where a simulator's configuration came from, so that it can be read again. */
export interface ConfigSource {
  /** What it was made from. */
  readonly loaded: LoadedConfig;
  /** Reads and checks it again: flags, variables and files. */
  read(): LoadedConfig | { readonly issues: readonly LocatedIssue[] };
}
