import { descriptorsAreShort } from '../net/descriptors.js';
import type { AccessList } from './access-list.js';
import type { Connection } from './connection.js';
import type { ConnectionFate } from './delivery.js';
import type { RefusalReason } from './refusal-reason.js';

/** Limits on new connections. */
export interface AdmissionLimits {
  /** Connections open at the same time from one address; 0 for unlimited. */
  readonly maxPerAddress: number;
  /** Addresses that may connect; all if absent. */
  readonly access?: AccessList;
}

/** Options of an admission policy. */
export interface AdmissionOptions {
  readonly limits: AdmissionLimits;
  /** Effect of faults on a new connection of this peer. */
  readonly fateOf: (peer: string) => ConnectionFate | undefined;
}

/** Decides which connections a port admits, and counts those of each address. */
export class AdmissionPolicy {
  readonly #fateOf: AdmissionOptions['fateOf'];
  #limits: AdmissionLimits;
  readonly #byAddress = new Map<string, number>();

  constructor({ limits, fateOf }: AdmissionOptions) {
    this.#limits = limits;
    this.#fateOf = fateOf;
  }

  /** Changes the limits for new connections. */
  configure(limits: AdmissionLimits): void {
    this.#limits = limits;
  }

  /**
   * Why a connection is refused; undefined where it is admitted. A fault may keep it from ever having a reply.
   * @param isBlackout whether a blackout refuses connections
   */
  refusalOf(connection: Connection, isBlackout: boolean): RefusalReason | undefined {
    const { access, maxPerAddress } = this.#limits;
    const { address, hasPeer, peer } = connection;
    if (descriptorsAreShort()) return 'descriptors';
    // The peer disconnected before accept.
    if (!hasPeer) return undefined;
    if (access?.allows(address) === false) return 'not-allowed';
    if (maxPerAddress > 0 && (this.#byAddress.get(address) ?? 0) >= maxPerAddress) return 'address-limit';
    if (isBlackout) return 'blackout';
    const fate = this.#fateOf(peer);
    connection.neverReplies = fate === 'mute';
    return fate === 'drop' ? 'fault' : undefined;
  }

  /** Counts a connection that was admitted. */
  countOpened({ address }: Connection): void {
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1);
  }

  /** Counts the end of a connection that was admitted. */
  countClosed({ address }: Connection): void {
    const left = (this.#byAddress.get(address) ?? 1) - 1;
    if (left > 0) this.#byAddress.set(address, left);
    else this.#byAddress.delete(address);
  }
}
