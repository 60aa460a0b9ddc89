import { wireErrors } from '../../core/errors.js';
import type { CommandRecord } from '../../worker/job.js';
import { DurationCounts } from './duration-counts.js';

/** Counts by name. */
export type Counts = Readonly<Record<string, number>>;

/** Name under which commands of methods that the radio does not have are counted. */
const unknownMethod = 'unknown';

/** Every outcome that a command can have: `ok`, a token, `fault` where a fault answered, `cancelled`. */
const commandOutcomes: readonly string[] = Object.freeze([
  'ok',
  ...Object.keys(wireErrors),
  'fault',
  'cancelled',
]);

/** Counts commands by method and outcome. Both come from known sets, so that nothing grows without a bound. */
export class CommandCounts {
  /** From admission to a command's turn; without those that were turned away (BUSY) or whose client went away. */
  readonly waits = new DurationCounts();
  /** From a command's turn to its outcome, of the same. */
  readonly runs = new DurationCounts();
  readonly #isKnown: (method: string) => boolean;
  readonly #byMethod = new Map<string, Map<string, number>>();

  /** @param isKnown whether the radio has a method of this name */
  constructor(isKnown: (method: string) => boolean) {
    this.#isKnown = isKnown;
  }

  /** A command has its outcome. */
  add({ command, outcome, waitMs, runMs }: CommandRecord): void {
    const { kind } = outcome;
    const name = kind === 'result' ? 'ok' : kind === 'error' ? outcome.error.token : kind;
    this.#count(command.method, name);
    if (name === 'BUSY' || name === 'cancelled') return;
    this.waits.add(waitMs);
    this.runs.add(runMs);
  }

  /** A fault answered a command. */
  addAnswered(method: string): void {
    this.#count(method, 'fault');
  }

  /** Number of commands with each outcome; what never came is not there. */
  byOutcome(): Counts {
    const sums = commandOutcomes.map((outcome): [string, number] => {
      const counts = [...this.#byMethod.values()].map((each) => each.get(outcome) ?? 0);
      return [outcome, counts.reduce((sum, count) => sum + count, 0)];
    });
    return Object.fromEntries(sums.filter(([, count]) => count > 0));
  }

  /** The same for each method. */
  byMethod(): Readonly<Record<string, Counts>> {
    const all = [...this.#byMethod].map(([method, counts]): [string, Counts] => [
      method,
      Object.fromEntries(counts),
    ]);
    return Object.fromEntries(all);
  }

  #count(method: string, outcome: string): void {
    const counts = this.#byMethod.get(method) ?? this.#countsOf(method);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }

  #countsOf(method: string): Map<string, number> {
    const name = this.#isKnown(method) ? method : unknownMethod;
    const counts = this.#byMethod.get(name) ?? new Map<string, number>();
    this.#byMethod.set(name, counts);
    return counts;
  }
}
