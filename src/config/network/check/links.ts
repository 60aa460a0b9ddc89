import type { Issue } from '../../../documents/issue.js';
import { type LinkParts, type NetworkParts, nodeIdsOf } from '../parts.js';

/** So many node IDs are listed in a message. */
const maxListed = 10;

/** Checks that links are between nodes of the network, and that no two say something about the same direction. */
export function linkIssues(parts: NetworkParts): readonly Issue[] {
  const ids = new Set(nodeIdsOf(parts));
  const first = new Map<string, number>();
  return parts.links.flatMap((link, index): Issue[] => {
    const unknown = parts.isComplete ? unknownEnds(link, index, ids) : [];
    const { from, to } = link;
    if (from === undefined || to === undefined) return [...unknown];
    if (from === to) {
      const message = `${to}: is the node itself; allowed: another node than from`;
      return [...unknown, { path: ['links', index, 'to'], message }];
    }
    return [...unknown, ...contradictions(link, index, first)];
  });
}

function unknownEnds(link: LinkParts, index: number, ids: ReadonlySet<number>): readonly Issue[] {
  return (['from', 'to'] as const).flatMap((end): Issue[] => {
    const id = link[end];
    if (id === undefined || ids.has(id)) return [];
    const listed =
      ids.size <= maxListed ? [...ids].join(', ') : `one of the ${ids.size} node IDs of this network`;
    return [{ path: ['links', index, end], message: `${id}: there is no such node; allowed: ${listed}` }];
  });
}

/** @param first the link that was the first to say something about a direction, by sender and receiver */
function contradictions(
  { from = 0, to = 0, direction = 'both' }: LinkParts,
  index: number,
  first: Map<string, number>,
): readonly Issue[] {
  const directions = [
    ...(direction === 'reverse' ? [] : [[from, to]]),
    ...(direction === 'forward' ? [] : [[to, from]]),
  ];
  const others = new Set<number>();
  for (const ends of directions) {
    const key = ends.join(' to ');
    const other = first.get(key);
    if (other === undefined) first.set(key, index);
    else others.add(other);
  }
  return [...others].map((other) => {
    const taken = directions.map((ends) => ends.join(' to ')).filter((key) => first.get(key) === other);
    const message = `${taken.join(' and ')}: is in links.${other} too; allowed: one link for each direction`;
    return { path: ['links', index], message };
  });
}
