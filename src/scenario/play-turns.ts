import type { Clock } from '../core/time/clock.js';
import { loopTurn, promiseCallbacks } from '../core/time/loop-turn.js';
import { stepsPerTurn } from '../core/time/parts.js';

/**
 * Steps in one turn on a clock that neither runs by itself nor can be held: whoever moves it expects that all steps of a
 * moment are taken.
 */
const stepsOnForeignClock = 10_000;

/** A turn of the event loop that others have. */
interface GivenTurn {
  readonly over: Promise<void>;
  /** The earliest moment of all steps that wait for its end, monotonic ms. */
  earliest: number;
}

/**
 * Turns of the event loop that a scenario gives to others: many steps of one moment, or a scenario that is quicker than
 * the machine, must not keep all else from happening. What runs side by side in the scenario waits for the same turn, so
 * that steps of one moment keep their order, and virtual time stands still meanwhile.
 */
export class PlayTurns {
  readonly #clock: Clock;
  readonly #after: number;
  readonly #stepsPerTurn: number;
  /** Steps since the last turn was given. */
  #steps = 0;
  #given: GivenTurn | undefined;

  /** @param after none is given before steps that are due until this moment, monotonic ms */
  constructor(clock: Clock, after: number) {
    this.#clock = clock;
    this.#after = after;
    const isForeign = clock.hold === undefined && clock.scale === undefined;
    this.#stepsPerTurn = isForeign ? stepsOnForeignClock : stepsPerTurn;
  }

  /** Counts a step that is done, as one or as several. */
  count(steps = 1): void {
    this.#steps += steps;
  }

  /**
   * The turn that others have before the next step; undefined if the step is to be done now. To be asked again after it.
   * @param moment at which the step is due, monotonic ms
   */
  before(moment: number): Promise<void> | undefined {
    const isDue = this.#steps >= this.#stepsPerTurn && moment > this.#after;
    if (this.#given === undefined && !isDue) return undefined;
    this.#given ??= this.#turnBefore(moment);
    this.#given.earliest = Math.min(this.#given.earliest, moment);
    return this.#given.over;
  }

  /**
   * Resolves once all is done that can be done by a moment.
   * @param moment monotonic ms
   */
  async done(moment: number): Promise<void> {
    await promiseCallbacks();
    while (this.#given !== undefined && this.#given.earliest <= moment) {
      await this.#given.over;
      await promiseCallbacks();
    }
  }

  #turnBefore(moment: number): GivenTurn {
    this.#steps = 0;
    const over = loopTurn().then(() => {
      this.#given = undefined;
    });
    this.#clock.hold?.(over);
    return { over, earliest: moment };
  }
}
