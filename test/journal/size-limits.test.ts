import { expect } from 'vitest';
import { silvusTest } from '../../src/vitest/vitest.js';
import { outcome } from '../support/json-rpc-client.js';

silvusTest({ journal: { maxEntries: 3 } })('the journal keeps the last so many', async ({ radio }) => {
  for (const method of ['freq', 'bw', 'nodeid', 'version', 'model']) await outcome(radio, method);
  expect(radio.journal.entries.map(({ n, commands }) => [n, commands[0]?.method])).toEqual([
    [3, 'nodeid'],
    [4, 'version'],
    [5, 'model'],
  ]);
  expect(radio.journal.total).toBe(5);
});

silvusTest()('it keeps 1,000 unless told otherwise', async ({ radio }) => {
  for (let sent = 0; sent < 1_001; sent += 1) await outcome(radio, 'freq');
  expect(radio.journal.entries).toHaveLength(1_000);
  expect(radio.journal.entries[0]?.n).toBe(2);
});

silvusTest({ journal: { maxBytes: 4_096 } })('its bytes are bounded too', async ({ radio }) => {
  for (let sent = 0; sent < 20; sent += 1) await outcome(radio, 'freq', ['x'.repeat(500)]);
  expect(radio.journal.total).toBe(20);
  expect(radio.journal.entries.length).toBeGreaterThan(0);
  expect(radio.journal.entries.length).toBeLessThan(5);
  expect(radio.journal.entries.at(-1)?.n).toBe(20);
});

silvusTest({ journal: { maxEntries: 0 } })('it can be off', async ({ radio }) => {
  const never = expect(radio.journal.waitFor({}, { timeoutMs: 5 })).rejects.toMatchObject({
    code: 'NOT_SEEN',
  });
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  expect(radio.journal.entries).toEqual([]);
  await never;
});
