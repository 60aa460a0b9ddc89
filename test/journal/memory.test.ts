import { expect, test } from 'vitest';
import { liveHeap } from '../support/heap.js';
import { httpRequest, post, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { exchange } from '../support/raw-client.js';

/** A request of 1 MiB with as many values in it as fit. */
const manyValues = rpc('freq', 1, ['MANY']).replace(
  '"MANY"',
  Array.from({ length: 349_000 }, () => '{}').join(),
);

test('what is kept of requests with very many values stays near the bytes that the journal may have', async () => {
  const mock = await running({ journal: { maxBytes: 4_194_304 } });
  await post(mock, rpc('freq'));
  const before = liveHeap();
  for (let sent = 0; sent < 12; sent += 1) {
    expect(await exchange(mock.http.port, httpRequest(manyValues))).toContain('INVALID_RANGE');
  }
  expect(liveHeap() - before).toBeLessThan(32);
});

test('what the journal no longer keeps takes no memory any more', async () => {
  const mock = await running({ journal: { maxEntries: 8, maxBytes: 67_108_864 } });
  const large = rpc('freq', 1, ['x'.repeat(1_000_000)]);
  const fill = async (requests: number) => {
    for (let sent = 0; sent < requests; sent += 1) await exchange(mock.http.port, httpRequest(large));
    return liveHeap();
  };
  const full = await fill(8);
  expect((await fill(7)) - full).toBeLessThan(3);
  expect(mock.journal.entries.map(({ n }) => n)).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
});
