/** True if a build is one of firmware 4, whose node IDs have 16 bits. */
export const isFirmware4 = (build: string): boolean => build.includes('v4');

/**
 * Management address of a node, derived from its ID (interface.md A.1): 20 bits of the ID within 172.16.0.0/12; before
 * firmware 5, 16 bits within 172.20.0.0/16.
 * @param build result of `build_tag`, which contains the firmware version
 */
export function managementAddress(nodeid: string, build: string): string {
  const id = Number(nodeid) % 2 ** 20;
  const second = isFirmware4(build) ? 20 : 16 | Math.floor(id / 2 ** 16);
  return `172.${second}.${Math.floor(id / 256) % 256}.${id % 256}`;
}
