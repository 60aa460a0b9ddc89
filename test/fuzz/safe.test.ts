import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf } from '../../src/fast-check/case.js';
import { fuzzCases } from '../../src/fuzz/cases.js';
import type { FuzzCase } from '../../src/fuzz/fuzz-case.js';
import { isSafe } from '../../src/fuzz/left-out.js';
import { holds } from '../support/property.js';

function caseOf(text: string): FuzzCase {
  const request = {
    bytes: bytesOf(text),
    calls: [],
    reply: { kind: 'none' },
    why: { generator: 'nearly-json', property: 'one-answer' },
  } as const;
  return { steps: [{ port: 'http', request }] };
}

test.each([
  ['a write of an RF setting', '{"jsonrpc":"2.0","method":"freq","params":["4700"],"id":1}'],
  ['one that a good radio refuses', '{"jsonrpc":"2.0","method":"freq","params":["0"],"id":1}'],
  ['one in a batch', '[{"method":"nodeid"},{"method":"power_dBm","params":["1"]}]'],
  ['one as a bare text', '{"method":"bw","params":"5"}'],
  ['one under the other name', '{"method":"bw","param":"5"}'],
  ['one in capitals', '{"method":"FREQ","params":["4700"]}'],
  ['one with an escape', String.raw`{"method":"\u0066req","params":["4700"]}`],
  ['one beside a member of the same name', '{"method":"freq","params":["4700"],"method":"nodeid"}'],
  ['one in a member that means nothing', '{"method":"freq","id":{"method":"freq","params":["1"]}}'],
  ['one in a text that is no JSON', '{"method":"freq","params":["4700"]'],
  ['a save', '{"method":"setenvlinsingle","params":["freq"]}'],
  ['a reset', '{"jsonrpc":"2.0","method":"radio_reset","id":1}'],
  ['a reset in damaged text', '"zeroize"'],
  ['an order', '{"sleep":"0","api_list":[{"method":"nodeid"}]}'],
])('not safe: %s', (_name, text) => {
  expect(isSafe(caseOf(text))).toBe(false);
});

test.each([
  ['a read', '{"jsonrpc":"2.0","method":"freq","id":1}'],
  ['a read with empty parameters', '{"jsonrpc": "2.0", "method": "freq", "params": [], "id": 1}'],
  ['a read that asks about something', '{"jsonrpc":"2.0","method":"nbr_rssi","params":["310226"],"id":1}'],
  ['an unknown method with parameters', '{"jsonrpc":"2.0","method":"unknown","params":["1"],"id":1}'],
  ['no JSON', '{"jsonrpc":"2.0","method":"nodeid"'],
  ['nothing', ''],
])('safe: %s', (_name, text) => {
  expect(isSafe(caseOf(text))).toBe(true);
});

test('most cases that are made for a radio that must stay as it is are safe', async () => {
  const cases = fuzzCases({ model: 'default', isSafe: true, hasMaintenance: true });
  let unsafe = 0;
  await holds(
    fc.property(cases, (each) => {
      if (!isSafe(each)) unsafe += 1;
    }),
  );
  expect(unsafe).toBeLessThan(300);
});
