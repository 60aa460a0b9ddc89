/** Every {@link BlackoutCause}. */
export const blackoutCauses = Object.freeze([
  'soft-boot',
  'power-change',
  'reboot',
  'zeroize',
  'manual',
] as const);

/** Cause of a blackout. */
export type BlackoutCause = (typeof blackoutCauses)[number];

/** A blackout in progress. */
export interface BlackoutState {
  readonly cause: BlackoutCause;
  /** First moment at which the radio answers again, monotonic ms. */
  readonly until: number;
}

/**
 * The blackout of one radio, computed as `now < until`: there is no flag that a timer must clear, so it can't be
 * stale. When causes overlap, the later end wins.
 */
export class Blackout {
  #state: BlackoutState | undefined;

  /** Enters the blackout at `from` (monotonic ms) for `ms`, or extends the current one. */
  begin(cause: BlackoutCause, from: number, ms: number): void {
    const until = from + ms;
    if (ms > 0 && until > (this.#state?.until ?? -Infinity)) this.#state = { cause, until };
  }

  /** The blackout at `now` (monotonic ms), or undefined while the radio answers. */
  at(now: number): BlackoutState | undefined {
    return this.#state !== undefined && now < this.#state.until ? this.#state : undefined;
  }

  /** The last one that has begun, also if it is over; undefined after {@link end}. */
  get latest(): BlackoutState | undefined {
    return this.#state;
  }

  /** Leaves the blackout. */
  end(): void {
    this.#state = undefined;
  }
}
