import { randomInt } from 'node:crypto';
import { type Clock, scaledClock, systemClock } from './clock.js';
import { type Config, type ConfigInput, parseConfig } from './config/schema.js';
import { Device } from './device.js';
import { SilvusMockError } from './errors.js';
import { type Listener, TypedEvents } from './events.js';
import { AccessList } from './front/access.js';
import type { Address, Front } from './front/front.js';
import { HttpFront } from './front/http-front.js';
import { MaintenanceFront } from './front/maintenance-front.js';
import { type Logger, silentLogger } from './logger.js';
import { printable } from './printable.js';
import type { CloseReport, CommandEvent, SimulatorEvents } from './simulator-events.js';
import type { Darkness, Mode } from './worker/availability.js';
import type { CommandRecord, PortName } from './worker/job.js';

/** Options of a simulator: every setting of the configuration, and what only a program can give. */
export interface SilvusMockOptions extends ConfigInput {
  /** What device time obeys; default: the machine's clock, `timeScale` times as fast. */
  readonly clock?: Clock;
  /** Where log lines go; default: nowhere. */
  readonly logger?: Logger;
}

/** Where a simulator is in its life. */
export type SimulatorState = 'created' | 'starting' | 'running' | 'draining' | 'closed' | 'failed';

/** Where the HTTP port listens. */
export interface HttpAddress extends Address {
  /** The API: `http://127.0.0.1:8080/streamscape_api`. */
  readonly url: string;
}

/** Commands that are logged at info, with the peer's address. */
const notable = new Set(['zeroize', 'radio_reset', 'factory_reset']);

const nothingDone: CloseReport = { drained: 0, rejected: 0, cut: 0, forced: 0, unended: [], durationMs: 0 };

/**
 * One simulated radio with its two ports: the lifecycle object that owns everything and waits for it at close.
 * The library's ports default to 0 (any that is free); see {@link SilvusMock.http} for where they are.
 */
export class SilvusMock {
  readonly #config: Config;
  readonly #logger: Logger;
  readonly #socketClock = systemClock();
  readonly #events: TypedEvents<SimulatorEvents>;
  readonly #device: Device;
  readonly #fronts: Readonly<Record<PortName, Front>>;
  readonly #addresses = new Map<PortName, Address>();
  #state: SimulatorState = 'created';
  #started: Promise<this> | undefined;
  #closed: Promise<CloseReport> | undefined;
  #tally = { drained: 0, rejected: 0 };

  /** Throws `OPTION_INVALID` with all that is wrong, or `MODEL_INVALID`. */
  constructor(options: SilvusMockOptions = {}) {
    const { clock, logger = silentLogger, ...settings } = options;
    this.#config = checked(settings, clock);
    this.#logger = logger;
    this.#events = new TypedEvents((fault, event) => this.#onFault(fault, `a listener of ${event}`));
    const seed = this.#config.seed ?? randomInt(2 ** 47);
    const deviceClock = clock ?? scaledClock(this.#config.timeScale);
    this.#device = new Device(this.#config, seed, deviceClock, {
      onCommand: (record) => this.#onCommand(record),
      onDark: (darkness, ms) => this.#onDark(darkness, ms),
      onOnline: () => this.#events.emit('online', {}),
      onFault: (fault, method) => this.#onFault(fault, printable(method)),
    });
    this.#fronts = { http: this.#httpFront(), maintenance: this.#maintenanceFront() };
  }

  get state(): SimulatorState {
    return this.#state;
  }

  /** What all chance comes from: the same seed gives the same bytes. */
  get seed(): number {
    return this.#device.seed;
  }

  /** Name of the radio model. */
  get model(): string {
    return this.#device.model.name;
  }

  /** Where the HTTP port listens. Throws `NOT_RUNNING` before `start` has resolved. */
  get http(): HttpAddress {
    const address = this.#address('http');
    const host = address.host.includes(':') ? `[${address.host}]` : address.host;
    return { ...address, url: `http://${host}:${address.port}/streamscape_api` };
  }

  /** Where the maintenance port listens. Throws `NOT_RUNNING` before `start` has resolved. */
  get maintenance(): Address {
    return this.#address('maintenance');
  }

  get mode(): Mode {
    return this.#device.availability.mode;
  }

  /** Puts the radio out of reach (`offline`), or back (`normal`). */
  set mode(mode: Mode) {
    this.#device.availability.setMode(mode);
  }

  /** Calls `listener` on each event; what it throws is logged and harms nobody. Gives the way to take it off. */
  on<K extends keyof SimulatorEvents>(event: K, listener: Listener<SimulatorEvents[K]>): () => void {
    return this.#events.on(event, listener);
  }

  /** Puts the radio back to its start: what waits or runs is answered UNAVAILABLE first; connections stay. */
  reset(): void {
    this.#device.reset();
  }

  /**
   * Opens both ports. Twice gives the same promise.
   * Rejects with `PORT_UNAVAILABLE` (nothing is left open), `ALREADY_CLOSED`, `CLOSED_WHILE_STARTING`.
   */
  start(): Promise<this> {
    if (this.#started === undefined && this.#closed !== undefined) {
      return Promise.reject(new SilvusMockError('ALREADY_CLOSED', 'start: the simulator was closed'));
    }
    this.#started ??= this.#start();
    return this.#started;
  }

  /**
   * Takes no more requests, answers those it has, and lets go of everything. Twice gives the same promise.
   * @param options `graceMs`: real ms after which what is left is cut; default: the setting `close.grace`
   */
  close(options: { readonly graceMs?: number } = {}): Promise<CloseReport> {
    this.#closed ??= this.#close(options.graceMs ?? this.#config.close.grace);
    return this.#closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #start(): Promise<this> {
    this.#state = 'starting';
    for (const name of ['http', 'maintenance'] as const) {
      try {
        this.#addresses.set(name, await this.#fronts[name].listen());
      } catch (fault) {
        await this.#release();
        this.#state = 'failed';
        throw fault;
      }
      if (this.#closed !== undefined) {
        throw new SilvusMockError('CLOSED_WHILE_STARTING', 'start: the simulator was closed meanwhile');
      }
    }
    this.#state = 'running';
    this.#device.availability.refresh();
    return this;
  }

  async #close(graceMs: number): Promise<CloseReport> {
    const failed = await this.#outcomeOfStart();
    if (failed) return nothingDone;
    const begun = this.#socketClock.now();
    this.#state = 'draining';
    const worker = this.#device.worker.close(this.#config.close.drain);
    const fronts = Promise.all(Object.values(this.#fronts).map((front) => front.stop()));
    const done = new AbortController();
    const all = Promise.all([worker, fronts]).finally(() => done.abort());
    const graceIsOver = await this.#socketClock.sleep(graceMs, done.signal);
    const cut = graceIsOver ? this.#device.worker.abandon() : 0;
    const forced = graceIsOver ? this.#force() : 0;
    await all;
    this.#device.availability.close();
    this.#state = 'closed';
    const { unended } = this.#device.worker.figures();
    const report = { ...this.#tally, cut, forced, unended, durationMs: this.#socketClock.now() - begun };
    this.#logger.info({ ...report }, 'closed');
    this.#events.emit('closed', report);
    this.#events.clear();
    return report;
  }

  /** Waits for a start that is under way; true if it failed, so that all is undone already. */
  async #outcomeOfStart(): Promise<boolean> {
    try {
      await this.#started;
    } catch {
      return this.#state === 'failed';
    }
    return false;
  }

  /** Undoes a start that failed half way. */
  async #release(): Promise<void> {
    this.#device.availability.close();
    await this.#device.worker.close('reject');
    await Promise.all(Object.values(this.#fronts).map((front) => front.stop()));
  }

  #force(): number {
    return Object.values(this.#fronts).reduce((count, front) => count + front.force(), 0);
  }

  #httpFront(): Front {
    const { host, http } = this.#config;
    return new HttpFront({
      address: { host, port: http.port },
      limits: http,
      handler: this.#device.handler,
      socketClock: this.#socketClock,
      onRefused: (reason, peer) => this.#onRefused({ port: 'http', reason, peer }),
    });
  }

  #maintenanceFront(): Front {
    const { host, maintenance } = this.#config;
    return new MaintenanceFront({
      address: { host, port: maintenance.port },
      limits: maintenance,
      access: new AccessList(maintenance.allowedNetworks),
      handler: this.#device.handler,
      persistent: maintenance.persistent,
      socketClock: this.#socketClock,
      onRefused: (reason, peer) => this.#onRefused({ port: 'maintenance', reason, peer }),
      onDiscarded: (bytes) => this.#logger.debug({ bytes }, 'discarded what came after a message'),
    });
  }

  #address(name: PortName): Address {
    const address = this.#addresses.get(name);
    if (address === undefined) throw new SilvusMockError('NOT_RUNNING', `${name}: the port was never opened`);
    return address;
  }

  #onCommand({ command, origin, outcome, waitMs, runMs }: CommandRecord): void {
    const { id, method } = command;
    const token =
      outcome.kind === 'result' ? 'ok' : outcome.kind === 'error' ? outcome.error.token : 'cancelled';
    if (this.#state === 'draining') this.#tally[token === 'UNAVAILABLE' ? 'rejected' : 'drained'] += 1;
    const event: CommandEvent = { id, method, ...origin, outcome: token, waitMs, runMs };
    this.#log(event);
    this.#events.emit('command', event);
    if (token === 'BUSY') this.#events.emit('busy', event);
  }

  #log(event: CommandEvent): void {
    const isNotable = notable.has(event.method);
    if (!isNotable && this.#logger.isLevelEnabled?.('debug') === false) return;
    const id = typeof event.id === 'string' ? printable(event.id) : event.id;
    const fields = { ...event, id, method: printable(event.method) };
    if (isNotable) this.#logger.info(fields, 'command');
    else this.#logger.debug(fields, 'command');
  }

  #onDark({ cause }: Darkness, ms = Infinity): void {
    this.#logger.info({ cause, ms }, 'the radio is dark');
    if (cause === 'offline') this.#events.emit('offline', {});
    else this.#events.emit('blackout', { cause, ms });
  }

  #onRefused(event: SimulatorEvents['connection-refused']): void {
    this.#logger.debug(event, 'connection refused');
    this.#events.emit('connection-refused', event);
  }

  #onFault(fault: unknown, where: string): void {
    this.#logger.error({ err: fault, where }, 'something failed inside the simulator');
  }
}

/** Makes a simulator; nothing listens until `start`. Throws `OPTION_INVALID`, `MODEL_INVALID`. */
export function createSilvusMock(options: SilvusMockOptions = {}): SilvusMock {
  return new SilvusMock(options);
}

/** Makes a simulator and opens its ports. Rejects with what the two can give. */
export async function startSilvusMock(options: SilvusMockOptions = {}): Promise<SilvusMock> {
  return createSilvusMock(options).start();
}

/** Checks the settings; the library's ports are 0 unless set. */
function checked(settings: ConfigInput, clock: Clock | undefined): Config {
  if (clock !== undefined && settings.timeScale !== undefined) {
    throw new SilvusMockError(
      'OPTION_INVALID',
      "timeScale: it goes with the machine's clock, not with one of your own",
    );
  }
  const { http, maintenance } = settings;
  const parsed = parseConfig({
    ...settings,
    http: { port: 0, ...http },
    maintenance: { port: 0, ...maintenance },
  });
  if ('config' in parsed) return parsed.config;
  const faults = parsed.faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new SilvusMockError('OPTION_INVALID', faults.join('; '));
}
