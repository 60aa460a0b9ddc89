import { expect, test } from 'vitest';
import { paddedTo, post } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

test('a request of 262,144 bytes is kept readable, one of 262,145 is hidden as a whole', async () => {
  const mock = await running();
  const texts = [262_144, 262_145].map((bytes) => paddedTo(bytes, 'freq', 1));
  for (const text of texts) await post(mock, text);
  const kept = mock.journal.entries.map(({ requestText }) => requestText);
  expect(kept).toEqual([texts[0], '*'.repeat(262_145)]);
});
