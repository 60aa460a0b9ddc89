import { createServer } from 'node:net';
import type { ConnectionFate } from '../../faults/fault.js';
import type { Origin } from '../../worker/job.js';
import type { AccessList } from '../access-list.js';
import type { Connection } from '../connection.js';
import type { Front } from '../port.js';
import type { Address } from '../../net/listen.js';
import {
  MaintenanceSession,
  type MaintenanceSessionLimits,
  type MaintenanceSessionOptions,
} from './maintenance-session.js';
import { type DarkFace, Port, type PortLimits, type PortListener } from '../tcp-listener.js';
import type { PortFigures } from '../connection-stats.js';

/** Limits of the maintenance port; times in real ms, 0 for no limit. */
export interface MaintenanceFrontLimits extends MaintenanceSessionLimits {
  /** Connections at once; 0 for no limit. */
  readonly maxConnections: number;
  /** Connections at once from one address; 0 for no limit. */
  readonly maxConnectionsPerAddress: number;
}

/** How a maintenance port deals with connections. */
export interface MaintenanceFrontSettings {
  readonly limits: MaintenanceFrontLimits;
  readonly access: AccessList;
  /** Stay open for more messages after a reply. */
  readonly persistent: boolean;
}

/** What a maintenance port is made from. */
export interface MaintenanceFrontOptions extends MaintenanceFrontSettings, MaintenanceSessionOptions {
  readonly limits: MaintenanceFrontLimits;
  readonly address: Address;
  /** What a fault does to a connection that comes in. */
  readonly fateOf: (origin: Origin) => ConnectionFate | undefined;
  readonly listener: PortListener;
}

/** The radio's maintenance port: one JSON-RPC message, one line back, then close (interface.md C). */
export class MaintenanceFront implements Front {
  #options: MaintenanceFrontOptions;
  readonly #port: Port;
  readonly #sessions = new Set<MaintenanceSession>();

  constructor(options: MaintenanceFrontOptions) {
    this.#options = options;
    const { address, socketClock, fateOf, listener } = options;
    this.#port = new Port({
      name: 'maintenance',
      server: createServer({ allowHalfOpen: true, noDelay: true }),
      address,
      ...portLimitsOf(options),
      socketClock,
      fateOf,
      onOpen: (connection) => this.#open(connection),
      listener,
    });
  }

  /** Has other settings hold for connections that come from here on. */
  configure(settings: MaintenanceFrontSettings): void {
    this.#options = { ...this.#options, ...settings };
    this.#port.configure(portLimitsOf(settings));
  }

  listen(): Promise<Address> {
    return this.#port.open();
  }

  darken(face: DarkFace): void {
    this.#port.darken(face);
  }

  lighten(): Promise<void> {
    return this.#port.lighten();
  }

  reopen(): Promise<void> {
    return this.#port.reopen();
  }

  stop(): Promise<void> {
    for (const session of this.#sessions) session.stop();
    return this.#port.stop();
  }

  force(): number {
    return this.#port.force();
  }

  figures(): PortFigures {
    return this.#port.figures();
  }

  #open(connection: Connection): void {
    if (connection.isMute) {
      const { socketClock, limits } = this.#options;
      const { idleTimeout } = limits;
      if (idleTimeout > 0)
        connection.idle = socketClock.setTimeout(() => connection.cut('fault'), idleTimeout);
      connection.socket.resume();
      return;
    }
    const session = new MaintenanceSession(connection, this.#options);
    this.#sessions.add(session);
    connection.socket.once('close', () => this.#sessions.delete(session));
  }
}

function portLimitsOf({ limits, access }: MaintenanceFrontSettings): PortLimits {
  const { maxConnections: limit, maxConnectionsPerAddress: addressLimit, writeTimeout } = limits;
  return { limit, addressLimit, writeTimeout, access };
}
