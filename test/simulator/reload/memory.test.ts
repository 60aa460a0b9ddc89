import { expect, test } from 'vitest';
import { liveHeap } from '../../support/heap.js';
import { running } from '../../support/radio.js';

test('a reload holds on to nothing of those before it', async () => {
  const mock = await running();
  const reloads = async (count: number) => {
    for (let each = 0; each < count; each += 1)
      await mock.reload({ worker: { queueCapacity: 100 + (each % 2) } });
    return liveHeap();
  };
  const before = await reloads(100);
  expect((await reloads(400)) - before).toBeLessThan(1.5);
});
