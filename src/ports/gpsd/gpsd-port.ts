import type { Address } from '../../net/listen.js';
import type { Connection } from '../connection.js';
import type { Port, PortContext } from '../port.js';
import type { ListenerLimits } from '../tcp-listener.js';
import { TcpPort } from '../tcp-port.js';
import type { GpsdLimits, GpsdSettings } from './gpsd-settings.js';
import type { GpsdSession } from './gpsd-session.js';
import { ReportTimes } from './report-times.js';

/** The radio's port for clients of gpsd (gpsd_json, interface.md A.1). */
export class GpsdPort extends TcpPort implements Port<GpsdSettings> {
  #limits: GpsdLimits;
  readonly #context: PortContext<'gpsd'>;
  readonly #sessions = new Set<GpsdSession>();
  readonly #times: ReportTimes;
  /** Loaded with the port: most radios have none. */
  #Session: typeof GpsdSession | undefined;

  constructor({ host, gpsd: limits }: GpsdSettings, context: PortContext<'gpsd'>) {
    const { name, socketClock, fateOf, listener } = context;
    super({
      name,
      socketClock,
      fateOf,
      listener,
      address: { host, port: limits.port ?? 0 },
      limits: listenerLimits(limits),
      onOpen: (connection) => this.#onOpen(connection),
    });
    this.#limits = limits;
    this.#context = context;
    this.#times = new ReportTimes(context.gps, () => this.#limits.period);
  }

  /** Changes the settings for new connections, and the time between reports. */
  configure({ gpsd: limits }: GpsdSettings): void {
    this.#limits = limits;
    this.listener.configure(listenerLimits(limits));
  }

  override async open(): Promise<Address> {
    this.#Session ??= (await import('./gpsd-session.js')).GpsdSession;
    return super.open();
  }

  override stop(): Promise<void> {
    for (const session of this.#sessions) session.stop();
    return super.stop();
  }

  #onOpen(connection: Connection): void {
    if (connection.neverReplies || this.#Session === undefined) {
      const { idleTimeout } = this.#limits;
      if (idleTimeout > 0) connection.idle.start(idleTimeout);
      connection.stream.resume();
      return;
    }
    const context = { receiver: this.#context.gps, times: this.#times };
    const session = new this.#Session(connection, this.#limits, context);
    this.#sessions.add(session);
    connection.raw.once('close', () => this.#sessions.delete(session));
  }
}

function listenerLimits(limits: GpsdLimits): ListenerLimits {
  const { maxConnections, maxConnectionsPerAddress: maxPerAddress, atLimit, writeTimeout } = limits;
  return { maxConnections, maxPerAddress, atLimit, writeTimeout };
}
