import { checkName } from '../core/arguments.js';
import { SilvusMockError } from '../core/errors.js';
import { valueExcerpt } from '../core/text.js';
import type { Clock } from '../core/time/clock.js';
import { type DurationInput, durationForm, parseDuration } from '../core/time/duration.js';
import { type BlackoutCause, blackoutCauses } from '../radio/blackout.js';
import type { Radio } from '../radio/radio.js';
import type { Availability, Outage } from './availability.js';

/** The current blackout. */
export interface CurrentBlackout {
  readonly cause: Outage['cause'];
  /** Time left, ms of the simulator's clock; undefined for no end (offline mode). */
  readonly leftMs: number | undefined;
}

/** Manual control of a radio's blackout. */
export interface BlackoutControl {
  /** The current blackout, or undefined while the radio answers. */
  readonly current: CurrentBlackout | undefined;
  /**
   * Begins a blackout. If there is one already, it lasts until the later of both ends.
   * Throws `OPTION_INVALID`.
   * @param duration `'30s'` or a number of ms, of the simulator's clock
   */
  begin(duration: DurationInput, cause?: BlackoutCause): void;
  /** Ends the current blackout, if any; resolves when the ports are open. A pending reboot is not cancelled. */
  end(): Promise<void>;
}

/** Parts of a radio that a manual blackout needs. */
interface ManualBlackoutOptions {
  readonly clock: Clock;
  readonly availability: Availability;
  /** The current radio: a reset replaces it. */
  readonly radio: () => Radio;
}

/** {@link BlackoutControl} of one radio. */
export class ManualBlackout implements BlackoutControl {
  readonly #options: ManualBlackoutOptions;

  constructor(options: ManualBlackoutOptions) {
    this.#options = options;
  }

  get current(): CurrentBlackout | undefined {
    const { availability, clock } = this.#options;
    const outage = availability.outage();
    if (outage === undefined) return undefined;
    const { cause, until } = outage;
    return { cause, leftMs: until === undefined ? undefined : until - clock.now() };
  }

  begin(duration: DurationInput, cause: BlackoutCause = 'manual'): void {
    const ms = parseDuration(duration);
    if (ms === undefined || ms === 0) reject('duration', duration, `${durationForm}, above 0`);
    checkName('blackout: cause', cause, blackoutCauses);
    this.start(cause, ms);
  }

  /** Begins a blackout without checking the arguments. */
  start(cause: BlackoutCause, ms: number): void {
    const { availability, clock, radio } = this.#options;
    radio().beginBlackout(cause, clock.now(), ms);
    void availability.refresh();
  }

  end(): Promise<void> {
    const { availability, clock, radio } = this.#options;
    radio().endBlackout(clock.now());
    return availability.refresh();
  }
}

function reject(field: string, value: unknown, allowed: string): never {
  throw new SilvusMockError(
    'OPTION_INVALID',
    `blackout: ${field}: ${valueExcerpt(value)} is not allowed; allowed: ${allowed}`,
  );
}
