import { randomInt } from 'node:crypto';
import { Announcer } from './telemetry.js';
import { type Timer, systemClock } from '../core/time/clock.js';
import { Closing } from './shutdown.js';
import type { Config } from '../config/schema.js';
import { ControlPort } from '../control/server/control-port.js';
import type { ControlTarget } from '../control/target.js';
import { scenarioOf } from './controls/scenario-control.js';
import { StatsKeeper } from './controls/stats.js';
import { Device, type DeviceListener } from '../command-path/command-path.js';
import { SilvusMockError } from '../core/errors.js';
import type { LogControl } from '../core/log/log-control.js';
import { harmless, silentLogger } from '../core/log/logger.js';
import { Ports, type PortsListener } from '../ports/ports.js';
import { printable } from '../core/text.js';
import { Reloading } from './reload/reloading.js';
import { type SampledLogger, sampled } from '../core/log/sampled-logger.js';
import type { Scenario } from '../scenario/scenario.js';
import type { ScenarioEvent } from '../scenario/scenario-player.js';
import type { SimulatorParts } from './options.js';
import { Upkeep } from './supervision/upkeep.js';

/** What the parts of a simulator need of the whole. */
export interface MachineryOwner {
  /** What the control plane drives. */
  readonly target: ControlTarget;
  /** Whether it has begun to close, or could not start. */
  isOver(): boolean;
  /** It can't go on; `fault` says why, if it is one that users know. */
  goDown(fault: SilvusMockError | undefined): void;
}

/** When what may be needed later is loaded, real ms: nobody waits for the start any more then. */
const loadAheadAfter = 1_000;

/** All that one simulator is made of, wired to each other. Who owns it starts and closes it. */
export class Machinery {
  readonly socketClock = systemClock();
  readonly logger: SampledLogger;
  readonly announcer: Announcer;
  readonly device: Device;
  readonly ports: Ports;
  readonly control: ControlPort;
  readonly closing: Closing;
  readonly reloading: Reloading;
  readonly upkeep: Upkeep;
  readonly counted = new StatsKeeper((method) => this.device.knows(method));
  /** What plays from the start, and again after a reset. */
  readonly scenario: Scenario | undefined;
  readonly #owner: MachineryOwner;
  /** How often the radio has gone dark. */
  #darks = 0;
  #loadingAhead: Timer | undefined;

  /** Throws `MODEL_INVALID`, and `OPTION_INVALID` for its scenario. */
  constructor(parts: SimulatorParts, owner: MachineryOwner) {
    const { config, clock, logger = silentLogger, log, controlRequired = true } = parts;
    this.#owner = owner;
    this.logger = sampled(harmless(logger), this.socketClock);
    this.scenario = config.scenario === undefined ? undefined : scenarioOf(config.scenario);
    this.announcer = new Announcer(this.logger, config.worker.slowCommand);
    const seed = config.seed ?? randomInt(2 ** 47);
    const clocks = { device: clock, real: this.socketClock };
    this.device = new Device(config, seed, clocks, this.#deviceListener());
    this.ports = new Ports(config, this.device, this.socketClock, this.#portsListener());
    if (this.scenario !== undefined) this.device.scenario.check(this.scenario);
    this.control = this.#newControlPort(config.control, controlRequired, log);
    this.upkeep = this.#newUpkeep();
    this.closing = this.#newClosing(config.close.drain);
    this.reloading = this.#newReloading(parts);
  }

  /** Plays the scenario that it was made with, unless another plays. */
  play(): void {
    const { scenario } = this.device;
    if (this.scenario !== undefined && scenario.status?.state !== 'running') scenario.run(this.scenario);
  }

  /**
   * Has what the control plane and a reload need be loaded once the start is over. Later it may be too late: without
   * descriptors it can't be read, Node.js never reads again what it could not, and an upgrade may have replaced it.
   */
  loadAhead(): void {
    if (this.control.address === undefined && !this.reloading.hasSource) return;
    const load = async () => {
      const loaded = await Promise.allSettled([this.control.loadAhead(), this.reloading.loadAhead()]);
      const isWhole = loaded.every(({ status }) => status === 'fulfilled');
      if (isWhole) this.logger.debug({}, 'loaded what may be needed later');
    };
    this.#loadingAhead = this.socketClock.setTimeout(load, loadAheadAfter);
  }

  /** Loads nothing ahead any more. */
  stopLoadingAhead(): void {
    this.#loadingAhead?.cancel();
  }

  #deviceListener(): DeviceListener {
    const { announcer } = this;
    return {
      onCommand: (record) => {
        this.closing.count(record);
        this.counted.onCommand(record);
        announcer.command(record);
      },
      onDark: (darkness, ms) => {
        this.#darks += 1;
        this.counted.onDark(darkness.cause);
        this.ports.darken();
        announcer.dark(darkness, ms);
      },
      onOnline: () => this.#onOnline(),
      onFault: (fault, method) => announcer.fault(fault, printable(method)),
      onScenario: (event) => this.#onScenario(event),
      onFlashWarning: (text) => announcer.flashWarning(text),
      onUnwrittenFlash: (fault, file) => announcer.unwrittenFlash(fault, file),
      onDropped: (dropped) => announcer.dropped(dropped),
      onWorkerDied: (fault) => this.upkeep.supervisor.died('worker', fault),
      onAnswered: (record) => {
        this.counted.onAnswered(record.command.method);
        announcer.answered(record);
      },
    };
  }

  #portsListener(): PortsListener {
    const { announcer } = this;
    return {
      onRefused: (port, reason, peer) => announcer.refused(port, reason, peer),
      onEnded: (port, reason, peer) => announcer.ended(port, reason, peer),
      onDiscarded: (bytes) => announcer.discarded(bytes),
      onLost: (port, fault) => this.upkeep.supervisor.died(port, fault),
    };
  }

  /** A port that can't be opened again takes the simulator down. */
  async #onOnline(): Promise<void> {
    const darks = this.#darks;
    try {
      await this.ports.lighten();
      // It may have gone dark meanwhile.
      if (this.#darks === darks) this.announcer.online();
    } catch (fault) {
      this.announcer.fault(fault, 'the end of a blackout');
      this.#owner.goDown(fault instanceof SilvusMockError ? fault : undefined);
    }
  }

  #onScenario(event: ScenarioEvent): void {
    const { supervisor } = this.upkeep;
    if (event.what === 'started') this.upkeep.begin('scenario');
    else if (event.what === 'failed') supervisor.died('scenario', new Error(event.text));
    else if (event.what !== 'step') supervisor.ended('scenario');
    this.announcer.scenario(event);
  }

  #newControlPort(config: Config['control'], isRequired: boolean, log: LogControl | undefined): ControlPort {
    return new ControlPort({
      config,
      isRequired,
      target: this.#owner.target,
      socketClock: this.socketClock,
      logger: this.logger,
      log,
      onLost: (fault) => this.upkeep.supervisor.died('control', fault),
    });
  }

  #newUpkeep(): Upkeep {
    return new Upkeep({
      clock: this.socketClock,
      restarts: {
        worker: () => this.device.worker.restart(),
        http: () => this.ports.reopen('http'),
        maintenance: () => this.ports.reopen('maintenance'),
        control: () => this.control.reopen(),
        scenario: () => undefined,
      },
      tell: (event) => this.announcer.activity(event),
      onLost: (fault) => this.#owner.goDown(fault),
    });
  }

  #newClosing(drain: Config['close']['drain']): Closing {
    return new Closing({
      device: this.device,
      ports: this.ports,
      control: this.control,
      supervisor: this.upkeep.supervisor,
      socketClock: this.socketClock,
      drain,
      reloaded: () => this.reloading.idle(),
      onPhase: (phase, fault) => this.announcer.phase(phase, fault),
    });
  }

  #newReloading({ config, source, settings = {}, clock, log }: SimulatorParts): Reloading {
    const { announcer, device, ports, closing } = this;
    return new Reloading({
      config,
      source,
      settings,
      made: { model: device.model, scenario: this.scenario, clock },
      owners: { log, announcer, device, ports, closing },
      isOver: () => this.#owner.isOver(),
      onReload: (event) => announcer.reloaded(event),
      onFault: (fault, where) => announcer.fault(fault, where),
    });
  }
}
