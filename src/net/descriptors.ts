import { closeSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { isError } from '../core/realm.js';

/** Error codes of a process, or a machine, that has no descriptors or no memory for sockets left. */
const shortageCodes: ReadonlySet<unknown> = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);

/** True for an error by which the system has run out of descriptors, or of memory for sockets. */
export function isShortage(error: unknown): boolean {
  return isError(error) && 'code' in error && shortageCodes.has(error.code);
}

/** Descriptors that connections leave to files and to the control plane, and the largest part of all that this may be. */
const reserve = 32;
const maxReservedPart = 1 / 4;

/** The highest descriptor that a connection may take; undefined until it is needed. */
let maxDescriptor: number | undefined;

/**
 * True once connections have taken all descriptors but a reserve. Beyond the limit Node.js closes new connections without
 * an event, and no descriptor is left for a file or an operator.
 */
export function descriptorsAreShort(): boolean {
  maxDescriptor ??= lastBeforeReserve(descriptorLimit());
  try {
    // The system gives the lowest descriptor that is free.
    const descriptor = openSync(probe, 'r');
    closeSync(descriptor);
    return descriptor > maxDescriptor;
  } catch (error) {
    return isShortage(error);
  }
}

/** Descriptors that this process can still open beside its reserve; elsewhere than on Linux they can't be counted. */
export function freeDescriptors(): number {
  try {
    return lastBeforeReserve(descriptorLimit()) + 1 - readdirSync('/proc/self/fd').length;
  } catch (error) {
    return isShortage(error) ? 0 : Infinity;
  }
}

/** Anything that can be opened: only its descriptor is looked at. */
const probe = '/';

function lastBeforeReserve(limit: number): number {
  return limit - Math.min(reserve, Math.floor(limit * maxReservedPart)) - 1;
}

/** The limit of this process; elsewhere than on Linux it can't be read, and only the last descriptor is kept free. */
function descriptorLimit(): number {
  try {
    const [, limit = ''] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === '' ? Infinity : Number(limit);
  } catch {
    return Infinity;
  }
}
