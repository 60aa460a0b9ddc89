import type { Clock } from './clock.js';
import type { Config } from './config/schema.js';
import { modelOf } from './config/models.js';
import { timings } from './config/presets.js';
import type { BlackoutCause } from './radio/blackout.js';
import { Catalogue } from './radio/catalogue.js';
import type { RadioModel } from './radio/model.js';
import { Radio } from './radio/radio.js';
import type { RadioTiming } from './radio/timing.js';
import { type RandomStream, randomSource } from './random.js';
import { Dispatch } from './rpc/dispatch.js';
import { RequestHandler } from './rpc/request-handler.js';
import { Availability, type AvailabilityListener } from './worker/availability.js';
import { CommandWorker } from './worker/command-worker.js';
import type { CommandRecord } from './worker/job.js';

/** What a device tells those who watch it. */
export interface DeviceListener extends AvailabilityListener {
  onCommand(record: CommandRecord): void;
  onFault(fault: unknown, where: string): void;
}

/** One radio with its whole command path, from a request's bytes to its reply; it has no ports. */
export class Device {
  readonly model: RadioModel;
  readonly seed: number;
  readonly worker: CommandWorker;
  readonly handler: RequestHandler;
  readonly #clock: Clock;
  readonly #config: Config;
  readonly #catalogue: Catalogue;
  readonly #timing: RadioTiming;
  readonly #availability: Availability;
  #radio: Radio;
  #processingTimes: RandomStream;

  constructor(config: Config, seed: number, clock: Clock, listener: DeviceListener) {
    this.#config = config;
    this.#clock = clock;
    this.seed = seed;
    this.model = modelOf(config);
    this.#catalogue = new Catalogue(this.model, config.frequencyGrid);
    this.#timing = timingOf(config);
    this.#radio = this.#newRadio();
    this.#processingTimes = randomSource(seed).stream('processing-time');
    this.#availability = new Availability(clock, this.#radio, config.mode, listener);
    this.worker = new CommandWorker({
      clock,
      executor: new Dispatch({
        clock,
        catalogue: this.#catalogue,
        availability: this.#availability,
        deadlines: config.deadlines,
        maintenanceOverHttp: config.http.maintenanceMethods,
        radio: () => this.#radio,
      }),
      capacity: config.worker.queueCapacity,
      admissionTimeout: config.worker.admissionTimeout,
      processingTime: () => this.#processingTime(),
      observe: (record) => listener.onCommand(record),
      onFault: (fault, method) => listener.onFault(fault, method),
    });
    this.handler = new RequestHandler({
      worker: this.worker,
      dialect: config.reply,
      maxBatch: config.worker.maxBatch,
    });
  }

  /** What is known of the radio's darkness, and the switch for `offline`. */
  get availability(): Availability {
    return this.#availability;
  }

  /** Begins a blackout by hand, ms. */
  beginBlackout(cause: BlackoutCause, ms: number): void {
    this.#radio.beginBlackout(cause, this.#clock.now(), ms);
    void this.#availability.refresh();
  }

  /** Ends the blackout that is on; resolves when the radio is back. */
  endBlackout(): Promise<void> {
    this.#radio.endBlackout(this.#clock.now());
    return this.#availability.refresh();
  }

  /** Puts everything back to the start: what waits or runs is answered UNAVAILABLE first. */
  reset(): Promise<void> {
    this.worker.reset();
    this.#radio = this.#newRadio();
    this.#processingTimes = randomSource(this.seed).stream('processing-time');
    return this.#availability.replace(this.#radio, this.#config.mode);
  }

  #newRadio(): Radio {
    const bootedAt = this.#clock.now();
    return new Radio({ model: this.model, catalogue: this.#catalogue, timing: this.#timing, bootedAt });
  }

  #processingTime(): number {
    const { min, max } = this.#config.worker.processingTime;
    return max === 0 ? 0 : this.#processingTimes.between(min, max);
  }
}

/** The preset's durations, each replaced by the one that was set by itself; ms. */
function timingOf({ timing }: Config): RadioTiming {
  const preset = timings[timing.preset];
  return {
    softBoot: timing.softBoot ?? preset.softBoot,
    powerChange: timing.powerChange ?? preset.powerChange,
    reset: timing.reset ?? preset.reset,
    rebootDelay: timing.rebootDelay ?? preset.rebootDelay,
    zeroize: timing.zeroize ?? preset.zeroize,
  };
}
