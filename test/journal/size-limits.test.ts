import { expect, test } from 'vitest';
import type { Exchange } from '../../src/index.js';
import { silvusTest } from '../../src/vitest/vitest.js';
import { outcome, post, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

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

/** What an exchange counts for: its request twice, since the texts of its commands are kept too, its reply, and 256. */
const countOf = ({ request, reply }: Exchange) => 2 * request.length + (reply?.length ?? 0) + 256;

test('three exchanges are kept where their bytes are as many as may be, and two with one byte less', async () => {
  const bytesOf = async (maxBytes: number) => {
    const radio = await running({ journal: { maxBytes } });
    for (let sent = 0; sent < 3; sent += 1) await outcome(radio, 'freq', ['x'.repeat(500)]);
    return radio.journal.entries.map(countOf);
  };
  const [one = 0, ...others] = await bytesOf(1_048_576);
  expect(others).toEqual([one, one]);
  expect(await bytesOf(3 * one)).toHaveLength(3);
  expect(await bytesOf(3 * one - 1)).toHaveLength(2);
});

test('by default 16 MiB are kept; one more exchange has the oldest go', async () => {
  const radio = await running({ journal: { maxEntries: 100_000 } });
  const text = rpc('freq', 1, ['x'.repeat(1_000_000)]);
  for (let sent = 0; sent < 10; sent += 1) await post(radio, text);
  const bytes = radio.journal.entries.map(countOf);
  const kept = bytes.reduce((sum, each) => sum + each, 0);
  expect(kept).toBeLessThanOrEqual(16 * 1_048_576);
  expect(kept + (bytes[0] ?? 0)).toBeGreaterThan(16 * 1_048_576);
});

silvusTest({ journal: { maxEntries: 0 } })('it can be off', async ({ radio }) => {
  const never = expect(radio.journal.waitFor({}, { timeoutMs: 5 })).rejects.toMatchObject({
    code: 'NOT_SEEN',
  });
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  expect(radio.journal.entries).toEqual([]);
  await never;
});
