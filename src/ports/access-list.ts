import { BlockList, isIPv6 } from 'node:net';

/** An address or a network that may connect: `127.0.0.0/8`, `::1`, `172.20.187.45`. */
export interface AllowedNetwork {
  readonly address: string;
  /** Bits of the network part. */
  readonly prefix: number;
}

/** Decides by address who may connect. */
export class AccessList {
  readonly #networks: readonly AllowedNetwork[];
  /** Made with the first connection: it takes as long as opening a port. */
  #list: BlockList | undefined;

  constructor(networks: readonly AllowedNetwork[]) {
    this.#networks = networks;
  }

  /**
   * True for a peer that may connect. On a port that listens on both families an IPv4 peer has an address like
   * `::ffff:127.0.0.1`, which Node.js checks as the IPv4 address that it is.
   */
  allows(address: string): boolean {
    this.#list ??= listOf(this.#networks);
    return this.#list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }
}

function listOf(networks: readonly AllowedNetwork[]): BlockList {
  const list = new BlockList();
  for (const { address, prefix } of networks)
    list.addSubnet(address, prefix, isIPv6(address) ? 'ipv6' : 'ipv4');
  return list;
}
