import { randomInt } from 'node:crypto';
import { Announcer } from './announcer.js';
import { type Clock, scaledClock, systemClock } from './clock.js';
import { type Config, type ConfigInput, parseConfig } from './config/schema.js';
import { Device } from './device.js';
import { SilvusMockError } from './errors.js';
import type { Listener } from './events.js';
import type { Address } from './front/listen.js';
import { type Logger, harmless, silentLogger } from './logger.js';
import { Ports } from './ports.js';
import { printable } from './printable.js';
import type { CloseReport, SimulatorEvents } from './simulator-events.js';
import type { Mode } from './worker/availability.js';
import type { CommandRecord } from './worker/job.js';

/** Options of a simulator: every setting of the configuration, and what only a program can give. */
export interface SilvusMockOptions extends Omit<ConfigInput, 'log'> {
  /** What device time obeys; default: the machine's clock, `timeScale` times as fast. */
  readonly clock?: Clock;
  /** Where log lines go; default: nowhere. */
  readonly logger?: Logger;
}

/** What a simulator is made from. */
export interface SimulatorParts {
  readonly config: Config;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** Where a simulator is in its life. */
export type SimulatorState = 'created' | 'starting' | 'running' | 'draining' | 'closed' | 'failed';

/** Where the HTTP port listens. */
export interface HttpAddress extends Address {
  /** The API: `http://127.0.0.1:8080/streamscape_api`. */
  readonly url: string;
}

const nothingDone: CloseReport = { drained: 0, rejected: 0, cut: 0, forced: 0, unended: [], durationMs: 0 };

/**
 * One simulated radio with its two ports: the lifecycle object that owns everything and waits for it at close.
 * The library's ports default to 0 (any that is free); see {@link SilvusMock.http} for where they are.
 */
export class SilvusMock {
  readonly #config: Config;
  readonly #socketClock = systemClock();
  readonly #announcer: Announcer;
  readonly #device: Device;
  readonly #ports: Ports;
  #state: SimulatorState = 'created';
  #started: Promise<this> | undefined;
  #closed: Promise<CloseReport> | undefined;
  #fault: SilvusMockError | undefined;
  #tally = { drained: 0, rejected: 0 };
  #graceIsOver = false;

  /** Throws `MODEL_INVALID`. See {@link createSilvusMock} for options that are not checked yet. */
  constructor({ config, clock, logger = silentLogger }: SimulatorParts) {
    this.#config = config;
    const announcer = new Announcer(harmless(logger));
    this.#announcer = announcer;
    const seed = this.#config.seed ?? randomInt(2 ** 47);
    this.#device = new Device(
      this.#config,
      seed,
      { device: clock ?? scaledClock(this.#config.timeScale), real: this.#socketClock },
      {
        onCommand: (record) => this.#onCommand(record),
        onDark: (darkness, ms) => {
          this.#ports.darken();
          announcer.dark(darkness, ms);
        },
        onOnline: () => this.#onOnline(),
        onFault: (fault, method) => announcer.fault(fault, printable(method)),
        onAnswered: (record) => announcer.answered(record),
      },
    );
    this.#ports = new Ports(this.#config, this.#device, this.#socketClock, {
      onRefused: (port, reason, peer) => announcer.refused(port, reason, peer),
      onDiscarded: (bytes) => announcer.discarded(bytes),
    });
  }

  /** Where it is in its life. */
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
    const address = this.#ports.address('http');
    const host = address.host.includes(':') ? `[${address.host}]` : address.host;
    return { ...address, url: `http://${host}:${address.port}/streamscape_api` };
  }

  /** Where the maintenance port listens. Throws `NOT_RUNNING` before `start` has resolved. */
  get maintenance(): Address {
    return this.#ports.address('maintenance');
  }

  /** `normal`, or `offline`. */
  get mode(): Mode {
    return this.#device.availability.mode;
  }

  /** Puts the radio out of reach (`offline`), or back (`normal`); resolves when its ports are as they should be. */
  setMode(mode: Mode): Promise<void> {
    return this.#device.availability.setMode(mode);
  }

  /** Calls `listener` on each event; what it throws is logged and harms nobody. Gives the way to take it off. */
  on<K extends keyof SimulatorEvents>(event: K, listener: Listener<SimulatorEvents[K]>): () => void {
    return this.#announcer.on(event, listener);
  }

  /** Resolves once so many requests have come in since the start, on both ports together, or once it has closed. */
  received(count: number): Promise<void> {
    return this.#device.handler.reception.reached(count);
  }

  /** Puts the radio back to its start: what waits or runs is answered UNAVAILABLE first; connections stay. */
  reset(): Promise<void> {
    return this.#device.reset();
  }

  /**
   * Opens both ports. Twice gives the same promise.
   * Rejects with `PORT_UNAVAILABLE` (nothing is left open), `ALREADY_CLOSED`, `CLOSED_WHILE_STARTING`.
   */
  start(): Promise<this> {
    if (this.#closed !== undefined) {
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

  /** Closes: `await using mock = await startSilvusMock()`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #start(): Promise<this> {
    this.#state = 'starting';
    try {
      await this.#ports.open(() => this.#closed === undefined);
    } catch (fault) {
      this.#device.availability.close();
      this.#device.handler.reception.close();
      await this.#ports.stop();
      this.#state = 'failed';
      throw fault;
    }
    if (this.#closed !== undefined) {
      throw new SilvusMockError('CLOSED_WHILE_STARTING', 'start: the simulator was closed meanwhile');
    }
    this.#state = 'running';
    void this.#device.availability.refresh();
    return this;
  }

  async #close(graceMs: number): Promise<CloseReport> {
    const failed = await this.#startFailed();
    if (failed) return nothingDone;
    const begun = this.#socketClock.now();
    this.#state = 'draining';
    const done = new AbortController();
    const all = Promise.all([this.#device.worker.close(this.#config.close.drain), this.#ports.stop()]);
    void all.finally(() => done.abort());
    this.#graceIsOver = await this.#socketClock.sleep(graceMs, done.signal);
    const cut = this.#graceIsOver ? this.#device.worker.abandon() : 0;
    const forced = this.#graceIsOver ? this.#ports.force() : 0;
    await all;
    this.#device.availability.close();
    this.#device.handler.reception.close();
    this.#state = 'closed';
    const { unended } = this.#device.worker.figures();
    const durationMs = this.#socketClock.now() - begun;
    const fault = this.#fault === undefined ? {} : { fault: this.#fault };
    const report = { ...this.#tally, cut, forced, unended, durationMs, ...fault };
    this.#announcer.closed(report);
    return report;
  }

  /** Waits for a start that is under way; true if it failed, so that all is undone already. */
  async #startFailed(): Promise<boolean> {
    try {
      await this.#started;
    } catch {
      return this.#state === 'failed';
    }
    return false;
  }

  #onCommand(record: CommandRecord): void {
    if (this.#state === 'draining' && !this.#graceIsOver) {
      const { outcome } = record;
      const isRejected = outcome.kind === 'error' && outcome.error.token === 'UNAVAILABLE';
      this.#tally[isRejected ? 'rejected' : 'drained'] += 1;
    }
    this.#announcer.command(record);
  }

  /** A port that can't be opened again takes the simulator down. */
  async #onOnline(): Promise<void> {
    try {
      await this.#ports.lighten();
      this.#announcer.online();
    } catch (fault) {
      this.#announcer.fault(fault, 'the end of a blackout');
      if (fault instanceof SilvusMockError) this.#fault = fault;
      void this.close();
    }
  }
}

/** Makes a simulator; nothing listens until `start`. Throws `OPTION_INVALID` with all that is wrong, `MODEL_INVALID`. */
export function createSilvusMock(options: SilvusMockOptions = {}): SilvusMock {
  const { clock, logger = silentLogger, http, maintenance, ...settings } = options;
  if (clock !== undefined && settings.timeScale !== undefined) {
    const message = "timeScale: it goes with the machine's clock, not with one of your own";
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const ports = { http: { port: 0, ...http }, maintenance: { port: 0, ...maintenance } };
  const parsed = parseConfig({ ...settings, ...ports });
  if ('config' in parsed) {
    return new SilvusMock({ config: parsed.config, logger, ...(clock === undefined ? {} : { clock }) });
  }
  const faults = parsed.faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new SilvusMockError('OPTION_INVALID', faults.join('; '));
}

/** Makes a simulator and opens its ports. Rejects with what the two can give. */
export async function startSilvusMock(options: SilvusMockOptions = {}): Promise<SilvusMock> {
  return createSilvusMock(options).start();
}
