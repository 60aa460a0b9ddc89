import type { ConnectionFate } from '../faults/fault.js';
import type { Origin } from '../worker/job.js';
import type { AccessList } from './access-list.js';
import type { Connection } from './connection.js';
import { descriptorsAreShort } from '../net/descriptors.js';
import type { RefusalReason } from './refusal-reason.js';

/** Who may come in. */
export interface DoorkeeperLimits {
  /** Connections at once from one address; 0 for no limit. */
  readonly addressLimit: number;
  /** Who may connect; all if absent. */
  readonly access?: AccessList;
}

/** What a doorkeeper goes by. */
export interface DoorkeeperOptions extends DoorkeeperLimits {
  /** What a fault does to a connection that comes in. */
  readonly fateOf: (origin: Origin) => ConnectionFate | undefined;
}

/** Says which connections a port takes, and counts those of each address. */
export class Doorkeeper {
  readonly #options: DoorkeeperOptions;
  #limits: DoorkeeperLimits;
  readonly #byAddress = new Map<string, number>();

  constructor(options: DoorkeeperOptions) {
    this.#options = options;
    this.#limits = options;
  }

  /** Has other limits hold for those who come from here on. */
  configure(limits: DoorkeeperLimits): void {
    this.#limits = limits;
  }

  /** Why a connection is not taken; undefined where it is. A fault may make it mute. */
  refusalOf(connection: Connection, isDark: boolean): RefusalReason | undefined {
    const { access, addressLimit } = this.#limits;
    const { address, isKnown } = connection;
    if (descriptorsAreShort()) return 'descriptors';
    // It was gone before it was here.
    if (!isKnown) return undefined;
    if (access?.allows(address) === false) return 'not-allowed';
    if (addressLimit > 0 && (this.#byAddress.get(address) ?? 0) >= addressLimit) return 'address-limit';
    if (isDark) return 'blackout';
    const fate = this.#options.fateOf(connection.origin);
    connection.isMute = fate === 'mute';
    return fate === 'drop' ? 'fault' : undefined;
  }

  /** A connection is taken. */
  enter({ address }: Connection): void {
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1);
  }

  /** It has ended. */
  leave({ address }: Connection): void {
    const left = (this.#byAddress.get(address) ?? 1) - 1;
    if (left > 0) this.#byAddress.set(address, left);
    else this.#byAddress.delete(address);
  }
}
