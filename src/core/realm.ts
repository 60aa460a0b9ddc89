import { types } from 'node:util';

/**
 * True for an error of any realm. Jest and `node:vm` run a program in a realm of its own, where errors of Node.js are no
 * instances of its `Error`.
 */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

/** True for a promise of any realm. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return types.isPromise(value);
}
