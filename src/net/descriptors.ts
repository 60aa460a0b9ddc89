import { closeSync, openSync, readFileSync } from 'node:fs';

/** What the system gives when a process, or the machine, has no descriptors left. */
const outOfThem: ReadonlySet<unknown> = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);

/** Whether a fault says that the system has run out of descriptors, or of memory for sockets. */
export function isShortage(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && outOfThem.has(fault.code);
}

/** Descriptors that connections leave to files and to the control plane, and the part of all that they leave at most. */
const reserve = 32;
const reservedPart = 1 / 4;

/** The lowest number that connections leave free; undefined until it is looked up. */
let lastNumber: number | undefined;

/**
 * Whether connections have taken all descriptors but a reserve. Without it Node.js closes what comes beyond the limit
 * unseen, and nothing is left for a file or an operator.
 */
export function descriptorsAreShort(): boolean {
  lastNumber ??= lastNumberOf(maxDescriptors());
  try {
    // The system gives the lowest number that is free.
    const number = openSync(probe, 'r');
    closeSync(number);
    return number > lastNumber;
  } catch (fault) {
    return isShortage(fault);
  }
}

/** Anything that can be opened: its number is all that is asked. */
const probe = '/';

function lastNumberOf(most: number): number {
  return most - Math.min(reserve, Math.floor(most * reservedPart)) - 1;
}

/** What the system allows this process; elsewhere than on Linux nobody knows, and only the last one is kept free. */
function maxDescriptors(): number {
  try {
    const [, most = ''] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return most === '' ? Infinity : Number(most);
  } catch {
    return Infinity;
  }
}
