import type { Clock } from '../core/time/clock.js';
import type { Config } from '../config/schema.js';
import { SilvusMockError } from '../core/errors.js';
import { AccessList } from './access-list.js';
import type { Delays } from '../faults/delays.js';
import type { FaultSet } from '../faults/fault-set.js';
import type { Front } from './port.js';
import { HttpFront } from './http/http-port.js';
import type { Address } from '../net/listen.js';
import { MaintenanceFront, type MaintenanceFrontSettings } from './maintenance/maintenance-port.js';
import type { EndReason } from './end-reason.js';
import type { PortListener } from './tcp-listener.js';
import type { RefusalReason } from './refusal-reason.js';
import type { PortFigures } from './connection-stats.js';
import type { RequestHandler } from '../command-path/request-handler.js';
import type { Origin, PortName } from '../worker/job.js';

/** What ports tell those who watch them. */
export interface PortsListener {
  /** A connection was accepted and closed at once. */
  onRefused(port: PortName, reason: RefusalReason, peer: string): void;
  /** A connection that was taken has ended. */
  onEnded(port: PortName, reason: EndReason, peer: string): void;
  /** A port stopped listening though nobody asked it to; `reopen` opens it again. */
  onLost(port: PortName, fault: unknown): void;
  onDiscarded(bytes: number): void;
}

/** What ports need of the radio behind them. */
export interface PortsDevice {
  readonly handler: RequestHandler;
  readonly delays: Delays;
  readonly faults: FaultSet;
}

/** Settings of ports. */
export type PortsConfig = Pick<Config, 'host' | 'http' | 'maintenance' | 'blackout'>;

/** In this order they are opened. */
const names = ['http', 'maintenance'] as const;

/** All ports of one radio, opened, darkened and closed together. */
export class Ports {
  readonly #face: Config['blackout'];
  readonly #fronts: { readonly http: HttpFront; readonly maintenance: MaintenanceFront };
  readonly #addresses = new Map<PortName, Address>();

  constructor(config: PortsConfig, device: PortsDevice, socketClock: Clock, listener: PortsListener) {
    const { host, http, maintenance, blackout } = config;
    const { handler, delays } = device;
    const fateOf = (origin: Origin) => device.faults.forConnection(origin);
    this.#face = blackout;
    this.#fronts = {
      http: new HttpFront({
        address: { host, port: http.port },
        limits: http,
        handler,
        darkAs503: blackout === 'http-503',
        socketClock,
        delays,
        fateOf,
        listener: listenerOf('http', listener),
      }),
      maintenance: new MaintenanceFront({
        address: { host, port: maintenance.port },
        ...maintenanceSettingsOf(maintenance),
        handler,
        socketClock,
        delays,
        fateOf,
        listener: listenerOf('maintenance', listener),
        onDiscarded: (bytes) => listener.onDiscarded(bytes),
      }),
    };
  }

  /** Has other limits and timeouts hold for what comes; connections that are there stay. */
  configure({ http, maintenance }: PortsConfig): void {
    this.#fronts.http.configure(http);
    this.#fronts.maintenance.configure(maintenanceSettingsOf(maintenance));
  }

  /** Opens one after the other while `wanted`. Rejects with `PORT_UNAVAILABLE`; what is open then stays so. */
  async open(wanted: () => boolean): Promise<void> {
    for (const name of names) if (wanted()) this.#addresses.set(name, await this.#fronts[name].listen());
  }

  /** Where a port listens. Throws `NOT_RUNNING` if it was never opened. */
  address(name: PortName): Address {
    const address = this.#addresses.get(name);
    if (address === undefined) throw new SilvusMockError('NOT_RUNNING', `${name}: the port was never opened`);
    return address;
  }

  /**
   * Opens a port again that was lost, at the same address; nothing where it is open, dark or to be closed. Rejects with
   * `PORT_UNAVAILABLE`, and may be called again then.
   */
  reopen(name: PortName): Promise<void> {
    return this.#fronts[name].reopen();
  }

  /** Shows a blackout in the way that was set. */
  darken(): void {
    const face = this.#face;
    if (face === 'error' || face === 'http-503') return;
    for (const front of this.#all()) front.darken(face);
  }

  /** Shows the end of a blackout. Rejects with `PORT_UNAVAILABLE` if a port could not be opened again. */
  async lighten(): Promise<void> {
    await Promise.all(this.#all().map((front) => front.lighten()));
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#all().reduce((count, front) => count + front.figures().open, 0);
  }

  /** Takes no more connections; each resolves when all of that port are closed. */
  stop(): Readonly<Record<PortName, Promise<void>>> {
    return { http: this.#fronts.http.stop(), maintenance: this.#fronts.maintenance.stop() };
  }

  /** Destroys what is left; says on how many connections a request was cut. */
  force(): number {
    return this.#all().reduce((count, front) => count + front.force(), 0);
  }

  /** The present figures of each. */
  figures(): Readonly<Record<PortName, PortFigures>> {
    return { http: this.#fronts.http.figures(), maintenance: this.#fronts.maintenance.figures() };
  }

  #all(): readonly Front[] {
    return names.map((name) => this.#fronts[name]);
  }
}

function listenerOf(name: PortName, listener: PortsListener): PortListener {
  return {
    onRefused: (reason, peer) => listener.onRefused(name, reason, peer),
    onEnded: (reason, peer) => listener.onEnded(name, reason, peer),
    onLost: (fault) => listener.onLost(name, fault),
  };
}

function maintenanceSettingsOf(limits: Config['maintenance']): MaintenanceFrontSettings {
  return { limits, access: new AccessList(limits.allowedNetworks), persistent: limits.persistent };
}
