import { type CheckedMethod, programmedMethodsSchema } from './schema.js';
import { issuesOf, withInput } from '../documents/issue.js';
import { keyExcerpt } from '../core/text.js';
import { SilvusMockError } from '../core/errors.js';

/** Issues reported at the same time. */
const maxIssues = 20;

/**
 * Checks custom methods. Throws `OPTION_INVALID` with all that is wrong.
 * @param where prefix of the message: `methods`, or the file that they are in
 */
export function checkMethods(methods: unknown, where: string): readonly CheckedMethod[] {
  const parsed = programmedMethodsSchema.safeParse(methods, withInput);
  if (parsed.success) return parsed.data;
  const lines = issuesOf(parsed.error).flatMap(({ path, message, unknownKeys }) => {
    const place = path.map((key) => keyExcerpt(String(key))).join('.');
    const prefix = place === '' ? '' : `${place}: `;
    return unknownKeys === undefined
      ? [`${prefix}${message}`]
      : unknownKeys.map((key) => `${prefix}${keyExcerpt(key)} is no member of a method`);
  });
  const shown = lines.slice(0, maxIssues).join('; ');
  throw new SilvusMockError('OPTION_INVALID', `${where}: ${shown}`);
}
