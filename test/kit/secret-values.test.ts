import { expect } from 'vitest';
import { radioTest as test } from '../../src/testing/vitest.js';
import { call, outcome } from '../support/client.js';

const secret = 'tell-nobody-1234';

test('a key is in no journal, neither as it was sent nor as it was answered', async ({ radio }) => {
  expect(await outcome(radio, 'enc_key', [secret])).toEqual(['']);
  expect(await outcome(radio, 'enc_key')).toEqual([secret]);
  expect(JSON.stringify(await outcome(radio, 'print_all_settings'))).toContain(secret);
  const refused = await call(radio, 'enc_key', [`${secret} ${secret}`]);
  expect(refused.error?.message).toBe('INVALID_RANGE');
  expect(JSON.stringify(refused)).not.toContain(secret);
  const kept = radio.journal.entries.map(({ request, reply, commands }) => [
    Buffer.from(request).toString(),
    Buffer.from(reply ?? []).toString(),
    JSON.stringify(commands),
  ]);
  expect(kept).toHaveLength(4);
  expect(kept.flat().join('\n')).not.toContain(secret);
  // All else is there, at its length.
  expect(kept[1]?.[1]).toBe(`{"result" : ["${'*'.repeat(secret.length)}"], "id" : 1, "jsonrpc" : "2.0"}`);
  expect(kept[3]?.[1]).toContain('"field": "enc_key"');
});
