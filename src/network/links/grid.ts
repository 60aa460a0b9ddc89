import type { NodeColumns } from '../node-table.js';

/** Called for a pair of rows that are near enough to each other, each pair once. */
type PairListener = (one: number, other: number, distance: number) => void;

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
 * the group reaches, so that the work grows with the pairs in reach and not with the square of the nodes. Nodes are
 * sorted by cube, so that those that are compared lie together in memory.
 */
export class Grid {
  /** Where the nodes of each bucket begin. */
  #starts = new Int32Array(0);
  /** By sorted place: row in the table, cube, and coordinates. */
  #rows = new Int32Array(0);
  #cells = new Int32Array(0);
  #points = new Float64Array(0);
  /** By row: its bucket. */
  #buckets = new Int32Array(0);

  /**
   * Sorts the nodes by bucket, and returns how many are on the air.
   * @param reaches by group, m: farther nodes of the group do not hear each other
   */
  fill({ x, y, z, group }: NodeColumns, count: number, reaches: Float64Array): number {
    this.#reserve(count);
    const [starts, buckets] = [this.#starts, this.#buckets];
    const mask = starts.length - 2;
    starts.fill(0);
    let sorted = 0;
    for (let row = 0; row < count; row += 1) {
      const number = group[row] ?? -1;
      if (number < 0) continue;
      const side = sideOf(reaches, number);
      const at = bucket(cube(x[row], side), cube(y[row], side), cube(z[row], side), number) & mask;
      buckets[row] = at;
      starts[at + 1] = (starts[at + 1] ?? 0) + 1;
      sorted += 1;
    }
    for (let at = 0; at <= mask; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
    // Backwards: the end of each bucket moves down to its begin.
    for (let row = count - 1; row >= 0; row -= 1) {
      const number = group[row] ?? -1;
      if (number < 0) continue;
      const at = (buckets[row] ?? 0) + 1;
      const place = (starts[at] ?? 0) - 1;
      starts[at] = place;
      const side = sideOf(reaches, number);
      this.#rows[place] = row;
      this.#points[3 * place] = x[row] ?? 0;
      this.#points[3 * place + 1] = y[row] ?? 0;
      this.#points[3 * place + 2] = z[row] ?? 0;
      this.#cells[4 * place] = cube(x[row], side);
      this.#cells[4 * place + 1] = cube(y[row], side);
      this.#cells[4 * place + 2] = cube(z[row], side);
      this.#cells[4 * place + 3] = number;
    }
    // Now `starts[at + 1]` is the begin of bucket `at`: one place back.
    starts.copyWithin(0, 1);
    starts[mask + 1] = sorted;
    return sorted;
  }

  /**
   * Calls `listener` for each pair within reach, of the sorted nodes from one place up to another: all pairs are those
   * of all places.
   * @param reaches as given to {@link fill}
   */
  eachPair(from: number, to: number, reaches: Float64Array, listener: PairListener): void {
    const [starts, cells] = [this.#starts, this.#cells];
    const mask = starts.length - 2;
    for (let one = from; one < to; one += 1) {
      const [cellX, cellY, cellZ] = [cells[4 * one] ?? 0, cells[4 * one + 1] ?? 0, cells[4 * one + 2] ?? 0];
      const group = cells[4 * one + 3] ?? 0;
      const reach = reaches[group] ?? 0;
      const limit = reach * reach;
      // In its own cube a node meets those behind it.
      const own = bucket(cellX, cellY, cellZ, group) & mask;
      this.#meet(one, one + 1, starts[own + 1] ?? 0, cellX, cellY, cellZ, group, limit, listener);
      for (let neighbour = 0; neighbour < half.length; neighbour += 3) {
        const x = cellX + (half[neighbour] ?? 0);
        const y = cellY + (half[neighbour + 1] ?? 0);
        const z = cellZ + (half[neighbour + 2] ?? 0);
        const at = bucket(x, y, z, group) & mask;
        const first = starts[at] ?? 0;
        const end = starts[at + 1] ?? 0;
        if (first < end) this.#meet(one, first, end, x, y, z, group, limit, listener);
      }
    }
  }

  /** Compares a node with those of a bucket that are in one cube. Places are sorted ones. */
  #meet(
    one: number,
    first: number,
    end: number,
    cellX: number,
    cellY: number,
    cellZ: number,
    group: number,
    limit: number,
    listener: PairListener,
  ): void {
    const [rows, cells, points] = [this.#rows, this.#cells, this.#points];
    const [x, y, z] = [points[3 * one] ?? 0, points[3 * one + 1] ?? 0, points[3 * one + 2] ?? 0];
    for (let other = first; other < end; other += 1) {
      const cell = 4 * other;
      if (cells[cell] !== cellX || cells[cell + 1] !== cellY || cells[cell + 2] !== cellZ) continue;
      if (cells[cell + 3] !== group) continue;
      const dx = x - (points[3 * other] ?? 0);
      const dy = y - (points[3 * other + 1] ?? 0);
      const dz = z - (points[3 * other + 2] ?? 0);
      const squared = dx * dx + dy * dy + dz * dz;
      if (squared <= limit) listener(rows[one] ?? 0, rows[other] ?? 0, Math.sqrt(squared));
    }
  }

  #reserve(count: number): void {
    if (count <= this.#rows.length) return;
    const rows = 2 ** Math.ceil(Math.log2(Math.max(16, count)));
    this.#starts = new Int32Array(2 * rows + 1);
    this.#rows = new Int32Array(rows);
    this.#cells = new Int32Array(4 * rows);
    this.#points = new Float64Array(3 * rows);
    this.#buckets = new Int32Array(rows);
  }
}

/** The length of a group's cubes, m. */
function sideOf(reaches: Float64Array, group: number): number {
  return Math.max(1, reaches[group] ?? 0);
}

/** The number of a cube along one axis. */
function cube(coordinate: number | undefined, side: number): number {
  return Math.floor((coordinate ?? 0) / side);
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
