import { isFirmware4 } from './management-address.js';

/** Node IDs have 20 bits (interface.md B.2). */
export const nodeIds = Object.freeze({ min: 1, max: 1_048_575 });

/** Those of firmware 4 have 16 bits (interface.md B.2). */
export const maxNodeIdOfFirmware4 = 65_535;

/** The node IDs in messages: `1 to 1048575`. */
export const nodeIdRange = `${nodeIds.min} to ${nodeIds.max}`;

/**
 * The highest node ID of a firmware.
 * @param build result of `build_tag`, which contains the firmware version
 */
export function highestNodeId(build: string): number {
  return isFirmware4(build) ? maxNodeIdOfFirmware4 : nodeIds.max;
}
