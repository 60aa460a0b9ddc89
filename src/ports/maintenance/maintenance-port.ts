import { AccessList } from '../access-list.js';
import type { Connection } from '../connection.js';
import type { Port, PortContext } from '../port.js';
import type { ListenerLimits } from '../tcp-listener.js';
import { TcpPort } from '../tcp-port.js';
import { MaintenanceSession } from './maintenance-session.js';
import type { MaintenanceLimits, MaintenanceSettings } from './maintenance-settings.js';

/** The radio's maintenance port: one JSON-RPC message, one line back, then close (interface.md C). */
export class MaintenancePort extends TcpPort implements Port<MaintenanceSettings> {
  #limits: MaintenanceLimits;
  readonly #context: PortContext<'maintenance'>;
  readonly #sessions = new Set<MaintenanceSession>();

  constructor({ host, maintenance: limits }: MaintenanceSettings, context: PortContext<'maintenance'>) {
    const { name, socketClock, fateOf, listener } = context;
    super({
      name,
      socketClock,
      fateOf,
      listener,
      address: { host, port: limits.port },
      limits: listenerLimits(limits),
      onOpen: (connection) => this.#onOpen(connection),
    });
    this.#limits = limits;
    this.#context = context;
  }

  /** Changes the settings for new connections. */
  configure({ maintenance: limits }: MaintenanceSettings): void {
    this.#limits = limits;
    this.listener.configure(listenerLimits(limits));
  }

  override stop(): Promise<void> {
    for (const session of this.#sessions) session.stop();
    return super.stop();
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
