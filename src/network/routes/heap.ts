/** A binary heap of rows by cost, in typed arrays. A row that gets cheaper moves up. */
export class RowHeap {
  readonly #rows: Int32Array;
  /** Where a row is in the heap; -1: not in it. */
  readonly #places: Int32Array;
  readonly #costs: Float64Array;
  #size = 0;

  /** @param costs by row; they are read, never written */
  constructor(costs: Float64Array) {
    this.#costs = costs;
    this.#rows = new Int32Array(costs.length);
    this.#places = new Int32Array(costs.length).fill(-1);
  }

  /** Adds a row, or moves it after its cost has fallen. */
  raise(row: number): void {
    let place = this.#places[row] ?? -1;
    if (place < 0) {
      place = this.#size;
      this.#size += 1;
    }
    const cost = this.#costs[row] ?? 0;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#rows[above] ?? 0;
      if ((this.#costs[parent] ?? 0) <= cost) break;
      this.#set(place, parent);
      place = above;
    }
    this.#set(place, row);
  }

  /** Takes out the cheapest row; -1 if there is none. */
  pop(): number {
    if (this.#size === 0) return -1;
    const top = this.#rows[0] ?? -1;
    this.#places[top] = -1;
    this.#size -= 1;
    if (this.#size > 0) this.#sink(this.#rows[this.#size] ?? 0);
    return top;
  }

  /** Puts a row at the top, and moves it down to its place. */
  #sink(row: number): void {
    const cost = this.#costs[row] ?? 0;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.#size) break;
      const right = below + 1;
      if (right < this.#size && this.#costAt(right) < this.#costAt(below)) below = right;
      if (this.#costAt(below) >= cost) break;
      this.#set(place, this.#rows[below] ?? 0);
      place = below;
    }
    this.#set(place, row);
  }

  #costAt(place: number): number {
    return this.#costs[this.#rows[place] ?? 0] ?? 0;
  }

  #set(place: number, row: number): void {
    this.#rows[place] = row;
    this.#places[row] = place;
  }
}
