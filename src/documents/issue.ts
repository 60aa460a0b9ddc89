import type { z } from 'zod';
import { nearestHint } from '../core/nearest.js';
import { commonSecretNames } from '../core/secrets/secret-names.js';
import { valueExcerpt } from '../core/text.js';

/** Maximum number of issues in one message. */
export const maxIssues = 20;

/** A mistake in what a user wrote. */
export interface Issue {
  /** Path: `['worker', 'queueCapacity']`. */
  readonly path: readonly PropertyKey[];
  /** The value, what is wrong with it, and what is allowed. */
  readonly message: string;
  /** Unknown keys at `path`. */
  readonly unknownKeys?: readonly string[];
  /** The model file that it is in, with its place: `./mine.json:3:5`. */
  readonly file?: string;
}

/**
 * Has a check report its input, which {@link issuesOf} needs. One frozen object for all checks: zod copies it for each, and
 * with a copy of a plain one Node.js 20 makes a hidden class that it frees only with all garbage. A thousand checks then
 * make a small collection take milliseconds.
 */
export const withInput: z.core.ParseContext<z.core.$ZodIssue> = Object.freeze({ reportInput: true });

/** The issues of a failed check. It must have been run {@link withInput}. */
export function issuesOf({ issues }: z.core.$ZodError): readonly Issue[] {
  return issues.flatMap((issue) => issuesIn(issue));
}

function issuesIn(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): readonly Issue[] {
  const path = [...above, ...issue.path];
  const { input, message } = issue;
  if (issue.code === 'unrecognized_keys') return [{ path, message, unknownKeys: issue.keys }];
  const branch = issue.code === 'invalid_union' && isObject(input) ? issue.errors.at(-1) : undefined;
  if (branch !== undefined && branch.length > 0) return branch.flatMap((each) => issuesIn(each, path));
  return [{ path, message: messageOf(issue) }];
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

function messageOf(issue: z.core.$ZodIssue): string {
  const { input } = issue;
  const allowed = allowedBy(issue);
  const what = allowed === undefined ? issue.message : `is not allowed; allowed: ${allowed}`;
  if (input === undefined) return allowed === undefined ? what : `is missing; allowed: ${allowed}`;
  if (isObject(input)) return what;
  const name = issue.path.findLast((each) => typeof each === 'string');
  const isSecret = typeof name === 'string' && commonSecretNames.means(name);
  return `${isSecret ? 'a secret, not shown' : valueExcerpt(input)}: ${what}`;
}

/** The allowed values; undefined if the issue's message has them. */
function allowedBy(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'invalid_value') {
    const names = issue.values.map(String);
    return `${names.join(', ')}${nearestHint(issue.input, names)}`;
  }
  if (issue.code === 'too_small') return `at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  if (issue.code !== 'invalid_type') return undefined;
  return issue.expected === 'int' ? 'a whole number' : `${article(issue.expected)} ${issue.expected}`;
}

const article = (noun: string) => (/^[aeiou]/.test(noun) ? 'an' : 'a');
