import type { Address } from '../net/listen.js';
import { type PortName, type PortRow, portRegistry } from '../ports/registry.js';

/** Address of a port that serves HTTP. */
export interface HttpAddress extends Address {
  /** The API: `http://127.0.0.1:8080/streamscape_api`. */
  readonly url: string;
}

/** Address of the port of a row. */
type AddressOf<Row extends PortRow> = Row extends { readonly api: string } ? HttpAddress : Address;

/** Addresses of a node's ports, by name; one that is off has none. */
export type PortAddresses = {
  readonly [Row in PortRow as Row['isOptional'] extends true ? never : Row['name']]: AddressOf<Row>;
} & { readonly [Row in PortRow as Row['isOptional'] extends true ? Row['name'] : never]?: AddressOf<Row> };

/** The addresses of all ports of the registry that are on. */
export function portAddresses(addressOf: (name: PortName) => Address | undefined): PortAddresses;
export function portAddresses(addressOf: (name: PortName) => Address | undefined): object {
  return Object.fromEntries(
    portRegistry.flatMap(({ name, api }) => {
      const address = addressOf(name);
      if (address === undefined) return [];
      // The name of a port that serves HTTP is the scheme of its URLs.
      return [[name, api === undefined ? address : { ...address, url: urlOf(name, address, api) }]];
    }),
  );
}

function urlOf(scheme: string, { host, port }: Address, path: string): string {
  const shown = host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${shown}:${port}${path}`;
}
