import type { Address } from '../../net/listen.js';
import { AccessList } from '../access-list.js';
import type { BlackoutAppearance } from '../blackout-appearance.js';
import type { Connection } from '../connection.js';
import type { PortFigures } from '../connection-stats.js';
import type { Port, PortContext } from '../port.js';
import { type ListenerLimits, TcpListener } from '../tcp-listener.js';
import { MaintenanceSession } from './maintenance-session.js';
import type { MaintenanceLimits, MaintenanceSettings } from './maintenance-settings.js';

/** The radio's maintenance port: one JSON-RPC message, one line back, then close (interface.md C). */
export class MaintenancePort implements Port<MaintenanceSettings> {
  #limits: MaintenanceLimits;
  readonly #context: PortContext<'maintenance'>;
  readonly #listener: TcpListener;
  readonly #sessions = new Set<MaintenanceSession>();

  constructor({ host, maintenance: limits }: MaintenanceSettings, context: PortContext<'maintenance'>) {
    this.#limits = limits;
    this.#context = context;
    const { name, socketClock, fateOf, listener } = context;
    this.#listener = new TcpListener({
      name,
      socketClock,
      fateOf,
      listener,
      address: { host, port: limits.port },
      limits: listenerLimits(limits),
      onOpen: (connection) => this.#onOpen(connection),
    });
  }

  /** Changes the settings for new connections. */
  configure({ maintenance: limits }: MaintenanceSettings): void {
    this.#limits = limits;
    this.#listener.configure(listenerLimits(limits));
  }

  open(): Promise<Address> {
    return this.#listener.open();
  }

  reopen(): Promise<void> {
    return this.#listener.reopen();
  }

  enterBlackout(appearance: BlackoutAppearance): void {
    this.#listener.enterBlackout(appearance);
  }

  leaveBlackout(): Promise<void> {
    return this.#listener.leaveBlackout();
  }

  stop(): Promise<void> {
    for (const session of this.#sessions) session.stop();
    return this.#listener.stop();
  }

  destroyConnections(): number {
    return this.#listener.destroyConnections();
  }

  get connections(): number {
    return this.#listener.connections;
  }

  get accepted(): number {
    return this.#listener.accepted;
  }

  get seen(): number {
    return this.#listener.seen;
  }

  figures(): PortFigures {
    return this.#listener.figures();
  }

  #onOpen(connection: Connection): void {
    if (connection.neverReplies) {
      const { idleTimeout } = this.#limits;
      if (idleTimeout > 0) connection.idle.start(idleTimeout);
      connection.stream.resume();
      return;
    }
    const session = new MaintenanceSession(connection, this.#limits, this.#context);
    this.#sessions.add(session);
    connection.raw.once('close', () => this.#sessions.delete(session));
  }
}

function listenerLimits(limits: MaintenanceLimits): ListenerLimits {
  const { maxConnections, maxConnectionsPerAddress: maxPerAddress, atLimit } = limits;
  const { writeTimeout, allowedNetworks } = limits;
  return { maxConnections, maxPerAddress, atLimit, writeTimeout, access: new AccessList(allowedNetworks) };
}
