import { SilvusMockError } from '../core/errors.js';
import type { Address } from '../net/listen.js';
import { waitingInputTaken } from '../net/waiting-input.js';
import type { BlackoutSetting } from './blackout-appearance.js';
import type { PortFigures } from './connection-stats.js';
import type { Port, PortsContext } from './port.js';
import { type OfPorts, type PortName, type PortsSettings, ofPorts, portRegistry } from './registry.js';

/** The ports of one radio that are on. They are opened, stopped and put into blackout together. */
export class Ports {
  readonly #blackout: BlackoutSetting;
  readonly #ports = new Map<PortName, Port<PortsSettings>>();
  readonly #addresses = new Map<PortName, Address>();

  constructor(
    settings: PortsSettings & { readonly blackout: BlackoutSetting },
    context: PortsContext<PortName>,
  ) {
    this.#blackout = settings.blackout;
    for (const { name, make } of portRegistry) {
      const port = make(settings, context);
      if (port !== undefined) this.#ports.set(name, port);
    }
  }

  /** Changes limits and timeouts for new connections and requests; open connections stay. */
  configure(settings: PortsSettings): void {
    for (const port of this.#all()) port.configure(settings);
  }

  /** Opens one port after the other while `wanted`. Rejects with `PORT_UNAVAILABLE`; open ports then stay open. */
  async open(wanted: () => boolean): Promise<void> {
    for (const [name, port] of this.#ports) if (wanted()) this.#addresses.set(name, await port.open());
  }

  /** True if a port is on. */
  has(name: PortName): boolean {
    return this.#ports.has(name);
  }

  /** The names of the ports that are on. */
  get names(): readonly PortName[] {
    return [...this.#ports.keys()];
  }

  /** Where a port listens; undefined where it is off. Throws `NOT_RUNNING` if it was never opened. */
  address(name: PortName): Address | undefined {
    const address = this.#addresses.get(name);
    if (address === undefined && this.#ports.has(name))
      throw new SilvusMockError('NOT_RUNNING', `${name}: the port was never opened`);
    return address;
  }

  /** True once each port that is on has an address. */
  get wereOpened(): boolean {
    return this.#addresses.size === this.#ports.size;
  }

  /**
   * Opens a port again that was lost, at the same address; nothing where it is open, in blackout or stopping. Rejects
   * with `PORT_UNAVAILABLE`, and may be called again then.
   */
  reopen(name: PortName): Promise<void> {
    return this.#port(name).reopen();
  }

  /** Shows a blackout as the setting says. */
  enterBlackout(): void {
    const appearance = this.#blackout;
    if (appearance === 'error' || appearance === 'http-503') return;
    for (const port of this.#all()) port.enterBlackout(appearance);
  }

  /** Shows the end of a blackout. Rejects with `PORT_UNAVAILABLE` if a port could not be opened again. */
  async leaveBlackout(): Promise<void> {
    await Promise.all(this.#all().map((port) => port.leaveBlackout()));
  }

  /** Number of open connections. */
  get connections(): number {
    return this.#all().reduce((count, port) => count + port.connections, 0);
  }

  /** Connections that were accepted since the start. */
  get accepted(): number {
    return this.#all().reduce((count, port) => count + port.accepted, 0);
  }

  /**
   * Takes what clients had sent when it is called: connections that wait to be accepted, and requests that wait to be
   * read. Closing a port would reset the former, and discard the latter.
   * @param isOver true once there is no time left for it
   */
  takeWaiting(isOver: () => boolean): Promise<void> {
    const all = this.#all();
    return waitingInputTaken(
      {
        connections: () => all.reduce((sum, { seen }) => sum + seen, 0),
        bytes: () => all.reduce((sum, port) => sum + port.figures().bytesIn, 0),
        isAnyOpen: () => this.connections > 0,
      },
      isOver,
    );
  }

  /** Accepts no more connections; each promise resolves when all connections of that port are closed. */
  stop(): readonly { readonly name: PortName; readonly ended: Promise<void> }[] {
    return Array.from(this.#ports, ([name, port]) => ({ name, ended: port.stop() }));
  }

  /** Destroys the connections that are left; gives the number of those with output that was not delivered. */
  destroyConnections(): number {
    return this.#all().reduce((count, port) => count + port.destroyConnections(), 0);
  }

  /** The present figures of each port that is on. */
  figures(): OfPorts<PortFigures> {
    return ofPorts((name) => this.#ports.get(name)?.figures());
  }

  #port(name: PortName): Port<PortsSettings> {
    const port = this.#ports.get(name);
    if (port === undefined) throw new Error(`${name}: no such port`);
    return port;
  }

  #all(): readonly Port<PortsSettings>[] {
    return [...this.#ports.values()];
  }
}
