import type { Address } from '../../net/listen.js';
import type { BlackoutAppearance } from '../blackout-appearance.js';
import type { Connection } from '../connection.js';
import type { PortFigures } from '../connection-stats.js';
import type { Port, PortContext } from '../port.js';
import { type ListenerLimits, TcpListener } from '../tcp-listener.js';
import type { GpsdLimits, GpsdSettings } from './gpsd-settings.js';
import type { GpsdSession } from './gpsd-session.js';
import { ReportTimes } from './report-times.js';

/** The radio's port for clients of gpsd (gpsd_json, interface.md A.1). */
export class GpsdPort implements Port<GpsdSettings> {
  #limits: GpsdLimits;
  readonly #context: PortContext<'gpsd'>;
  readonly #listener: TcpListener;
  readonly #sessions = new Set<GpsdSession>();
  readonly #times: ReportTimes;
  /** Loaded with the port: most radios have none. */
  #Session: typeof GpsdSession | undefined;

  constructor({ host, gpsd: limits }: GpsdSettings, context: PortContext<'gpsd'>) {
    this.#limits = limits;
    this.#context = context;
    this.#times = new ReportTimes(context.gps, () => this.#limits.period);
    const { name, socketClock, fateOf, listener } = context;
    this.#listener = new TcpListener({
      name,
      socketClock,
      fateOf,
      listener,
      address: { host, port: limits.port ?? 0 },
      limits: listenerLimits(limits),
      onOpen: (connection) => this.#onOpen(connection),
    });
  }

  /** Changes the settings for new connections, and the time between reports. */
  configure({ gpsd: limits }: GpsdSettings): void {
    this.#limits = limits;
    this.#listener.configure(listenerLimits(limits));
  }

  async open(): Promise<Address> {
    this.#Session ??= (await import('./gpsd-session.js')).GpsdSession;
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
