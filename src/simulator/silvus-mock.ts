import type { Clock } from '../core/time/clock.js';
import type { Config } from '../config/schema.js';
import type { ControlAddress } from '../control/server/control-port.js';
import { BlackoutControl } from './controls/blackout-control.js';
import { FaultControl } from './controls/fault-control.js';
import { type Health, type Lifecycle, healthOf } from './controls/health.js';
import { JournalView } from './controls/journal-view.js';
import { RadioState } from './controls/radio-state.js';
import { ScenarioControl } from './controls/scenario-control.js';
import type { Stats } from './controls/stats.js';
import { WorkerControl } from './controls/worker-control.js';
import { SilvusMockError } from '../core/errors.js';
import type { Listener } from '../core/events.js';
import type { Address } from '../net/listen.js';
import type { EffectiveLine } from '../config/print.js';
import type { CatalogueEntry } from '../radio/catalogue.js';
import type { ProgramSettings } from '../config/program-settings.js';
import type { ReloadReport } from './reload/report.js';
import type { CloseReport, SimulatorEvents } from './events.js';
import type { HttpAddress, SimulatorParts } from './options.js';
import { type Mode, modes } from '../radio/mode.js';
import { Life } from './lifecycle.js';
import { Machinery } from './machinery.js';

/**
 * One simulated radio with its two ports: the lifecycle object that owns everything and waits for it at close.
 * The library's ports default to 0 (any that is free); see {@link SilvusMock.http} for where they are.
 */
export class SilvusMock<C extends Clock = Clock> {
  /** What device time obeys. */
  readonly clock: C;
  /** The radio's settings and readings. */
  readonly state: RadioState;
  /** The radio's blackout. */
  readonly blackout: BlackoutControl;
  /** What carries the commands out. */
  readonly worker: WorkerControl;
  /** What bends replies and connections. */
  readonly faults: FaultControl;
  /** What happens to the radio by itself. */
  readonly scenario: ScenarioControl;
  /** The last exchanges. */
  readonly journal: JournalView;
  readonly #startedAt: number;
  readonly #life = new Life(this, () => this.#machinery);
  readonly #machinery: Machinery;

  /** See {@link createSilvusMock} for options that are not checked yet. */
  constructor(parts: SimulatorParts<C>) {
    this.clock = parts.clock;
    this.#startedAt = this.clock.now();
    this.#machinery = new Machinery(parts, {
      target: this,
      isOver: () => this.#life.isOver,
      goDown: (fault) => this.#life.goDown(fault, this.config.close.grace),
    });
    const { device } = this.#machinery;
    this.state = new RadioState(device);
    this.blackout = new BlackoutControl(device);
    this.worker = new WorkerControl(device.worker);
    this.faults = new FaultControl(device.faults);
    this.journal = new JournalView(device.journal);
    this.scenario = new ScenarioControl(device.scenario);
  }

  /** Where it is in its life. */
  get lifecycle(): Lifecycle {
    return this.#life.state;
  }

  /** What all chance comes from: the same seed gives the same bytes. */
  get seed(): number {
    return this.#machinery.device.seed;
  }

  /** Name of the radio model. */
  get model(): string {
    return this.#machinery.device.model.name;
  }

  /** All methods that it has, those of the user's own included. */
  get methods(): readonly CatalogueEntry[] {
    return this.#machinery.device.methods.entries();
  }

  /** Where the HTTP port listens. Throws `NOT_RUNNING` before `start` has resolved. */
  get http(): HttpAddress {
    const address = this.#machinery.ports.address('http');
    const host = address.host.includes(':') ? `[${address.host}]` : address.host;
    return { ...address, url: `http://${host}:${address.port}/streamscape_api` };
  }

  /** Where the maintenance port listens. Throws `NOT_RUNNING` before `start` has resolved. */
  get maintenance(): Address {
    return this.#machinery.ports.address('maintenance');
  }

  /** Where the control plane listens; undefined while there is none. */
  get control(): ControlAddress | undefined {
    return this.#machinery.control.address;
  }

  /** `normal`, `degraded` or `offline`. */
  get mode(): Mode {
    return this.#machinery.device.mode;
  }

  /**
   * Puts the radio out of reach (`offline`), at the edge of its range (`degraded`: some faults act), or back
   * (`normal`); resolves when its ports are as they should be. Rejects with `OPTION_INVALID`.
   */
  async setMode(mode: Mode): Promise<void> {
    if (!modes.includes(mode)) {
      const message = `mode: ${JSON.stringify(mode)} is not allowed; allowed: ${modes.join(', ')}`;
      throw new SilvusMockError('OPTION_INVALID', message);
    }
    await this.#machinery.device.setMode(mode);
  }

  /**
   * Has other settings hold while it runs: all that can, or none; the report says what needs a restart. Those who are
   * connected are not disturbed: what has begun goes on by the settings that it began with.
   * Rejects with `OPTION_INVALID`, `MODEL_INVALID`, `RELOAD_FAILED` (all is as before), `ALREADY_CLOSED`; without
   * settings with `CONFIG_INVALID`, and with `NO_SOURCE` in a program.
   * @param settings laid over those that it was made with; `silvus-mock start` gives none: it reads its file again
   */
  reload(settings?: ProgramSettings): Promise<ReloadReport> {
    return this.#machinery.reloading.reload(settings);
  }

  /** What is in force. */
  get config(): Config {
    return this.#machinery.reloading.config;
  }

  /** Every setting as it is in force, and where its value came from; secrets are not shown. */
  configuration(): Promise<readonly EffectiveLine[]> {
    return this.#machinery.reloading.lines();
  }

  /** Calls `listener` on each event; what it throws is logged and harms nobody. Gives the way to take it off. */
  on<K extends keyof SimulatorEvents>(event: K, listener: Listener<SimulatorEvents[K]>): () => void {
    return this.#machinery.announcer.on(event, listener);
  }

  /** What it has done since it was made. */
  stats(): Stats {
    return {
      requests: this.#machinery.device.handler.reception.total,
      ...this.#machinery.counted.counts(),
      waiting: this.#machinery.device.worker.figures().waiting,
      queueCapacity: this.config.worker.queueCapacity,
      faults: this.#machinery.device.faults.appliedByKind(),
      connections: this.#machinery.ports.figures(),
      reloads: this.#machinery.reloading.counts,
      activities: this.#machinery.upkeep.supervisor.statuses(),
      flash: this.#machinery.device.flash.figures,
      ranMs: this.clock.now() - this.#startedAt,
    };
  }

  /** How it is. */
  health(): Health {
    return healthOf({
      lifecycle: this.lifecycle,
      mode: this.mode,
      worker: this.worker.figures,
      stuck: this.#machinery.device.worker.stuck(),
      blackout: this.blackout.current,
      troubles: this.#machinery.upkeep.troubles(),
      flash: this.#machinery.device.flash.reasons,
    });
  }

  /** Resolves once so many requests have come in since the start or the last reset, on both ports together, or once it has closed. */
  received(count: number): Promise<void> {
    return this.#machinery.device.handler.reception.reached(count);
  }

  /**
   * Puts the radio back to its start: state, mode, blackout, faults, journal, chance, a worker that is held. What
   * waits or runs is answered UNAVAILABLE first; ports, connections, listeners and `stats` stay. Flash is what it was
   * at the start; rejects with `FLASH_UNWRITABLE` if its file can't follow.
   */
  async reset(): Promise<void> {
    try {
      await this.#machinery.device.reset();
    } finally {
      if (this.lifecycle === 'running') this.#machinery.play();
    }
  }

  /**
   * Opens the ports. Twice gives the same promise.
   * Rejects with `PORT_UNAVAILABLE` (nothing is left open), `STATE_DIR_IN_USE`, `STATE_DIR_UNUSABLE`,
   * `FLASH_TOO_NEW`, `ALREADY_CLOSED`, `CLOSED_WHILE_STARTING`.
   */
  start(): Promise<this> {
    return this.#life.start();
  }

  /**
   * Takes no more requests, answers those it has, and lets go of everything. Twice gives the same promise.
   * @param options `graceMs`: real ms after which what is left is cut; default: the setting `close.grace`. Rejects with
   * `OPTION_INVALID` for what is no such time, and nothing is closed then.
   */
  close(options: { readonly graceMs?: number } = {}): Promise<CloseReport> {
    const { graceMs = this.config.close.grace } = options;
    if (typeof graceMs === 'number' && graceMs >= 0) return this.#life.close(graceMs);
    const message = `close: graceMs: ${String(graceMs)} is not allowed; allowed: ms, at least 0`;
    return Promise.reject(new SilvusMockError('OPTION_INVALID', message));
  }

  /** Closes: `await using mock = await startSilvusMock()`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
