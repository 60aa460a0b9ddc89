import { expect, test } from 'vitest';
import { redactRequest } from '../../src/journal/redact.js';

const inText = (text: string) => Buffer.from(redactRequest(Buffer.from(text))).toString('utf8');

test.each([
  [
    '{"jsonrpc":"2.0","method":"login","id":"admin","params":["admin","pass"]}',
    '{"jsonrpc":"2.0","method":"login","id":"admin","params":["*****","****"]}',
  ],
  ['{"params":["p\\u0061ss\\""],"id":1}', '{"params":["***********"],"id":1}'],
  ['{"param" : "naïve","id":1}', '{"param" : "******","id":1}'],
  [
    '{"params":{"user":"u","deep":[["x",7],true]},"id":7}',
    '{"params":{"user":"*","deep":[["*",*],****]},"id":7}',
  ],
  ['{"p\\u0061rams":[-1.5e3],"id":1}', '{"p\\u0061rams":[******],"id":1}'],
  [
    '[{"params":["a"],"id":"a"},{"params":["b"],"id":"b"}]',
    '[{"params":["*"],"id":"a"},{"params":["*"],"id":"b"}]',
  ],
  ['{"params":["a", tru', '{"******":["*", ***'],
  ['{"par\\ams":["é"],"id":1}', '{"*******":["**"],"**":*}'],
  ['{"params":[],"id":5}', '{"params":[],"id":5}'],
  ['{"id":["params"],"params":["a, b: {c}"]}', '{"id":["params"],"params":["*********"]}'],
])('%s becomes %s', (given, expected) => {
  expect(inText(given)).toBe(expected);
  expect(redactRequest(Buffer.from(given))).toHaveLength(Buffer.byteLength(given));
});

test('above 16,384 bytes all of a text is replaced', () => {
  const longOf = (length: number) => `{"params":["s"],"id":"${'x'.repeat(length - 24)}"}`;
  expect(inText(longOf(16_384))).toBe(longOf(16_384).replace('"s"', '"*"'));
  expect(inText(longOf(16_385))).toBe('*'.repeat(16_385));
});
