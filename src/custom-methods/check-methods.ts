import { type CheckedMethod, programmedMethodsSchema } from './schema.js';
import { issuesOf } from '../documents/issue.js';
import { keyExcerpt } from '../core/text.js';
import { SilvusMockError } from '../core/errors.js';

/** Faults that are told at once. */
const maxIssues = 20;

/**
 * Checks methods of the user's own. Throws `OPTION_INVALID` with all that is wrong.
 * @param where what is said before each: `methods`, or the file that they stand in
 */
export function checkMethods(methods: unknown, where: string): readonly CheckedMethod[] {
  const parsed = programmedMethodsSchema.safeParse(methods, { reportInput: true });
  if (parsed.success) return parsed.data;
  const lines = issuesOf(parsed.error).flatMap(({ path, message, unknownKeys }) => {
    const place = path.map((key) => keyExcerpt(String(key))).join('.');
    const prefix = place === '' ? '' : `${place}: `;
    return unknownKeys === undefined
      ? [`${prefix}${message}`]
      : unknownKeys.map((key) => `${prefix}${keyExcerpt(key)} is no member of a method`);
  });
  const told = lines.slice(0, maxIssues).join('; ');
  throw new SilvusMockError('OPTION_INVALID', `${where}: ${told}`);
}
