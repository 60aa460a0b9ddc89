import { z } from 'zod';
import { nearestHint } from '../core/nearest.js';
import { valueExcerpt } from '../core/text.js';

/** Names of the methods of one radio. */
export interface MethodNames {
  /** True if the radio has this method. */
  has(name: string): boolean;
  /** All of them. */
  readonly names: readonly string[];
}

/** A name that the radio does not have and that is meant all the same. */
export interface UnknownName {
  readonly unknown: string;
}

/** Schema of a name, or of one that is meant although the radio does not know it: `{ unknown: 'frq' }`. */
const nameOrUnknown = (what: string) =>
  z.union([z.string(), z.strictObject({ unknown: z.string() })], {
    error: `is not allowed; allowed: a name, or { unknown: "name" } for ${what}`,
  });

/** Schema of a method to look for. */
export const methodField = nameOrUnknown('a method that the radio does not have');

/** Schema of an outcome to look for. */
export const outcomeField = nameOrUnknown('an outcome that the radio does not have');

/** A name to look for, checked by its schema alone. */
type NameOrUnknown = z.output<typeof methodField>;

/** The text that is looked for. */
export function nameIn(query: NameOrUnknown): string {
  return typeof query === 'string' ? query : query.unknown;
}

/** The issue with a method to look for; undefined if the radio has it, or it is meant as unknown. */
export function methodIssue(query: NameOrUnknown, methods: MethodNames): string | undefined {
  return nameIssue(query, 'method', (name) => methods.has(name), methods.names);
}

/** The issue with a name to look for, of a set that may be larger than the radio's own. */
export function nameIssue(
  query: NameOrUnknown,
  what: 'method' | 'outcome',
  isName: (name: string) => boolean,
  names: readonly string[],
): string | undefined {
  const name = nameIn(query);
  const isKnown = isName(name);
  if (typeof query !== 'string')
    return isKnown ? `unknown: ${valueExcerpt(name)}: is known; allowed: ${what}: "${name}"` : undefined;
  if (isKnown) return undefined;
  const article = what === 'method' ? 'a method of the radio' : `one of ${names.join(', ')}`;
  return `${valueExcerpt(name)}: is not allowed; allowed: ${article}, or { unknown: ${valueExcerpt(name)} }${nearestHint(name, names)}`;
}
