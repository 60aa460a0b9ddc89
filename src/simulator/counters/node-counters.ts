import type { CommandRecord } from '../../worker/job.js';
import type { Stats } from '../snapshot.js';
import { CommandCounts } from './command-counts.js';

/** Counts of one node. Their names come from known sets, so that nothing grows without a bound. */
export class NodeCounters {
  readonly #commands: CommandCounts;
  readonly #blackouts = new Map<string, number>();
  readonly #bent = new Map<string, number>();

  /** @param isKnown whether the radio has a method of this name */
  constructor(isKnown: (method: string) => boolean) {
    this.#commands = new CommandCounts(isKnown);
  }

  /** Counts a command that was settled. */
  addCommand(record: CommandRecord): void {
    this.#commands.add(record);
  }

  /** Counts a command that a fault answered. */
  addFaultReply(method: string): void {
    this.#commands.addAnswered(method);
  }

  /** Counts a blackout that began. */
  addBlackout(cause: string): void {
    this.#blackouts.set(cause, (this.#blackouts.get(cause) ?? 0) + 1);
  }

  /** Counts a bend of chaos that acted. */
  addBent(bend: string): void {
    this.#bent.set(bend, (this.#bent.get(bend) ?? 0) + 1);
  }

  /** The counts so far; names that never came are absent. */
  counts(): Pick<Stats, 'commands' | 'methods' | 'waits' | 'runs' | 'blackouts' | 'chaos'> {
    return {
      commands: this.#commands.byOutcome(),
      methods: this.#commands.byMethod(),
      waits: this.#commands.waits.figures(),
      runs: this.#commands.runs.figures(),
      blackouts: Object.fromEntries(this.#blackouts),
      chaos: Object.fromEntries(this.#bent),
    };
  }
}
