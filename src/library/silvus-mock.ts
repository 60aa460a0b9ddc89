import type { BlackoutControl } from '../command-path/blackout-control.js';
import type { Mode } from '../radio/mode.js';
import type { RadioState } from '../command-path/state.js';
import type { EffectiveLine } from '../config/print.js';
import type { ProgramSettings } from '../config/program-settings.js';
import type { Config } from '../config/schema.js';
import { type ControlAddress, ControlPort } from '../control/server/control-port.js';
import { checkOptions } from '../core/arguments.js';
import { SilvusMockError } from '../core/errors.js';
import type { Listener } from '../core/events.js';
import { excerpt, valueExcerpt } from '../core/text.js';
import type { Clock } from '../core/time/clock.js';
import type { FaultControl } from '../faults/fault-control.js';
import type { JournalView } from '../journal/journal-view.js';
import type { Address } from '../net/listen.js';
import type { CatalogueEntry } from '../radio/catalogue.js';
import type { CloseReport, SimulatorEvents } from '../simulator/events.js';
import type { HttpAddress, PortAddresses } from '../simulator/port-addresses.js';
import type { Node } from '../simulator/node.js';
import type { ReloadReport } from '../simulator/reload/report.js';
import type { ScenarioControl } from '../simulator/scenario-control.js';
import { Simulator } from '../simulator/simulator.js';
import type { Health, Lifecycle, Stats } from '../simulator/snapshot.js';
import type { WorkerControl } from '../worker/worker-control.js';
import type { SimulatorParts } from './options.js';
import { isError } from '../core/realm.js';

/** The grace of a close, ms. Throws `OPTION_INVALID`. */
function graceOf(options: { readonly graceMs?: number }, preset: number): number {
  checkOptions('close', options, ['graceMs']);
  const { graceMs = preset } = options;
  if (typeof graceMs === 'number' && graceMs >= 0) return graceMs;
  const given = typeof graceMs === 'string' ? excerpt(graceMs) : valueExcerpt(graceMs);
  const message = `close: graceMs: ${given} is not allowed; allowed: ms, at least 0`;
  throw new SilvusMockError('OPTION_INVALID', message);
}

/**
 * One simulated radio with its two ports: the object that owns everything and waits for it at close.
 * The library's ports default to 0 (any that is free); {@link SilvusMock.http} has the address.
 */
export class SilvusMock<C extends Clock = Clock> {
  /** The radio's time. */
  readonly clock: C;
  /** The radio's settings and readings. */
  readonly state: RadioState;
  /** The radio's blackout. */
  readonly blackout: BlackoutControl;
  /** The worker that executes the commands. */
  readonly worker: WorkerControl;
  /** The faults that change replies and connections. */
  readonly faults: FaultControl;
  /** Timed steps that change the radio. */
  readonly scenario: ScenarioControl;
  /** The last exchanges. */
  readonly journal: JournalView;
  readonly #simulator: Simulator;
  readonly #node: Node;
  readonly #control: ControlPort;
  /** The promise of the last start, and the promise that was returned for it. */
  #opened: Promise<void> | undefined;
  #started: Promise<this> | undefined;

  /** @internal {@link createSilvusMock} and the command make it. */
  constructor(parts: SimulatorParts<C>) {
    const { clock, configuration } = parts;
    this.#simulator = new Simulator(parts);
    const { control } = configuration.config;
    this.#control = new ControlPort(this.#simulator, control);
    if (control.enabled) this.#simulator.attach(this.#control);
    this.#node = this.#simulator.first;
    const { state, blackout, worker, faults, scenario, journal } = this.#node;
    this.clock = clock;
    this.state = state;
    this.blackout = blackout;
    this.worker = worker;
    this.faults = faults;
    this.scenario = scenario;
    this.journal = journal;
  }

  /** State of its life. */
  get lifecycle(): Lifecycle {
    return this.#simulator.lifecycle;
  }

  /** Source of all chance: the same seed gives the same bytes. */
  get seed(): number {
    return this.#node.seed;
  }

  /** Name of the radio model. */
  get model(): string {
    return this.#node.model.name;
  }

  /** All methods, custom methods included. */
  get methods(): readonly CatalogueEntry[] {
    return this.#node.methods;
  }

  /** Address of the HTTP port. Throws `NOT_RUNNING` before `start` has resolved. */
  get http(): HttpAddress {
    return this.#node.addresses.http;
  }

  /** Address of the maintenance port. Throws `NOT_RUNNING` before `start` has resolved. */
  get maintenance(): Address {
    return this.#node.addresses.maintenance;
  }

  /** Addresses of all ports, by their names. Throws `NOT_RUNNING` before `start` has resolved. */
  get addresses(): PortAddresses {
    return this.#node.addresses;
  }

  /** Address of the control plane; undefined while there is none. */
  get control(): ControlAddress | undefined {
    return this.#control.address;
  }

  /** `normal`, `degraded` or `offline`. */
  get mode(): Mode {
    return this.#node.mode;
  }

  /**
   * Puts the radio out of reach (`offline`), at the edge of its range (`degraded`: some faults act), or back
   * (`normal`); resolves when its ports show it. Rejects with `OPTION_INVALID`.
   */
  setMode(mode: Mode): Promise<void> {
    return this.#node.setMode(mode);
  }

  /**
   * Applies other settings while it runs: all that can be applied, or none; the report says which need a restart.
   * Open connections stay, and what has begun goes on by the settings that it began with.
   * Rejects with `OPTION_INVALID`, `MODEL_INVALID`, `RELOAD_FAILED` (all is as before), `ALREADY_CLOSED`; without
   * settings with `CONFIG_INVALID`, and with `NO_SOURCE` in a program.
   * @param settings laid over those that it was made with; `silvus-mock start` gives none: it reads its file again
   */
  reload(settings?: ProgramSettings): Promise<ReloadReport> {
    return this.#simulator.reload(settings);
  }

  /** The settings in force. */
  get config(): Config {
    return this.#simulator.config;
  }

  /** Every setting in force, and the place that its value came from; secrets are not shown. */
  configuration(): Promise<readonly EffectiveLine[]> {
    return this.#simulator.configuration();
  }

  /**
   * Calls `listener` on each event; its errors are logged and stop nothing. Returns the function that removes it.
   * Throws `OPTION_INVALID` for a name that no event has.
   */
  on<K extends keyof SimulatorEvents>(event: K, listener: Listener<SimulatorEvents[K]>): () => void {
    return this.#simulator.on(event, listener);
  }

  /** Counts since it was made. */
  stats(): Stats {
    return this.#simulator.statsOf(this.#node);
  }

  /** Readiness, with the reasons. */
  health(): Health {
    return this.#simulator.healthOf(this.#node);
  }

  /**
   * Resolves once so many requests have come in since the start or the last reset, on both ports together, or once it
   * has closed. Rejects with `OPTION_INVALID` for anything but a whole number.
   */
  received(count: number): Promise<void> {
    return this.#node.received(count);
  }

  /**
   * Puts the radio back to its start: state, mode, blackout, faults, journal, chance, a paused worker. Waiting and
   * running commands are answered UNAVAILABLE first; ports, connections, listeners and `stats` stay. Flash is as it
   * was at the start; rejects with `FLASH_UNWRITABLE` if its file can't follow.
   */
  reset(): Promise<void> {
    return this.#node.reset();
  }

  /**
   * Opens the ports. A second call returns the same promise.
   * Rejects with `PORT_UNAVAILABLE` (nothing is left open), `STATE_DIR_IN_USE`, `STATE_DIR_UNUSABLE`,
   * `FLASH_TOO_NEW`, `ALREADY_CLOSED`, `CLOSED_WHILE_STARTING`.
   */
  start(): Promise<this> {
    const opened = this.#simulator.start();
    if (opened !== this.#opened || this.#started === undefined) {
      this.#opened = opened;
      this.#started = opened.then(() => this);
    }
    return this.#started;
  }

  /**
   * Stops accepting, answers what was accepted, and releases everything. A second call returns the same promise.
   * @param options `graceMs`: real ms after which the rest is cut; default: the setting `close.grace`. Rejects with
   * `OPTION_INVALID` for another value or member, and closes nothing then.
   */
  close(options: { readonly graceMs?: number } = {}): Promise<CloseReport> {
    try {
      return this.#simulator.close(graceOf(options, this.config.close.grace));
    } catch (error) {
      return Promise.reject(isError(error) ? error : new Error(String(error)));
    }
  }

  /** Closes: `await using mock = await startSilvusMock()`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
