/** Every {@link BlackoutCause}. */
export const blackoutCauses = Object.freeze([
  'soft-boot',
  'power-change',
  'reboot',
  'zeroize',
  'manual',
] as const);

/** Why a radio does not answer. */
export type BlackoutCause = (typeof blackoutCauses)[number];

/** A blackout that is on. */
export interface BlackoutState {
  readonly cause: BlackoutCause;
  /** First moment at which the radio answers again, monotonic ms. */
  readonly until: number;
}

/**
 * The time in which the radio is dark: `now < until`, never a flag that a timer must clear, so it can't be
 * stale. Where causes overlap, the later end wins.
 */
export class Blackout {
  #state: BlackoutState | undefined;

  /** Begins, or lengthens, the blackout at `from` (monotonic ms) for `ms`. */
  begin(cause: BlackoutCause, from: number, ms: number): void {
    const until = from + ms;
    if (ms > 0 && until > (this.#state?.until ?? -Infinity)) this.#state = { cause, until };
  }

  /** The blackout at `now` (monotonic ms), or undefined while the radio answers. */
  at(now: number): BlackoutState | undefined {
    return this.#state !== undefined && now < this.#state.until ? this.#state : undefined;
  }

  /** Ends it. */
  end(): void {
    this.#state = undefined;
  }
}
