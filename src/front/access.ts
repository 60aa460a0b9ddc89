import { BlockList, isIPv6 } from 'node:net';

/** An address or a network that may connect: `127.0.0.0/8`, `::1`, `172.20.187.45`. */
export interface AllowedNetwork {
  readonly address: string;
  /** Bits of the network part. */
  readonly prefix: number;
}

/** IPv4 addresses arrive in this form on a port that listens on both families. */
const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** Judges by address who may connect. */
export class AccessList {
  readonly #list = new BlockList();

  constructor(networks: readonly AllowedNetwork[]) {
    for (const { address, prefix } of networks)
      this.#list.addSubnet(address, prefix, isIPv6(address) ? 'ipv6' : 'ipv4');
  }

  /** Whether this peer may connect. */
  allows(address: string): boolean {
    const plain = mapped.exec(address)?.[1] ?? address;
    return this.#list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  }
}
