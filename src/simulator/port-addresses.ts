import type { Address } from '../net/listen.js';
import { type PortName, type PortRow, byPort } from '../ports/registry.js';

/** Address of a port that serves HTTP. */
export interface HttpAddress extends Address {
  /** The API: `http://127.0.0.1:8080/streamscape_api`. */
  readonly url: string;
}

/** Addresses of a node's ports, by name. */
export type PortAddresses = {
  readonly [Row in PortRow as Row['name']]: Row extends { readonly api: string } ? HttpAddress : Address;
};

/** The addresses of all ports of the registry. */
export function portAddresses(addressOf: (name: PortName) => Address): PortAddresses;
export function portAddresses(addressOf: (name: PortName) => Address): object {
  return byPort(({ name, api }) => {
    const { host, port } = addressOf(name);
    const shown = host.includes(':') ? `[${host}]` : host;
    return { host, port, ...(api === undefined ? {} : { url: `http://${shown}:${port}${api}` }) };
  });
}
