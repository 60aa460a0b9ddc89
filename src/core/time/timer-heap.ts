/** A timer in a {@link TimerHeap}. */
export interface HeapTimer {
  /** When it falls due, ms. */
  readonly at: number;
  /** Decides between timers that fall due at the same moment: the lower one is first. */
  readonly order: number;
  /** Index in the heap's array, kept by the heap; -1 outside of it. */
  index: number;
}

/**
 * A binary heap of timers, the earliest on top. Adding and removing take O(log n), also for a timer in the middle:
 * a cancelled timer leaves nothing behind.
 */
export class TimerHeap<T extends HeapTimer> {
  readonly #timers: T[] = [];

  get size(): number {
    return this.#timers.length;
  }

  /** The earliest timer. */
  get first(): T | undefined {
    return this.#timers[0];
  }

  add(timer: T): void {
    this.#siftUp(timer, this.#timers.length);
  }

  /** Returns false where the timer is not in the heap. */
  remove(timer: T): boolean {
    const { index } = timer;
    if (this.#timers[index] !== timer) return false;
    timer.index = -1;
    const last = this.#timers.pop();
    if (last === undefined || last === timer) return true;
    // The last timer fills the gap. It may come from another branch, so it may have to go either way.
    this.#siftUp(last, index);
    this.#siftDown(last, last.index);
    return true;
  }

  #siftUp(timer: T, from: number): void {
    let index = from;
    while (index > 0) {
      const parent = this.#timers[(index - 1) >> 1];
      if (parent === undefined || !isBefore(timer, parent)) break;
      const above = parent.index;
      this.#put(parent, index);
      index = above;
    }
    this.#put(timer, index);
  }

  #siftDown(timer: T, from: number): void {
    let index = from;
    for (let child = this.#earlierChild(index); child !== undefined; child = this.#earlierChild(index)) {
      if (!isBefore(child, timer)) break;
      const below = child.index;
      this.#put(child, index);
      index = below;
    }
    this.#put(timer, index);
  }

  #earlierChild(index: number): T | undefined {
    const left = this.#timers[2 * index + 1];
    const right = this.#timers[2 * index + 2];
    if (left === undefined || right === undefined) return left;
    return isBefore(right, left) ? right : left;
  }

  #put(timer: T, index: number): void {
    timer.index = index;
    this.#timers[index] = timer;
  }
}

function isBefore(timer: HeapTimer, other: HeapTimer): boolean {
  return timer.at === other.at ? timer.order < other.order : timer.at < other.at;
}
