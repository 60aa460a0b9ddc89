import type { Position } from '../../network/geo/position.js';
import type { InterferenceSource } from '../../network/interference.js';
import type { LinkConditions, TimedConditions } from '../../network/links/override.js';
import type { Motion } from '../../network/motion/motion.js';
import type { PhysicsSettings } from '../../network/settings.js';
import type { Mode } from '../../radio/mode.js';
import type { PatchValues } from '../../radio/patch.js';
import type { ParsedLine } from './schema/steering.js';

/** Address and ports of a radio; port 0 is any free one. */
export interface ServedAt {
  readonly host: string;
  readonly http: number;
  readonly maintenance: number;
  /** Undefined: any free one where the settings switch it on. */
  readonly https?: number | undefined;
  /** Undefined: any free one where the settings switch it on. */
  readonly gpsd?: number | undefined;
}

/** A node with all that the document left out. */
export interface ResolvedNode {
  readonly nodeid: number;
  /** Its `system_name`; the radio's own if not given. */
  readonly name?: string;
  readonly position: Required<Position>;
  readonly motion: Motion;
  readonly antennas: number;
  /** Of all antennas, or of each, dBi. */
  readonly gain: number | readonly number[];
  /** m. */
  readonly antennaHeight: number;
  /** Its own settings, which come over those of the network: {@link settingsOf} has both. */
  readonly settings: PatchValues;
  /** False: a neighbour only. True: at an address that whoever starts the network chooses. */
  readonly served: boolean | ServedAt;
  /** The mode that it starts in; that of whoever starts the network if not given. */
  readonly mode?: Mode;
}

/** A line of steering: what was done to a network, and when. */
export type ResolvedLine =
  | Exclude<ParsedLine, { readonly do: 'add' }>
  | { readonly seconds: number; readonly do: 'add'; readonly node: ResolvedNode };

/** A cut or an override of one direction of a link, or of both. */
export interface ResolvedLink extends LinkConditions {
  readonly from: number;
  readonly to: number;
  readonly direction: 'both' | 'forward' | 'reverse';
  readonly cut: boolean;
  /** In place of fixed conditions. */
  readonly series?: readonly TimedConditions[];
}

/**
 * A network with every default filled in, generated nodes written out and series read from their files. As JSON it is
 * a document again, of the same network.
 */
export interface ResolvedNetwork {
  readonly seed: number;
  /** The network's time when it starts. */
  readonly seconds: number;
  readonly traffic: 'constant' | 'calls';
  readonly physics: PhysicsSettings;
  /** Of all nodes. */
  readonly settings: PatchValues;
  /** Those of the document in its order, then the generated ones. */
  readonly nodes: readonly ResolvedNode[];
  readonly links: readonly ResolvedLink[];
  readonly interference: readonly InterferenceSource[];
  /** In the order of time. */
  readonly steering: readonly ResolvedLine[];
}

/** The settings that a node starts with: those of the network, its own over them, and its name. */
export function settingsOf(
  { settings }: Pick<ResolvedNetwork, 'settings'>,
  node: Pick<ResolvedNode, 'settings' | 'name'>,
): PatchValues {
  const own = node.name === undefined ? node.settings : { ...node.settings, system_name: [node.name] };
  // Its own come last: `freq` after `freq_bw` of the network.
  const others = Object.entries(settings).filter(([name]) => !Object.hasOwn(own, name));
  return { ...Object.fromEntries(others), ...own };
}
