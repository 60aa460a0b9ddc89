import type { TimedConditions } from '../../network/links/override.js';
import type { Mode } from '../../radio/mode.js';
import type { PatchValues } from '../../radio/patch.js';
import { type GeneratedNode, generateNodes } from './generate.js';
import type { RadioKind } from './radio-kind.js';
import type { ResolvedLine, ResolvedLink, ResolvedNetwork, ResolvedNode } from './resolved.js';
import type { ParsedNetwork } from './schema/document.js';
import type { ParsedLink } from './schema/link.js';
import type { ParsedNode } from './schema/node.js';
import type { ReadOnly } from '../../core/read-only.js';
import type { ParsedLine } from './schema/steering.js';
import { servedAt } from './served.js';

/** Sources of values that a document leaves out. */
interface Surroundings {
  readonly radio: RadioKind;
  readonly seed: number;
}

/** Fills in what a checked document leaves out, and writes out what it generates. */
export function resolveNetwork(
  parsed: ParsedNetwork,
  series: ReadonlyMap<number, readonly TimedConditions[]>,
  { radio, seed: defaultSeed }: Surroundings,
): ResolvedNetwork {
  const { seconds, traffic, physics, settings, interference, seed = defaultSeed } = parsed;
  const generated = parsed.generate === undefined ? [] : generateNodes(parsed.generate, seed);
  const ofNode = (node: ParsedNode | GeneratedNode) =>
    resolveNode(node, radio, physics.propagation.antennaHeight);
  return {
    seed,
    seconds,
    traffic,
    physics,
    settings,
    nodes: [...parsed.nodes.map(ofNode), ...generated.map(ofNode)],
    links: parsed.links.map((link, index) => resolveLink(link, series.get(index))),
    interference,
    steering: resolveSteering(parsed.steering, radio, physics.propagation.antennaHeight),
  };
}

/**
 * Fills in what lines of steering leave out.
 * @param height of antennas that have none of their own
 */
export function resolveSteering(
  lines: readonly ParsedLine[],
  radio: RadioKind,
  height: number,
): readonly ResolvedLine[] {
  return lines.map((line) =>
    line.do === 'add' ? { ...line, node: resolveNode(line.node, radio, height) } : line,
  );
}

/** Shared by all nodes that have none of their own. */
const noSettings: PatchValues = {};

function resolveNode(
  node: ReadOnly<Omit<GeneratedNode, 'seed' | 'firstNodeid' | 'center' | 'jitter'>> & {
    readonly name?: string | undefined;
    readonly settings?: PatchValues | undefined;
    readonly mode?: Mode;
  },
  { model }: RadioKind,
  height: number,
): ResolvedNode {
  const { nodeid, name, position, motion, gain, mode, settings = noSettings } = node;
  return {
    nodeid,
    ...(name === undefined ? {} : { name }),
    position,
    motion,
    antennas: node.antennas ?? model.antennas,
    gain,
    antennaHeight: node.antennaHeight ?? height,
    settings,
    served: servedAt(node.served, nodeid, model.identity.build_tag),
    ...(mode === undefined ? {} : { mode }),
  };
}

function resolveLink(link: ParsedLink, series: readonly TimedConditions[] | undefined): ResolvedLink {
  const { from, to, direction, cut, snr, pathLoss, packetLoss } = link;
  return {
    from,
    to,
    direction,
    cut,
    ...(snr === undefined ? {} : { snr }),
    ...(pathLoss === undefined ? {} : { pathLoss }),
    ...(packetLoss === undefined ? {} : { packetLoss }),
    ...(series === undefined ? {} : { series }),
  };
}
