import type { FlashFigures } from '../flash/flash-keeper.js';
import type { PortFigures } from '../front/tally.js';
import type { ActivityName, ActivityStatus } from '../supervision/activity-status.js';
import type { ReloadCounts } from '../reload/report.js';
import type { CommandRecord, PortName } from '../worker/job.js';

/** What a simulator has done since its start. A reset does not put it back. */
export interface Stats {
  /** Requests that came in, those that are none included. */
  readonly requests: number;
  /** Commands by their outcome: `ok`, a token, `fault` where a fault answered, `cancelled`. */
  readonly commands: Readonly<Record<string, number>>;
  /** Jobs that wait. */
  readonly waiting: number;
  /** Blackouts that began, by their cause. */
  readonly blackouts: Readonly<Record<string, number>>;
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
  readonly #commands = new Map<string, number>();
  readonly #blackouts = new Map<string, number>();

  /** A command has its outcome. */
  onCommand({ outcome }: CommandRecord): void {
    count(
      this.#commands,
      outcome.kind === 'result' ? 'ok' : outcome.kind === 'error' ? outcome.error.token : outcome.kind,
    );
  }

  /** A fault answered a command. */
  onAnswered(): void {
    count(this.#commands, 'fault');
  }

  /** The radio has gone dark. */
  onDark(cause: string): void {
    count(this.#blackouts, cause);
  }

  /** What was counted so far; what never came is not there. */
  counts(): Pick<Stats, 'commands' | 'blackouts'> {
    return { commands: Object.fromEntries(this.#commands), blackouts: Object.fromEntries(this.#blackouts) };
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
