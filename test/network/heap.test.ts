import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowHeap } from '../../src/network/routes/heap.js';

test('rows come out by cost, also those whose cost fell', () => {
  const costs = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(costs, fc.array(fc.nat(49), { maxLength: 50 }), (all, cheaper) => {
      const column = Float64Array.from(all);
      const heap = new RowHeap(column);
      for (const row of all.keys()) heap.raise(row);
      for (const row of cheaper.map((each) => each % all.length)) {
        column[row] = Math.floor((column[row] ?? 0) / 2);
        heap.raise(row);
      }
      const popped = all.map(() => column[heap.pop()]);
      expect(popped).toEqual([...column].sort((one, other) => one - other));
      expect(heap.pop()).toBe(-1);
    }),
  );
});
