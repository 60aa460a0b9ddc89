import type { Point } from './projection.js';
import { type Region, isInside, regionOf, scales } from './viewport.js';

/** A node of a mark on the map. */
interface MarkedNode extends Point {
  readonly nodeid: number;
}

/** A mark: a node, or a group of nodes where there is no room for each. */
export interface Mark extends Point {
  /** Stays the same while the map is moved, and while the group keeps its node with the lowest ID. */
  readonly key: string;
  /** IDs of its nodes, in ascending order. */
  readonly nodeids: readonly number[];
  /** The nodes are on one point: no zoom shows them apart. */
  readonly isPoint: boolean;
}

/** Maximum number of marks: each is an element of the page. */
export const maxMarks = 300;

/** Side of a cell of the grid at its coarsest, pixels: from here to twice as much, so that cells stay while one zooms. */
const minCell = 56;

/** Distances below which two marks become one, pixels. */
const minDistance = { nodes: 10, groups: 48 } as const;

/** Properties of {@link marksOf}. */
interface MarksOptions {
  /** The visible part, m. */
  readonly region: Region;
  /** Pixels for a metre. */
  readonly scale: number;
  /** Nodes that always have a mark of their own. */
  readonly single: ReadonlySet<number>;
  /** Nodes that have one beside the cells of the grid. */
  readonly prominent: ReadonlySet<number>;
}

/** Nodes that share a mark. */
interface Group extends Point {
  readonly nodes: readonly MarkedNode[];
}

/** The marks of the nodes that are seen, at most {@link maxMarks} and the single ones. */
export function marksOf(nodes: Iterable<MarkedNode>, options: MarksOptions): readonly Mark[] {
  const { region, scale, single, prominent } = options;
  const own: Group[] = [];
  const others: MarkedNode[] = [];
  for (const node of nodes) {
    if (!isInside(region, node)) continue;
    if (single.has(node.nodeid)) own.push(groupOf([node]));
    else others.push(node);
  }
  const grouped =
    others.length <= maxMarks
      ? nearGroups(others, scale)
      : [
          ...nearGroups(
            others.filter(({ nodeid }) => prominent.has(nodeid)),
            scale,
          ),
          ...gridGroups(
            others.filter(({ nodeid }) => !prominent.has(nodeid)),
            scale,
          ),
        ];
  // In an order that no choice changes: an element that is moved in the document loses the focus and its click.
  return [...own, ...grouped].map(markOf).sort((one, other) => firstOf(one) - firstOf(other));
}

const firstOf = ({ nodeids }: Mark) => nodeids[0] ?? 0;

/** Groups of those that are too near to be told apart. */
function nearGroups(nodes: readonly MarkedNode[], scale: number): readonly Group[] {
  return merged(
    nodes.map((node) => groupOf([node])),
    minDistance.nodes / scale,
  );
}

/** Groups by the cells of a grid, which is fixed to the ground. */
function gridGroups(nodes: readonly MarkedNode[], scale: number): readonly Group[] {
  for (let cell = minCell / 2 ** Math.floor(Math.log2(scale)); ; cell *= 2) {
    const cells = new Map<string, MarkedNode[]>();
    for (const node of nodes) {
      const key = `${Math.floor(node.x / cell)} ${Math.floor(node.y / cell)}`;
      const inCell = cells.get(key);
      if (inCell === undefined) cells.set(key, [node]);
      else inCell.push(node);
    }
    // Two in neighbouring cells can be side by side at their common border.
    const groups = merged([...cells.values()].map(groupOf), minDistance.groups / scale);
    if (groups.length <= maxMarks) return groups;
  }
}

/** Joins groups that are nearer than so many metres to one that comes before. */
function merged(groups: readonly Group[], distance: number): readonly Group[] {
  const places = new Map<string, Group[]>();
  const placeOf = (x: number, y: number) => `${x} ${y}`;
  const result: Group[][] = [];
  const index = new Map<Group, Group[]>();
  for (const group of groups) {
    const [column, row] = [Math.floor(group.x / distance), Math.floor(group.y / distance)];
    const near = neighbours(column, row)
      .flatMap(([x, y]) => places.get(placeOf(x, y)) ?? [])
      .find((other) => Math.hypot(other.x - group.x, other.y - group.y) < distance);
    if (near !== undefined) {
      index.get(near)?.push(group);
      continue;
    }
    const together = [group];
    result.push(together);
    index.set(group, together);
    const place = placeOf(column, row);
    places.set(place, [...(places.get(place) ?? []), group]);
  }
  return result.map((together) => {
    const [only] = together;
    return together.length === 1 && only !== undefined
      ? only
      : groupOf(together.flatMap(({ nodes }) => nodes));
  });
}

function neighbours(column: number, row: number): readonly (readonly [number, number])[] {
  const steps = [-1, 0, 1];
  return steps.flatMap((x) => steps.map((y) => [column + x, row + y] as const));
}

function groupOf(nodes: readonly MarkedNode[]): Group {
  let [x, y] = [0, 0];
  for (const node of nodes) {
    x += node.x;
    y += node.y;
  }
  return { nodes, x: x / nodes.length, y: y / nodes.length };
}

function markOf({ nodes, x, y }: Group): Mark {
  const nodeids = nodes.map(({ nodeid }) => nodeid).sort((one, other) => one - other);
  const { left, right, bottom, top } = regionOf(nodes);
  return {
    key: `${nodes.length === 1 ? 'node' : 'group'}-${nodeids[0] ?? 0}`,
    nodeids,
    x,
    y,
    isPoint: Math.max(right - left, top - bottom) * scales.max < minDistance.nodes,
  };
}

/** The nearest mark in a direction of the screen; marks aside of it count as farther away. */
export function markTowards<Place extends Point>(
  marks: readonly Place[],
  from: Point,
  direction: Point,
): Place | undefined {
  let [best, least]: [Place | undefined, number] = [undefined, Infinity];
  for (const mark of marks) {
    const [x, y] = [mark.x - from.x, mark.y - from.y];
    const along = x * direction.x + y * direction.y;
    const aside = Math.abs(x * direction.y - y * direction.x);
    if (along <= 0 || along + 2 * aside >= least) continue;
    [best, least] = [mark, along + 2 * aside];
  }
  return best;
}
