import type { Device } from '../../command-path/command-path.js';
import { type DurationInput, durationForm, parseDuration } from '../../core/time/duration.js';
import { SilvusMockError } from '../../core/errors.js';
import { type BlackoutCause, blackoutCauses } from '../../radio/blackout.js';
import type { Darkness } from '../../command-path/availability.js';

/** Why the radio is dark now, and for how long. */
export interface CurrentBlackout {
  readonly cause: Darkness['cause'];
  /** What is left, ms of the simulator's clock; undefined for a radio that is offline without end. */
  readonly leftMs: number | undefined;
}

/** The radio's blackout, begun and ended by hand. */
export class BlackoutControl {
  readonly #device: Device;

  constructor(device: Device) {
    this.#device = device;
  }

  /** The blackout that is on, or undefined while the radio answers. */
  get current(): CurrentBlackout | undefined {
    const darkness = this.#device.availability.darkness();
    if (darkness === undefined) return undefined;
    const { cause, until } = darkness;
    return { cause, leftMs: until === undefined ? undefined : until - this.#device.clock.now() };
  }

  /**
   * Makes the radio dark; one that is dark already stays so until the later of both ends.
   * Throws `OPTION_INVALID`.
   * @param duration `'30s'` or a number of ms, of the simulator's clock
   */
  begin(duration: DurationInput, cause: BlackoutCause = 'manual'): void {
    const ms = parseDuration(duration);
    if (ms === undefined || ms === 0) refuse('duration', duration, `${durationForm}, above 0`);
    if (!blackoutCauses.includes(cause)) refuse('cause', cause, blackoutCauses.join(', '));
    this.#device.beginBlackout(cause, ms);
  }

  /** Ends the blackout that is on, if any; resolves when the ports are open. A reboot to come is not called off. */
  end(): Promise<void> {
    return this.#device.endBlackout();
  }
}

function refuse(field: string, value: unknown, allowed: string): never {
  const given = value === undefined ? 'undefined' : JSON.stringify(value);
  throw new SilvusMockError(
    'OPTION_INVALID',
    `blackout: ${field}: ${given} is not allowed; allowed: ${allowed}`,
  );
}
