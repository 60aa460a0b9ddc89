import { BlockList, isIPv6 } from 'node:net';

/** An address or a network that may connect: `127.0.0.0/8`, `::1`, `172.20.187.45`. */
export interface AllowedNetwork {
  readonly address: string;
  /** Bits of the network part. */
  readonly prefix: number;
}

/** IPv4 addresses have this form on a port that listens on both families. */
const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** Decides by address who may connect. */
export class AccessList {
  readonly #networks: readonly AllowedNetwork[];
  /** Made with the first connection: it takes as long as opening a port. */
  #list: BlockList | undefined;

  constructor(networks: readonly AllowedNetwork[]) {
    this.#networks = networks;
  }

  /** Whether this peer may connect. */
  allows(address: string): boolean {
    this.#list ??= listOf(this.#networks);
    const plain = mapped.exec(address)?.[1] ?? address;
    return this.#list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  }
}

function listOf(networks: readonly AllowedNetwork[]): BlockList {
  const list = new BlockList();
  for (const { address, prefix } of networks)
    list.addSubnet(address, prefix, isIPv6(address) ? 'ipv6' : 'ipv4');
  return list;
}
