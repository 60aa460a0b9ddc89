import type { NodeColumns } from '../node-table.js';

/** Called for a pair of rows that are near enough to each other, each pair once. */
export type PairListener = (one: number, other: number, distance: number) => void;

/** Half of the cells around a cell, so that each pair of cells is met once: x, y, z. */
const half = Int8Array.from(
  [-1, 0, 1].flatMap((x) =>
    [-1, 0, 1].flatMap((y) =>
      [-1, 0, 1].flatMap((z) => (x > 0 || (x === 0 && (y > 0 || (y === 0 && z > 0))) ? [x, y, z] : [])),
    ),
  ),
);

/**
 * Finds the pairs of nodes of one group that are near each other. Space is cut into cubes as long as the farthest that
 * the group reaches, so that the work grows with the pairs in reach and not with the square of the nodes.
 */
export class Grid {
  /** The first row of each bucket; -1: none. */
  #heads = new Int32Array(0);
  /** The next row in the bucket of a row. */
  #next = new Int32Array(0);
  #cells = new Int32Array(0);

  /**
   * Calls `listener` for each pair within reach.
   * @param reaches by group, m: farther nodes of the group do not hear each other
   */
  eachPair(nodes: NodeColumns, count: number, reaches: Float64Array, listener: PairListener): void {
    this.#fill(nodes, count, reaches);
    const [heads, next, cells] = [this.#heads, this.#next, this.#cells];
    const mask = heads.length - 1;
    const { x, y, z, group } = nodes;
    for (let one = 0; one < count; one += 1) {
      const number = group[one] ?? -1;
      if (number < 0) continue;
      const limit = (reaches[number] ?? 0) ** 2;
      const [oneX, oneY, oneZ] = [x[one] ?? 0, y[one] ?? 0, z[one] ?? 0];
      const [cellX, cellY, cellZ] = [cells[3 * one] ?? 0, cells[3 * one + 1] ?? 0, cells[3 * one + 2] ?? 0];
      for (let neighbour = -3; neighbour < half.length; neighbour += 3) {
        const isOwn = neighbour < 0;
        const atX = cellX + (isOwn ? 0 : (half[neighbour] ?? 0));
        const atY = cellY + (isOwn ? 0 : (half[neighbour + 1] ?? 0));
        const atZ = cellZ + (isOwn ? 0 : (half[neighbour + 2] ?? 0));
        // In its own cell a node meets those behind it in the bucket.
        let other = isOwn ? (next[one] ?? -1) : (heads[bucket(atX, atY, atZ, number) & mask] ?? -1);
        for (; other >= 0; other = next[other] ?? -1) {
          if (cells[3 * other] !== atX || cells[3 * other + 1] !== atY || cells[3 * other + 2] !== atZ)
            continue;
          if (group[other] !== number) continue;
          const [dx, dy, dz] = [oneX - (x[other] ?? 0), oneY - (y[other] ?? 0), oneZ - (z[other] ?? 0)];
          const squared = dx * dx + dy * dy + dz * dz;
          if (squared <= limit) listener(one, other, Math.sqrt(squared));
        }
      }
    }
  }

  #fill({ x, y, z, group }: NodeColumns, count: number, reaches: Float64Array): void {
    if (this.#next.length < count) {
      const rows = 2 ** Math.ceil(Math.log2(Math.max(16, count)));
      this.#heads = new Int32Array(2 * rows);
      this.#next = new Int32Array(rows);
      this.#cells = new Int32Array(3 * rows);
    }
    const [heads, next, cells] = [this.#heads, this.#next, this.#cells];
    const mask = heads.length - 1;
    heads.fill(-1);
    for (let row = 0; row < count; row += 1) {
      const number = group[row] ?? -1;
      if (number < 0) continue;
      const side = Math.max(1, reaches[number] ?? 0);
      const cellX = Math.floor((x[row] ?? 0) / side);
      const cellY = Math.floor((y[row] ?? 0) / side);
      const cellZ = Math.floor((z[row] ?? 0) / side);
      cells[3 * row] = cellX;
      cells[3 * row + 1] = cellY;
      cells[3 * row + 2] = cellZ;
      const at = bucket(cellX, cellY, cellZ, number) & mask;
      next[row] = heads[at] ?? -1;
      heads[at] = row;
    }
  }
}

/** The number of a cell's bucket, before it is cut to the number of buckets. */
function bucket(x: number, y: number, z: number, group: number): number {
  const mixed =
    Math.imul(x, 73_856_093) ^
    Math.imul(y, 19_349_663) ^
    Math.imul(z, 83_492_791) ^
    Math.imul(group, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
