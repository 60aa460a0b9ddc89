import { expect, test } from 'vitest';
import { type HeapTimer, TimerHeap } from '../../../src/core/time/timer-heap.js';

/** A timer that counts how often its time is looked at. */
class CountedTimer implements HeapTimer {
  static looks = 0;
  readonly order: number;
  readonly #at: number;
  index = -1;

  constructor(at: number, order: number) {
    this.#at = at;
    this.order = order;
  }

  get at(): number {
    CountedTimer.looks += 1;
    return this.#at;
  }
}

/** Adds so many timers at distinct times, shuffled, cancels every fourth and takes the others out in order. */
function looksAt(count: number): number {
  CountedTimer.looks = 0;
  const heap = new TimerHeap<CountedTimer>();
  // The factor is prime to each count, so each time occurs once.
  const timers = Array.from(
    { length: count },
    (_, order) => new CountedTimer((order * 7_919) % count, order),
  );
  for (const timer of timers) heap.add(timer);
  for (const timer of timers) if (timer.order % 4 === 0) heap.remove(timer);
  for (let { first } = heap; first !== undefined; { first } = heap) heap.remove(first);
  return CountedTimer.looks;
}

test('four times as many timers are at most six times the work', () => {
  const looks = [1_000, 4_000, 16_000].map(looksAt);
  const [small = NaN, middle = NaN, large = NaN] = looks;
  expect(middle / small).toBeLessThan(6);
  expect(large / middle).toBeLessThan(6);
  expect(large).toBeLessThan(16_000 * Math.log2(16_000) * 12);
});

test('a timer that is removed leaves nothing behind, and is not removed twice', () => {
  const heap = new TimerHeap();
  const timers = Array.from({ length: 1_000 }, (_, order) => ({ at: order % 10, order, index: -1 }));
  for (const timer of timers) heap.add(timer);
  expect(timers.map((timer) => heap.remove(timer))).toEqual(timers.map(() => true));
  expect({ size: heap.size, first: heap.first }).toEqual({ size: 0, first: undefined });
  expect(timers.map((timer) => heap.remove(timer))).toEqual(timers.map(() => false));
});

test('a timer of another heap is not removed', () => {
  const heap = new TimerHeap();
  const other = new TimerHeap();
  const timer = { at: 1, order: 0, index: -1 };
  heap.add({ ...timer });
  other.add(timer);
  expect(heap.remove(timer)).toBe(false);
  expect({ heap: heap.size, other: other.size }).toEqual({ heap: 1, other: 1 });
});
