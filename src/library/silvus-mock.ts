import type { EffectiveLine } from '../config/print.js';
import type { ProgramSettings } from '../config/program-settings.js';
import type { Config } from '../config/schema.js';
import { type ControlAddress, ControlPort } from '../control/server/control-port.js';
import type { Listener } from '../core/events.js';
import { isError } from '../core/realm.js';
import type { Clock } from '../core/time/clock.js';
import type { CloseReport, SimulatorEvents } from '../simulator/events.js';
import type { ReloadReport } from '../simulator/reload/report.js';
import { Simulator } from '../simulator/simulator.js';
import { type CloseOptions, graceOf } from './grace.js';
import type { SimulatorParts } from './options.js';
import { SimulatedRadio } from './simulated-radio.js';

/**
 * One simulated radio with its two ports: the object that owns everything and waits for it at close.
 * The library's ports default to 0 (any that is free); {@link SilvusMock.http} has the address.
 */
export class SilvusMock<C extends Clock = Clock> extends SimulatedRadio<C> {
  readonly #simulator: Simulator;
  readonly #control: ControlPort;
  /** The promise of the last start, and the promise that was returned for it. */
  #opened: Promise<void> | undefined;
  #started: Promise<this> | undefined;

  /** @internal {@link createSilvusMock} and the command make it. */
  constructor(parts: SimulatorParts<C>) {
    const simulator = new Simulator(parts);
    parts.addNeighboursFirst?.(simulator);
    // Before anything listens: a step may be about a node that there is not.
    simulator.first.checkScenario();
    super(simulator, simulator.first, parts.clock);
    const { control } = parts.configuration.config;
    this.#simulator = simulator;
    this.#control = new ControlPort(simulator, control);
    if (control.enabled) simulator.attach(this.#control);
  }

  /** Address of the control plane; undefined while there is none. */
  get control(): ControlAddress | undefined {
    return this.#control.address;
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
  close(options: CloseOptions = {}): Promise<CloseReport> {
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
