import { descriptorsAreShort } from '../net/descriptors.js';
import type { Connections } from '../net/connections.js';
import type { AccessList } from './access-list.js';
import type { Connection } from './connection.js';
import type { ConnectionFate } from './delivery.js';
import type { RefusalReason } from './refusal-reason.js';

/** Treatment of a new connection at a limit: the one that has been idle for longest is closed, or it is refused. */
export type AtLimit = 'close-idle' | 'refuse';

/** Limits on new connections. */
export interface AdmissionLimits {
  /** Connections open at the same time; 0 for unlimited. */
  readonly maxConnections: number;
  /** Connections open at the same time from one address; 0 for unlimited. */
  readonly maxPerAddress: number;
  readonly atLimit: AtLimit;
  /** Addresses that may connect; all if absent. */
  readonly access?: AccessList;
}

/** Options of an admission policy. */
export interface AdmissionOptions {
  readonly limits: AdmissionLimits;
  /** Effect of faults on a new connection of this peer. */
  readonly fateOf: (peer: string) => ConnectionFate | undefined;
  /** Connections that are open. */
  readonly connections: Pick<Connections<Connection>, 'idleLongest' | 'staying'>;
}

/** State of the port while a connection is judged. */
interface PortState {
  /** A blackout refuses connections. */
  readonly isRefusing: boolean;
  /** A blackout keeps connections without a reply: none counts as idle. */
  readonly isHanging: boolean;
}

/** Why a connection is refused; or it is admitted, and another may be closed for it. */
type Admission =
  | { readonly refusal: RefusalReason }
  | { readonly refusal?: never; readonly makesRoom: Connection | undefined };

type Limit = Extract<RefusalReason, 'descriptors' | 'limit' | 'address-limit'>;

/** Decides which connections a port admits, and counts those of each address. */
export class AdmissionPolicy {
  readonly #options: AdmissionOptions;
  #limits: AdmissionLimits;
  readonly #byAddress = new Map<string, number>();
  /** Closed to make room, until their sockets are closed. */
  readonly #leaving = new Set<Connection>();

  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#limits = options.limits;
  }

  /** Changes the limits for new connections. */
  configure(limits: AdmissionLimits): void {
    this.#limits = limits;
  }

  /** Judges a new connection. A fault may keep it from ever having a reply. */
  admit(connection: Connection, { isRefusing, isHanging }: PortState): Admission {
    const { access } = this.#limits;
    const { address, hasPeer, peer } = connection;
    // Without a peer it disconnected before it was accepted.
    if (hasPeer && access?.allows(address) === false) return { refusal: 'not-allowed' };
    const limit = this.#limitReached(connection);
    const idle = limit === undefined || isHanging ? undefined : this.#idleLongest(limit, address);
    if (limit !== undefined && idle === undefined) return { refusal: limit };
    if (hasPeer) {
      if (isRefusing) return { refusal: 'blackout' };
      const fate = this.#options.fateOf(peer);
      connection.neverReplies = fate === 'mute';
      if (fate === 'drop') return { refusal: 'fault' };
    }
    return { makesRoom: idle };
  }

  /** Counts a connection that was admitted. */
  countOpened({ address }: Connection): void {
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1);
  }

  /** Counts a connection as closed that makes room: its socket closes a moment later. */
  countLeaving(connection: Connection): void {
    this.countClosed(connection);
    this.#leaving.add(connection);
  }

  /** Counts the end of a connection that was admitted. */
  countClosed(connection: Connection): void {
    if (this.#leaving.delete(connection)) return;
    const { address } = connection;
    const left = (this.#byAddress.get(address) ?? 1) - 1;
    if (left > 0) this.#byAddress.set(address, left);
    else this.#byAddress.delete(address);
  }

  #limitReached({ address, hasPeer }: Connection): Limit | undefined {
    const { maxConnections, maxPerAddress } = this.#limits;
    const ofAddress = this.#byAddress.get(address) ?? 0;
    // Room within this limit is room within the others too.
    if (hasPeer && maxPerAddress > 0 && ofAddress >= maxPerAddress) return 'address-limit';
    if (descriptorsAreShort()) return 'descriptors';
    return maxConnections > 0 && this.#options.connections.staying >= maxConnections ? 'limit' : undefined;
  }

  #idleLongest(limit: Limit, address: string): Connection | undefined {
    if (this.#limits.atLimit === 'refuse') return undefined;
    return this.#options.connections.idleLongest(limit === 'address-limit' ? address : undefined);
  }
}
