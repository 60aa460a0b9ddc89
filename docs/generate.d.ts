import type { ChaosBend } from '../src/chaos/bends-of-level.js';
import type { ChaosLevel } from '../src/chaos/levels.js';
import type { CommandList } from '../src/cli/command.js';
import type { Stats } from '../src/simulator/snapshot.js';
import type { ScrapedNode, ScrapedProcess, ScrapedSimulator, Series } from '../src/control/metrics/series.js';
import type { Setting } from '../src/config/settings/settings.js';
import type { wireErrors } from '../src/core/errors.js';
import type { FaultKind } from '../src/faults/kind.js';
import type { FaultSpec } from '../src/faults/spec.js';
import type { CatalogueEntry } from '../src/radio/catalogue.js';
import type { PresetTiming } from '../src/config/presets.js';

/** A command as the documents show it. */
export interface CommandUsage {
  /** `fault add <kind>`. */
  readonly usage: string;
  readonly summary: string;
}

/** Sources of the generated parts. */
export interface Sources {
  readonly entries: readonly CatalogueEntry[];
  readonly timings: Readonly<Record<string, PresetTiming>>;
  readonly settings: readonly Setting[];
  readonly commands: readonly CommandUsage[];
  readonly remoteCommands: readonly CommandUsage[];
  readonly wireErrors: typeof wireErrors;
  readonly faultKinds: readonly FaultKind[];
  readonly degradedFaults: readonly FaultSpec[];
  /** By level of chaos. */
  readonly bends: readonly (readonly [ChaosLevel, readonly ChaosBend[]])[];
  readonly radioSeries: readonly (
    Series<ScrapedNode> | Series<Stats['activities']> | Series<ScrapedSimulator>
  )[];
  readonly processSeries: readonly Series<ScrapedProcess>[];
  /** `package.json`. */
  readonly manifest: unknown;
  /** `package-lock.json`. */
  readonly lock: unknown;
}

/** The commands of a list with their subcommands. */
export function usagesOf(list: CommandList): Promise<readonly CommandUsage[]>;

/** The bends of each level of chaos. */
export function bendsByLevel(
  levels: readonly ChaosLevel[],
  bendsOf: (level: ChaosLevel) => Promise<readonly ChaosBend[]>,
): Promise<Sources['bends']>;

/** The documents that hold generated parts. */
export const documents: readonly string[];

/** Each part's Markdown by its name. */
export function parts(sources: Sources): ReadonlyMap<string, string>;

/** A document's text with its generated parts written anew. */
export function fill(text: string, byName: ReadonlyMap<string, string>): Promise<string>;
