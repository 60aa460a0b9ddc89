import { isError } from '../core/realm.js';

/** The code of an operating system error: `ENOSPC`; undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  return isError(error) && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
