import type { FaultContext } from '../faults/fault.js';

/** For kinds of faults that read nothing of the radio. */
export const withoutState: FaultContext = { readAll: () => new Map() };
