import type { LocatedIssue } from '../documents/located-issue.js';
import type { LoadedConfig } from './load.js';

/** Source of a simulator's configuration, which can be read again. */
export interface ConfigSource {
  /** Reads and checks flags, variables and files again. */
  read(): LoadedConfig | { readonly issues: readonly LocatedIssue[] };
}
