import { isTree } from '../../documents/tree.js';
import { maxLinks, maxNodes } from './bounds.js';
import { networkSchema, type ParsedNetwork } from './schema/document.js';
import { generateSchema, type ParsedGenerate } from './schema/generate.js';
import { linkSchema, type ParsedLink } from './schema/link.js';
import { nodeSchema, type ParsedNode } from './schema/node.js';
import type { ReadOnly } from '../../core/read-only.js';
import type { ParsedLine } from './schema/steering.js';

type Partly<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The members of a node that are right by themselves. */
type NodeParts = ReadOnly<
  Partly<Pick<ParsedNode, 'nodeid' | 'name' | 'settings' | 'served' | 'antennas' | 'gain' | 'motion'>>
>;

/** The members of a link that are right by themselves. */
export type LinkParts = Partly<Pick<ParsedLink, 'from' | 'to' | 'direction' | 'series'>>;

/**
 * The parts of a document that are right by themselves, with the indexes as they are written: their relations are
 * checked although others have issues.
 */
export interface NetworkParts {
  readonly settings: ParsedNetwork['settings'];
  readonly nodes: readonly NodeParts[];
  readonly generate: ParsedGenerate | undefined;
  readonly links: readonly LinkParts[];
  readonly interference: readonly { readonly id?: string | undefined }[];
  readonly steering: readonly ParsedLine[];
  /** True if it is known which nodes there are: only then is the ID of another one a mistake. */
  readonly isComplete: boolean;
}

/** The parts of a document whose form has issues. */
export function partsOf(input: unknown): NetworkParts {
  const tree = isTree(input) ? input : {};
  const { settings, interference, steering } = networkSchema.shape;
  const nodes = listOf(tree['nodes'], maxNodes);
  const generate = generateSchema.safeParse(tree['generate']).data;
  return {
    settings: settings.safeParse(tree['settings']).data ?? {},
    nodes: nodes?.map(nodePartsOf) ?? [],
    generate,
    links: listOf(tree['links'], maxLinks)?.map(linkPartsOf) ?? [],
    interference: interference.safeParse(tree['interference']).data ?? [],
    steering: steering.safeParse(tree['steering']).data ?? [],
    isComplete:
      isTree(input) && nodes !== undefined && (tree['generate'] === undefined || generate !== undefined),
  };
}

/** The IDs of all nodes, generated ones included. */
export function nodeIdsOf({ nodes, generate }: Pick<NetworkParts, 'nodes' | 'generate'>): readonly number[] {
  const generated = Array.from(
    { length: generate?.nodes ?? 0 },
    (_, index) => (generate?.firstNodeid ?? 0) + index,
  );
  return [...nodes.flatMap(({ nodeid }) => nodeid ?? []), ...generated];
}

/** The elements of a list; undefined if it is none, or too long. */
function listOf(value: unknown, max: number): readonly unknown[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > max) return undefined;
  const list: readonly unknown[] = value;
  return list;
}

function nodePartsOf(node: unknown): NodeParts {
  if (!isTree(node)) return {};
  const { nodeid, name, settings, served, antennas, gain, motion } = nodeSchema.shape;
  return {
    nodeid: nodeid.safeParse(node['nodeid']).data,
    name: name.safeParse(node['name']).data,
    settings: settings.safeParse(node['settings']).data,
    served: served.safeParse(node['served']).data,
    antennas: antennas.safeParse(node['antennas']).data,
    gain: gain.safeParse(node['gain']).data,
    motion: motion.safeParse(node['motion']).data,
  };
}

function linkPartsOf(link: unknown): LinkParts {
  if (!isTree(link)) return {};
  const { from, to, direction, series } = linkSchema.shape;
  return {
    from: from.safeParse(link['from']).data,
    to: to.safeParse(link['to']).data,
    direction: direction.safeParse(link['direction']).data,
    series: series.safeParse(link['series']).data,
  };
}
