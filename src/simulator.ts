import { randomInt } from 'node:crypto';
import { Announcer } from './announcer.js';
import { type Clock, systemClock } from './clock.js';
import { Closing } from './closing.js';
import type { Config } from './config/schema.js';
import { type ControlAddress, ControlPort } from './control/control-port.js';
import { BlackoutControl } from './controls/blackout-control.js';
import { FaultControl } from './controls/fault-control.js';
import { type Health, type Lifecycle, healthOf } from './controls/health.js';
import { JournalView } from './controls/journal-view.js';
import { RadioState } from './controls/radio-state.js';
import { ScenarioControl, scenarioOf } from './controls/scenario-control.js';
import { type Stats, StatsKeeper } from './controls/stats.js';
import { WorkerControl } from './controls/worker-control.js';
import { Device } from './device.js';
import { SilvusMockError } from './errors.js';
import type { Listener } from './events.js';
import type { Address } from './listen.js';
import type { LogControl } from './log-control.js';
import { harmless, silentLogger } from './logger.js';
import { type SampledLogger, sampled } from './sampled-logger.js';
import { Ports } from './ports.js';
import type { CatalogueEntry } from './radio/catalogue.js';
import type { Scenario } from './scenario/scenario.js';
import type { ScenarioEvent } from './scenario/scenario-player.js';
import type { EffectiveLine } from './config/print.js';
import { printable } from './printable.js';
import type { ProgramSettings } from './program-settings.js';
import { Reloading } from './reload/reloading.js';
import type { ReloadReport } from './reload/report.js';
import type { CloseReport, SimulatorEvents } from './simulator-events.js';
import type { HttpAddress, SimulatorParts } from './simulator-options.js';
import { Upkeep } from './upkeep.js';
import { type Mode, modes } from './worker/availability.js';
import type { CommandRecord } from './worker/job.js';

const nothingDone: CloseReport = {
  drained: 0,
  rejected: 0,
  cut: 0,
  closed: 0,
  forced: 0,
  unended: [],
  activities: [],
  phases: [],
  durationMs: 0,
};

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
  readonly #socketClock = systemClock();
  readonly #logger: SampledLogger;
  readonly #announcer: Announcer;
  readonly #device: Device;
  readonly #ports: Ports;
  readonly #control: ControlPort;
  #lifecycle: Lifecycle = 'created';
  #started: Promise<this> | undefined;
  #closed: Promise<CloseReport> | undefined;
  #fault: SilvusMockError | undefined;
  /** How often the radio has gone dark. */
  #darks = 0;
  readonly #startedAt: number;
  readonly #counted = new StatsKeeper((method) => this.#device.knows(method));
  /** What plays from the start, and again after a reset. */
  readonly #scenario: Scenario | undefined;
  readonly #closing: Closing;
  readonly #reloading: Reloading;
  readonly #upkeep: Upkeep;

  /** Throws `MODEL_INVALID`, and `OPTION_INVALID` for its scenario. See {@link createSilvusMock} for options that are not checked yet. */
  constructor(parts: SimulatorParts<C>) {
    const { config, clock, logger: given = silentLogger, log, controlRequired = true } = parts;
    this.#logger = sampled(harmless(given), this.#socketClock);
    this.clock = clock;
    this.#startedAt = clock.now();
    this.#scenario = config.scenario === undefined ? undefined : scenarioOf(config.scenario);
    const announcer = new Announcer(this.#logger, config.worker.slowCommand);
    this.#announcer = announcer;
    const seed = config.seed ?? randomInt(2 ** 47);
    this.#device = new Device(
      config,
      seed,
      { device: clock, real: this.#socketClock },
      {
        onCommand: (record) => this.#onCommand(record),
        onDark: (darkness, ms) => {
          this.#darks += 1;
          this.#counted.onDark(darkness.cause);
          this.#ports.darken();
          announcer.dark(darkness, ms);
        },
        onOnline: () => this.#onOnline(),
        onFault: (fault, method) => announcer.fault(fault, printable(method)),
        onScenario: (event) => this.#onScenario(event),
        onFlashWarning: (text) => announcer.flashWarning(text),
        onUnwrittenFlash: (fault, file) => announcer.unwrittenFlash(fault, file),
        onDropped: (dropped) => announcer.dropped(dropped),
        onWorkerDied: (fault) => this.#upkeep.supervisor.died('worker', fault),
        onAnswered: (record) => {
          this.#counted.onAnswered(record.command.method);
          announcer.answered(record);
        },
      },
    );
    this.#ports = new Ports(config, this.#device, this.#socketClock, {
      onRefused: (port, reason, peer) => announcer.refused(port, reason, peer),
      onEnded: (port, reason, peer) => announcer.ended(port, reason, peer),
      onDiscarded: (bytes) => announcer.discarded(bytes),
      onLost: (port, fault) => this.#upkeep.supervisor.died(port, fault),
    });
    if (this.#scenario !== undefined) this.#device.scenario.check(this.#scenario);
    this.state = new RadioState(this.#device);
    this.blackout = new BlackoutControl(this.#device);
    this.worker = new WorkerControl(this.#device.worker);
    this.faults = new FaultControl(this.#device.faults);
    this.journal = new JournalView(this.#device.journal);
    this.scenario = new ScenarioControl(this.#device.scenario);
    this.#control = this.#newControlPort(config.control, controlRequired, log);
    this.#upkeep = this.#newUpkeep();
    this.#closing = this.#newClosing(config.close.drain);
    this.#reloading = this.#newReloading(parts);
  }

  /** Where it is in its life. */
  get lifecycle(): Lifecycle {
    return this.#lifecycle;
  }

  /** What all chance comes from: the same seed gives the same bytes. */
  get seed(): number {
    return this.#device.seed;
  }

  /** Name of the radio model. */
  get model(): string {
    return this.#device.model.name;
  }

  /** All methods that it has, those of the user's own included. */
  get methods(): readonly CatalogueEntry[] {
    return this.#device.methods.entries();
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

  /** Where the control plane listens; undefined while there is none. */
  get control(): ControlAddress | undefined {
    return this.#control.address;
  }

  /** `normal`, `degraded` or `offline`. */
  get mode(): Mode {
    return this.#device.mode;
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
    await this.#device.setMode(mode);
  }

  /**
   * Has other settings hold while it runs: all that can, or none; the report says what needs a restart. Those who are
   * connected are not disturbed: what has begun goes on by the settings that it began with.
   * Rejects with `OPTION_INVALID`, `MODEL_INVALID`, `RELOAD_FAILED` (all is as before), `ALREADY_CLOSED`; without
   * settings with `CONFIG_INVALID`, and with `NO_SOURCE` in a program.
   * @param settings laid over those that it was made with; `silvus-mock start` gives none: it reads its file again
   */
  reload(settings?: ProgramSettings): Promise<ReloadReport> {
    return this.#reloading.reload(settings);
  }

  /** What is in force. */
  get config(): Config {
    return this.#reloading.config;
  }

  /** Every setting as it is in force, and where its value came from; secrets are not shown. */
  configuration(): Promise<readonly EffectiveLine[]> {
    return this.#reloading.lines();
  }

  /** Calls `listener` on each event; what it throws is logged and harms nobody. Gives the way to take it off. */
  on<K extends keyof SimulatorEvents>(event: K, listener: Listener<SimulatorEvents[K]>): () => void {
    return this.#announcer.on(event, listener);
  }

  /** What it has done since it was made. */
  stats(): Stats {
    return {
      requests: this.#device.handler.reception.total,
      ...this.#counted.counts(),
      waiting: this.#device.worker.figures().waiting,
      queueCapacity: this.config.worker.queueCapacity,
      faults: this.#device.faults.appliedByKind(),
      connections: this.#ports.figures(),
      reloads: this.#reloading.counts,
      activities: this.#upkeep.supervisor.statuses(),
      flash: this.#device.flash.figures,
      ranMs: this.clock.now() - this.#startedAt,
    };
  }

  /** How it is. */
  health(): Health {
    return healthOf({
      lifecycle: this.#lifecycle,
      mode: this.mode,
      worker: this.worker.figures,
      stuck: this.#device.worker.stuck(),
      blackout: this.blackout.current,
      troubles: this.#upkeep.troubles(),
      flash: this.#device.flash.reasons,
    });
  }

  /** Resolves once so many requests have come in since the start or the last reset, on both ports together, or once it has closed. */
  received(count: number): Promise<void> {
    return this.#device.handler.reception.reached(count);
  }

  /**
   * Puts the radio back to its start: state, mode, blackout, faults, journal, chance, a worker that is held. What
   * waits or runs is answered UNAVAILABLE first; ports, connections, listeners and `stats` stay. Flash is what it was
   * at the start; rejects with `FLASH_UNWRITABLE` if its file can't follow.
   */
  async reset(): Promise<void> {
    try {
      await this.#device.reset();
    } finally {
      if (this.#lifecycle === 'running') this.#play();
    }
  }

  /**
   * Opens the ports. Twice gives the same promise.
   * Rejects with `PORT_UNAVAILABLE` (nothing is left open), `STATE_DIR_IN_USE`, `STATE_DIR_UNUSABLE`,
   * `FLASH_TOO_NEW`, `ALREADY_CLOSED`, `CLOSED_WHILE_STARTING`.
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
    this.#closed ??= this.#close(options.graceMs ?? this.#reloading.config.close.grace);
    return this.#closed;
  }

  /** Closes: `await using mock = await startSilvusMock()`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #newControlPort(config: Config['control'], isRequired: boolean, log: LogControl | undefined): ControlPort {
    return new ControlPort({
      config,
      isRequired,
      target: this,
      socketClock: this.#socketClock,
      logger: this.#logger,
      log,
      onLost: (fault) => this.#upkeep.supervisor.died('control', fault),
    });
  }

  #newUpkeep(): Upkeep {
    return new Upkeep({
      clock: this.#socketClock,
      restarts: {
        worker: () => this.#device.worker.revive(),
        http: () => this.#ports.reopen('http'),
        maintenance: () => this.#ports.reopen('maintenance'),
        control: () => this.#control.reopen(),
        scenario: () => undefined,
      },
      tell: (event) => this.#announcer.activity(event),
      onLost: (fault) => this.#goDown(fault),
    });
  }

  #newClosing(drain: Config['close']['drain']): Closing {
    return new Closing({
      device: this.#device,
      ports: this.#ports,
      control: this.#control,
      supervisor: this.#upkeep.supervisor,
      socketClock: this.#socketClock,
      drain,
      onPhase: (phase, fault) => this.#announcer.phase(phase, fault),
    });
  }

  #newReloading({ config, source, settings = {}, clock, log }: SimulatorParts<C>): Reloading {
    return new Reloading({
      config,
      source,
      settings,
      made: { model: this.#device.model, scenario: this.#scenario, clock },
      owners: {
        log,
        announcer: this.#announcer,
        device: this.#device,
        ports: this.#ports,
        closing: this.#closing,
      },
      isOver: () => this.#closed !== undefined || this.#lifecycle === 'failed',
      onReload: (event) => this.#announcer.reloaded(event),
      onFault: (fault, where) => this.#announcer.fault(fault, where),
    });
  }

  async #start(): Promise<this> {
    this.#lifecycle = 'starting';
    try {
      await this.#device.boot();
      await this.#ports.open(() => this.#closed === undefined);
      if (this.#closed === undefined) await this.#control.open();
    } catch (fault) {
      this.#device.letGo();
      // A port that was open already may have taken a request: it gets no answer any more.
      const { http, maintenance } = this.#ports.stop();
      this.#device.worker.abandon();
      this.#ports.force();
      await Promise.all([http, maintenance]);
      await this.#device.flash.close();
      this.#lifecycle = 'failed';
      throw fault;
    }
    if (this.#closed !== undefined) {
      throw new SilvusMockError('CLOSED_WHILE_STARTING', 'start: the simulator was closed meanwhile');
    }
    this.#lifecycle = 'running';
    this.#upkeep.begin('worker', 'http', 'maintenance');
    if (this.#control.address !== undefined) this.#upkeep.begin('control');
    void this.#device.availability.refresh();
    this.#play();
    return this;
  }

  async #close(graceMs: number): Promise<CloseReport> {
    const failed = await this.#startFailed();
    if (failed) return nothingDone;
    this.#lifecycle = 'draining';
    const done = await this.#closing.run(graceMs);
    await this.#reloading.idle();
    this.#lifecycle = 'closed';
    const report = this.#fault === undefined ? done : { ...done, fault: this.#fault };
    this.#logger.flush();
    this.#announcer.closed(report);
    // Who follows the events is told of the close too.
    await this.#control.end();
    this.#logger.flush();
    return report;
  }

  /** Waits for a start that is under way; true if it failed, so that all is undone already. */
  async #startFailed(): Promise<boolean> {
    try {
      await this.#started;
    } catch {
      return this.#lifecycle === 'failed';
    }
    return false;
  }

  /** Plays the scenario that it was made with, unless another plays. */
  #play(): void {
    if (this.#scenario !== undefined && this.scenario.status?.state !== 'running')
      this.#device.scenario.run(this.#scenario);
  }

  #onCommand(record: CommandRecord): void {
    this.#closing.count(record);
    this.#counted.onCommand(record);
    this.#announcer.command(record);
  }

  /** A port that can't be opened again takes the simulator down. */
  async #onOnline(): Promise<void> {
    const darks = this.#darks;
    try {
      await this.#ports.lighten();
      // It may have gone dark meanwhile.
      if (this.#darks === darks) this.#announcer.online();
    } catch (fault) {
      this.#announcer.fault(fault, 'the end of a blackout');
      if (fault instanceof SilvusMockError) this.#goDown(fault);
      else void this.close();
    }
  }

  #onScenario(event: ScenarioEvent): void {
    const { supervisor } = this.#upkeep;
    if (event.what === 'started') this.#upkeep.begin('scenario');
    else if (event.what === 'failed') supervisor.died('scenario', new Error(event.text));
    else if (event.what !== 'step') supervisor.ended('scenario');
    this.#announcer.scenario(event);
  }

  /** It can't go on: it closes, and the report says why. */
  #goDown(fault: SilvusMockError): void {
    this.#fault ??= fault;
    void this.close();
  }
}
