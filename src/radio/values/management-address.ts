/**
 * The address that a node's ID gives it (interface.md A.1): the ID's 20 bits within 172.16.0.0/12, and before firmware
 * 5 its 16 bits within 172.20.0.0/16.
 * @param build answer of `build_tag`, which names the firmware's version
 */
export function managementAddress(nodeid: string, build: string): string {
  const id = Number(nodeid) % 2 ** 20;
  const second = build.includes('v4') ? 20 : 16 | Math.floor(id / 2 ** 16);
  return `172.${second}.${Math.floor(id / 256) % 256}.${id % 256}`;
}
