import type { Action, Step } from './scenario.js';
import { stepText } from './step-text.js';

/** A step on the time line of a scenario. Times are ms from the beginning of the scenario. */
export interface TimelineStep {
  /** Path in the scenario: `steps.2.repeat.steps.0`. */
  readonly step: string;
  readonly action: Action['kind'];
  /** Its effect, in a few words. */
  readonly text: string;
  /** When it begins; in a repetition, in the round that runs, or in the last or the first one. */
  readonly at: number;
  /** When it is over; `Infinity` for a repetition without end. */
  readonly end: number;
  readonly state: 'done' | 'running' | 'waiting';
}

/** Progress of one run of a scenario. */
export class Progress {
  /** Monotonic ms. */
  readonly startedAt: number;
  readonly #steps: readonly Step[];
  /** When steps began that have begun, by their paths, ms from the beginning; in repetitions of the present round. */
  readonly #begun = new Map<string, number>();
  /** Rounds of repetitions that have begun, by their paths, from 0. */
  readonly #rounds = new Map<string, number>();

  constructor(steps: readonly Step[], startedAt: number) {
    this.#steps = steps;
    this.startedAt = startedAt;
  }

  /** A step begins. @param at monotonic ms at which it was due */
  begin({ path }: Step, at: number): void {
    this.#begun.set(path, at - this.startedAt);
  }

  /** A round of a repetition begins: its steps wait again. */
  beginRound({ path }: Step, round: number, steps: readonly Step[]): void {
    this.#rounds.set(path, round);
    if (round > 0) this.#forget(steps);
  }

  /**
   * The steps in their order, those of a repetition behind it.
   * @param now monotonic ms
   * @param isOver true once nothing runs any more
   */
  *timeline(now: number, isOver: boolean): Generator<TimelineStep> {
    yield* this.#listed(this.#steps, 0, now - this.startedAt, isOver);
  }

  *#listed(steps: readonly Step[], from: number, now: number, isOver: boolean): Generator<TimelineStep> {
    for (const each of steps) {
      const { path, begin, end, action } = each;
      const begun = this.#begun.get(path);
      const at = begun ?? from + begin;
      const over = at + (end - begin);
      const state = begun === undefined ? 'waiting' : isOver || now >= over ? 'done' : 'running';
      yield { step: path, action: action.kind, text: stepText(each), at, end: over, state };
      if (action.kind !== 'repeat') continue;
      const round = this.#rounds.get(path) ?? 0;
      yield* this.#listed(action.steps, at + round * action.period, now, isOver);
    }
  }

  #forget(steps: readonly Step[]): void {
    for (const { path, action } of steps) {
      this.#begun.delete(path);
      this.#rounds.delete(path);
      if (action.kind === 'repeat') this.#forget(action.steps);
    }
  }
}
