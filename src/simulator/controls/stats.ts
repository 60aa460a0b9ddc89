import type { FlashFigures } from '../../flash/flash-keeper.js';
import type { PortFigures } from '../../ports/connection-stats.js';
import { CommandCounts, type Counts } from '../counters/command-counts.js';
import type { DurationFigures } from '../counters/duration-counts.js';
import type { ActivityName, ActivityStatus } from '../supervision/activity-status.js';
import type { ReloadCounts } from '../reload/report.js';
import type { PortName } from '../../ports/registry.js';
import type { CommandRecord } from '../../worker/job.js';

/** What a simulator has done since its start. A reset does not put it back. */
export interface Stats {
  /** Requests that came in, those that are none included. */
  readonly requests: number;
  /** Commands by their outcome: `ok`, a token, `fault` where a fault answered, `cancelled`. */
  readonly commands: Counts;
  /** The same by their method; `unknown` stands for all that the radio does not have. */
  readonly methods: Readonly<Record<string, Counts>>;
  /** How long commands waited for their turn, without those answered BUSY or cancelled. */
  readonly waits: DurationFigures;
  /** How long they then took. */
  readonly runs: DurationFigures;
  /** Jobs that wait. */
  readonly waiting: number;
  /** Jobs that may wait. */
  readonly queueCapacity: number;
  /** Blackouts that began, by their cause. */
  readonly blackouts: Counts;
  /** How often faults acted, by their kind. */
  readonly faults: Counts;
  readonly connections: Readonly<Record<PortName, PortFigures>>;
  /** What goes on by itself, and how it is. */
  readonly activities: Readonly<Partial<Record<ActivityName, ActivityStatus>>>;
  /** How often flash was written to the state folder, and could not be; 0 where there is none. */
  readonly flash: FlashFigures;
  /** Reloads of the configuration, by how they went. */
  readonly reloads: ReloadCounts;
  /** How long it has run, ms of the simulator's clock. */
  readonly ranMs: number;
}

/** Counts what a simulator does. The names come from known sets, so that nothing grows without a bound. */
export class StatsKeeper {
  readonly #commands: CommandCounts;
  readonly #blackouts = new Map<string, number>();

  /** @param isKnown whether the radio has a method of this name */
  constructor(isKnown: (method: string) => boolean) {
    this.#commands = new CommandCounts(isKnown);
  }

  /** A command has its outcome. */
  onCommand(record: CommandRecord): void {
    this.#commands.add(record);
  }

  /** A fault answered a command. */
  onAnswered(method: string): void {
    this.#commands.addAnswered(method);
  }

  /** The radio has gone dark. */
  onDark(cause: string): void {
    this.#blackouts.set(cause, (this.#blackouts.get(cause) ?? 0) + 1);
  }

  /** What was counted so far; what never came is not there. */
  counts(): Pick<Stats, 'commands' | 'methods' | 'waits' | 'runs' | 'blackouts'> {
    return {
      commands: this.#commands.byOutcome(),
      methods: this.#commands.byMethod(),
      waits: this.#commands.waits.figures(),
      runs: this.#commands.runs.figures(),
      blackouts: Object.fromEntries(this.#blackouts),
    };
  }
}
