import { expect, test } from 'vitest';
import { expectCounts, radioProcess } from '../support/radio-process.js';
import { exchange } from '../support/raw-client.js';

const badUtf8 = Buffer.from('{"jsonrpc":"2.0","method":"\u00c3("}\n', 'latin1');
const cases = [
  ['NUL bytes, HTTP', 'http', Buffer.alloc(1_000), /^HTTP\/1\.1 400 /, '400', { 'not-http': 1 }],
  [
    'NUL bytes, maintenance',
    'maintenance',
    Buffer.from('\0\0\0\n'),
    /Parse error/,
    'Parse error',
    { served: 1 },
  ],
  ['invalid UTF-8, maintenance', 'maintenance', badUtf8, /Parse error/, 'Parse error', { served: 1 }],
] as const;

test.each(cases)('%s', async (name, port, bytes, answer, word, ended) => {
  const radio = await radioProcess();
  expect(await exchange(radio[port].port, bytes)).toMatch(answer);
  await expectCounts(radio, { name, port, saw: `${word}, then the end`, ended });
});
