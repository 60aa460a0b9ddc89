import type { Clock } from '../core/time/clock.js';
import type { Config } from '../config/schema.js';
import { modelOf } from '../config/models.js';
import { timingOf } from '../config/presets.js';
import { DeviceState } from './state.js';
import { DeferredOrders, type DroppedOrder } from './deferred-orders.js';
import { OwnMethods } from '../custom-methods/custom-methods.js';
import { Delays } from '../faults/delays.js';
import { degradedFaults } from '../faults/degraded.js';
import type { ReplyError } from '../faults/fault.js';
import { FaultSet } from '../faults/fault-set.js';
import { FlashKeeper } from '../flash/flash-keeper.js';
import type { UnwrittenFlash } from '../flash/flash-store.js';
import { Journal } from '../journal/journal.js';
import type { BlackoutCause } from '../radio/blackout.js';
import { type Catalogue, catalogueOf } from '../radio/catalogue.js';
import type { RadioModel } from '../radio/model.js';
import { Radio } from '../radio/radio.js';
import { OngoingStreams, randomSource } from '../core/random.js';
import { type ScenarioEvent, ScenarioPlayer } from '../scenario/scenario-player.js';
import { Dispatch } from './dispatch.js';
import { hasSecrets } from '../journal/secrets.js';
import { RequestHandler } from './request-handler.js';
import { Availability, type AvailabilityListener, type Mode } from './availability.js';
import { CommandWorker } from '../worker/command-worker.js';
import type { CommandRecord } from '../worker/job.js';
import type { QueueLimits } from '../worker/worker-options.js';

/** What a device tells those who watch it. */
export interface DeviceListener extends AvailabilityListener {
  onCommand(record: CommandRecord): void;
  onAnswered(record: Omit<CommandRecord, 'outcome'> & { readonly error: ReplyError }): void;
  onFault(fault: unknown, where: string): void;
  onScenario(event: ScenarioEvent): void;
  /** A deferred order is carried out no more. */
  onDropped(dropped: DroppedOrder): void;
  /** The worker's loop has ended by itself. */
  onWorkerDied(fault: unknown): void;
  /** What was read of flash is not as it should be. */
  onFlashWarning(text: string): void;
  onUnwrittenFlash(fault: UnwrittenFlash, file: string): void;
}

/** The two times of a simulator. */
export interface DeviceClocks {
  /** What the radio obeys. */
  readonly device: Clock;
  /** What waits for clients. */
  readonly real: Clock;
}

/** One radio with its whole command path, from a request's bytes to its reply; it has no ports. */
export class Device {
  readonly model: RadioModel;
  readonly seed: number;
  readonly clock: Clock;
  readonly worker: CommandWorker;
  readonly handler: RequestHandler;
  readonly faults: FaultSet;
  readonly delays: Delays;
  readonly journal: Journal;
  readonly scenario: ScenarioPlayer;
  readonly flash: FlashKeeper;
  readonly state: DeviceState;
  readonly deferred: DeferredOrders;
  #config: Config;
  /** The radio's own methods. */
  readonly #catalogue: Catalogue;
  /** Those of the user's own. */
  readonly #own: OwnMethods;
  readonly #dispatch: Dispatch;
  readonly #availability: Availability;
  #radio: Radio;
  readonly #streams: OngoingStreams;

  constructor(config: Config, seed: number, clocks: DeviceClocks, listener: DeviceListener) {
    this.#config = config;
    this.clock = clocks.device;
    this.seed = seed;
    this.model = modelOf(config);
    this.#catalogue = catalogueOf(this.model, config.frequencyGrid);
    this.#own = new OwnMethods(config.methods, this.#catalogue);
    this.#streams = new OngoingStreams(seed);
    this.flash = this.#newFlash(listener);
    this.#radio = this.#newRadio();
    this.state = new DeviceState({ clock: this.clock, catalogue: this.#catalogue, radio: () => this.#radio });
    this.#availability = new Availability(this.clock, this.#radio, config.mode, listener);
    this.deferred = this.#newDeferred(listener);
    this.#dispatch = this.#newDispatch();
    this.worker = this.#newWorker(listener);
    this.journal = new Journal(config.journal, clocks.real, (fault, where) => listener.onFault(fault, where));
    this.delays = new Delays(this.clock);
    // A fault of the user's own may look, no more.
    const context = { readAll: () => this.state.readAll() };
    this.faults = new FaultSet(seed, context, (fault, where) => listener.onFault(fault, where));
    this.handler = new RequestHandler({
      worker: this.worker,
      dialect: config.reply,
      maxBatch: config.worker.maxBatch,
      faults: this.faults,
      journal: this.journal,
      clock: this.clock,
      accessOf: (command) => this.#own.accessOf(command),
      hasSecrets: (call, bytes) => hasSecrets(call, bytes, this.methods),
      onAnswered: (record) => listener.onAnswered(record),
    });
    this.#bendFor(config.mode);
    this.scenario = new ScenarioPlayer(this.clock, this, (event) => listener.onScenario(event));
  }

  /** All methods that it has, those of the user's own included. */
  get methods(): Catalogue {
    return this.#own.catalogue;
  }

  /** Boots the radio with the flash that is kept for it, if there is a state folder. Rejects as {@link openStore} does. */
  async boot(): Promise<void> {
    const flash = await this.flash.open();
    if (flash !== undefined) this.#radio.boot(flash);
  }

  /** Has other settings hold for what comes, its mode and its journal excepted; what has begun keeps its own. */
  configure(config: Config): void {
    const { timing, deadlines, http, worker, reply } = config;
    this.#config = config;
    this.#radio.configure(timingOf(timing));
    this.#dispatch.configure({ deadlines, maintenanceOverHttp: http.maintenanceMethods });
    this.worker.configure(queueLimitsOf(config));
    this.handler.configure({ dialect: reply, maxBatch: worker.maxBatch });
  }

  /** What is known of the radio's darkness, and the switch for `offline`. */
  get availability(): Availability {
    return this.#availability;
  }

  /** Begins a blackout by hand, ms. */
  beginBlackout(cause: BlackoutCause, ms: number): void {
    this.#radio.beginBlackout(cause, this.clock.now(), ms);
    void this.#availability.refresh();
  }

  /** Ends the blackout that is on; resolves when the radio is back. */
  endBlackout(): Promise<void> {
    this.#radio.endBlackout(this.clock.now());
    return this.#availability.refresh();
  }

  /** Whether the radio works, works badly, or is out of reach. */
  get mode(): Mode {
    return this.#availability.mode;
  }

  /** Changes the mode; resolves when the ports are as they should be. Throws `OPTION_INVALID`. */
  setMode(mode: Mode): Promise<void> {
    this.#bendFor(mode);
    return this.#availability.setMode(mode);
  }

  /**
   * Puts everything back to the start: what waits or runs is answered UNAVAILABLE first. Rejects with
   * `FLASH_UNWRITABLE`; all but flash is at its start then.
   */
  async reset(): Promise<void> {
    this.scenario.clear();
    this.deferred.drop('reset');
    this.worker.reset();
    this.worker.resume();
    this.#radio = this.#newRadio();
    this.#streams.restart();
    this.faults.clear();
    this.delays.end();
    this.journal.clear();
    this.#bendFor(this.#config.mode);
    this.handler.reception.restart();
    const kept = this.flash.reset(this.#radio);
    const back = this.#availability.replace(this.#radio, this.#config.mode);
    // Both have begun: neither is to be left behind if the other fails.
    for (const end of await Promise.allSettled([kept, back])) if (end.status === 'rejected') throw end.reason;
  }

  /** Whether the radio has a method of this name. */
  knows(method: string): boolean {
    return this.methods.entry(method) !== undefined;
  }

  /** Has the faults of a mode act, and those of another no more. */
  #bendFor(mode: Mode): void {
    const names = degradedFaults.map(({ name }) => name);
    this.faults.exchange(names, mode === 'degraded' ? degradedFaults : []);
  }

  /** Ends what would go on by itself: the scenario, deferred orders, and what faults make clients wait for. */
  hurry(): void {
    this.scenario.close();
    this.deferred.close();
    this.delays.close();
  }

  /** Nobody waits any more for what will not come. */
  letGo(): void {
    this.hurry();
    this.#availability.close();
    this.handler.reception.close();
    this.journal.close();
  }

  #newDispatch(): Dispatch {
    const { deadlines, http } = this.#config;
    return new Dispatch({
      clock: this.clock,
      catalogue: this.#catalogue,
      availability: this.#availability,
      deadlines,
      maintenanceOverHttp: http.maintenanceMethods,
      own: this.#own,
      random: (method) => this.#streams.of(`method/${method}`),
      deferred: {
        orders: this.deferred,
        limits: () => ({ ...this.#config.deferred, maxCalls: this.#config.worker.maxBatch }),
      },
      radio: () => this.#radio,
      flash: this.flash,
    });
  }

  #newDeferred(listener: DeviceListener): DeferredOrders {
    return new DeferredOrders({
      clock: this.clock,
      maxOrders: () => this.#config.deferred.maxOrders,
      reboots: () => this.#radio.reboots(this.clock.now()),
      carryOut: ({ batch }, origin) => {
        const nobody = new AbortController().signal;
        void this.handler.handle(Buffer.from(batch), { ...origin, deferred: true }, nobody);
      },
      onDropped: (dropped) => listener.onDropped(dropped),
    });
  }

  #newWorker(listener: DeviceListener): CommandWorker {
    return new CommandWorker({
      clock: this.clock,
      executor: this.#dispatch,
      ...queueLimitsOf(this.#config),
      processingTime: () => this.#processingTime(),
      observe: (record) => listener.onCommand(record),
      onError: (error, method) => listener.onFault(error, method),
      onLoopFailed: (error) => listener.onWorkerDied(error),
    });
  }

  #newRadio(): Radio {
    const bootedAt = this.clock.now();
    const flash = this.flash.atStart;
    return new Radio({
      model: this.model,
      catalogue: this.#catalogue,
      timing: timingOf(this.#config.timing),
      bootedAt,
      flash,
      random: randomSource(this.seed),
    });
  }

  #newFlash(listener: DeviceListener): FlashKeeper {
    const { stateDir: folder } = this.#config;
    const open = async (name: string) => {
      const { openStore } = await import('../flash/open-store.js');
      return openStore({ folder: name, model: this.model, catalogue: this.#catalogue });
    };
    return new FlashKeeper({
      clock: this.clock,
      open: folder === undefined ? undefined : () => open(folder),
      onWarning: (text) => listener.onFlashWarning(text),
      onFailure: (fault, file) => listener.onUnwrittenFlash(fault, file),
    });
  }

  #processingTime(): number {
    const { min, max } = this.#config.worker.processingTime;
    if (min === max) return max;
    return this.#streams.of('processing-time').between(min, max);
  }
}

function queueLimitsOf({ worker }: Config): QueueLimits {
  return { capacity: worker.queueCapacity, admissionTimeout: worker.admissionTimeout };
}
