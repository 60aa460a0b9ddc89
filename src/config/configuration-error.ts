import { SilvusMockError } from '../core/errors.js';
import { type LocatedIssue, issueLine } from '../documents/located-issue.js';
import { excerpt } from '../core/text.js';

/** A mistake in a configuration, for a program. */
export interface ConfigurationIssue {
  /** `silvus-mock.yaml`; undefined for a mistake that is in no file. */
  readonly file: string | undefined;
  /** Counts from 1; undefined if the file as a whole is wrong. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** The setting that is wrong, if it is one. */
  readonly key: string | undefined;
  /** All of it in one line: place, key, value, what is allowed. */
  readonly message: string;
}

/**
 * A mistake in a configuration.
 * @deprecated use {@link ConfigurationIssue}
 */
export type ConfigurationFault = ConfigurationIssue;

/** Thrown for a configuration that is not valid, with all its issues: one line for each in the message. */
export class ConfigurationError extends SilvusMockError {
  /** All that is wrong. */
  readonly issues: readonly ConfigurationIssue[];

  /** An error with all that is wrong. */
  constructor(issues: readonly LocatedIssue[]) {
    super('CONFIG_INVALID', issues.map(issueLine).join('\n'));
    this.name = 'ConfigurationError';
    this.issues = issues.map(issueOf);
  }

  /**
   * All that is wrong.
   * @deprecated use {@link ConfigurationError.issues}
   */
  get faults(): readonly ConfigurationIssue[] {
    return this.issues;
  }
}

function issueOf(issue: LocatedIssue): ConfigurationIssue {
  const { origin, key } = issue;
  const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(origin.name) ?? [];
  return {
    file: origin.kind === 'file' ? (file ?? origin.name) : undefined,
    line: line === undefined ? undefined : Number(line),
    column: column === undefined ? undefined : Number(column),
    key: key === undefined || key === '' ? undefined : excerpt(key),
    message: issueLine(issue),
  };
}
