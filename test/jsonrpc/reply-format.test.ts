import { describe, expect, test } from 'vitest';
import { type ReplyFormat, batchText, replyElement, replyText } from '../../src/jsonrpc/reply-format.js';
import type { RequestId } from '../../src/worker/job.js';

const textOf = (id: RequestId, outcome: Parameters<typeof replyElement>[1], format: ReplyFormat) =>
  replyText(replyElement(id, outcome), format);

const radio: ReplyFormat = { errors: 'object', json: 'radio' };
const compact: ReplyFormat = { errors: 'object', json: 'compact' };
const strings: ReplyFormat = { errors: 'string', json: 'radio' };
const freq = { kind: 'result', result: ['4700', '20'] } as const;
const dark = {
  kind: 'error',
  error: { token: 'UNAVAILABLE', detail: { reason: 'soft-boot' }, retryAfterMs: 30_000, outage: true },
} as const;
const busy = { kind: 'error', error: { token: 'BUSY' } } as const;

describe('as radios print it', () => {
  test('blanks stand around the colons of the envelope, and after those inside and commas', () => {
    expect(textOf(1, freq, radio)).toBe('{"result" : ["4700", "20"], "id" : 1, "jsonrpc" : "2.0"}');
    expect(textOf(1, dark, radio)).toBe(
      '{"error" : {"code": -32000, "message": "UNAVAILABLE", "data": {"detail": {"reason": "soft-boot"}, ' +
        '"retryAfterMs": 30000}}, "id" : 1, "jsonrpc" : "2.0"}',
    );
  });

  test('objects and numbers in a result', () => {
    const profile = { frequencies: ['4700', '2200:20:2380'], bandwidth: '-1', antenna_mask: '15' };
    expect(textOf(1, { kind: 'result', result: [profile, 310061] }, radio)).toBe(
      '{"result" : [{"frequencies": ["4700", "2200:20:2380"], "bandwidth": "-1", "antenna_mask": "15"}, 310061], ' +
        '"id" : 1, "jsonrpc" : "2.0"}',
    );
  });

  test('blanks, colons and commas inside texts stay', () => {
    expect(textOf('a:b,c', { kind: 'result', result: ['x:y,z : "'] }, radio)).toBe(
      '{"result" : ["x:y,z : \\""], "id" : "a:b,c", "jsonrpc" : "2.0"}',
    );
  });

  test('an empty result', () => {
    expect(textOf(1, { kind: 'result', result: [] }, radio)).toBe(
      '{"result" : [], "id" : 1, "jsonrpc" : "2.0"}',
    );
  });

  test('an error without detail has no data', () => {
    expect(textOf(1, busy, radio)).toBe(
      '{"error" : {"code": -32001, "message": "BUSY"}, "id" : 1, "jsonrpc" : "2.0"}',
    );
  });

  test('a detail that was left out is not written', () => {
    const error = { token: 'INVALID_RANGE', detail: { field: 'freq', allowed: '4700' } } as const;
    expect(textOf(1, { kind: 'error', error }, radio)).toBe(
      '{"error" : {"code": -32602, "message": "INVALID_RANGE", ' +
        '"data": {"detail": {"field": "freq", "allowed": "4700"}}}, "id" : 1, "jsonrpc" : "2.0"}',
    );
  });

  test('a batch', () => {
    expect(batchText(['{}', '{}'], radio)).toBe('[{}, {}]');
    expect(batchText(['{}'], radio)).toBe('[{}]');
  });
});

test.each([
  [0, '0'],
  ['', '""'],
  ['0', '"0"'],
  [null, 'null'],
  [-1.5, '-1.5'],
  ['a\nb', '"a\\nb"'],
  ['\ud83d', '"\\ud83d"'],
  ['é', '"é"'],
])('the id %j comes back as %s', (id, text) => {
  expect(textOf(id, freq, radio)).toBe(`{"result" : ["4700", "20"], "id" : ${text}, "jsonrpc" : "2.0"}`);
  expect(textOf(id, freq, compact)).toBe(`{"result":["4700","20"],"id":${text},"jsonrpc":"2.0"}`);
});

describe('compact', () => {
  test('no blanks', () => {
    expect(textOf(1, freq, compact)).toBe('{"result":["4700","20"],"id":1,"jsonrpc":"2.0"}');
    expect(textOf(1, dark, compact)).toBe(
      '{"error":{"code":-32000,"message":"UNAVAILABLE",' +
        '"data":{"detail":{"reason":"soft-boot"},"retryAfterMs":30000}},"id":1,"jsonrpc":"2.0"}',
    );
    expect(batchText(['{}', '{}'], compact)).toBe('[{},{}]');
  });
});

describe('errors as texts', () => {
  test('the token alone', () => {
    expect(textOf(1, dark, strings)).toBe('{"error" : "UNAVAILABLE", "id" : 1, "jsonrpc" : "2.0"}');
    expect(textOf(1, busy, { errors: 'string', json: 'compact' })).toBe(
      '{"error":"BUSY","id":1,"jsonrpc":"2.0"}',
    );
  });

  test('results are as always', () => {
    expect(textOf(1, freq, strings)).toBe(textOf(1, freq, radio));
  });
});

test('each character of a text, and of a key, is escaped as JSON has it', () => {
  for (let code = 0; code < 0x1_0000; code += code < 0x200 ? 1 : 0x7f) {
    const text = `a${String.fromCharCode(code)}b`;
    const json = JSON.stringify(text);
    const reply = textOf(1, { kind: 'result', result: [text, { [text]: ',' }] }, radio);
    expect(reply).toBe(`{"result" : [${json}, {${json}: ","}], "id" : 1, "jsonrpc" : "2.0"}`);
  }
});

test('empty and missing values', () => {
  const result = [[], {}, { a: undefined, b: null }, undefined, '', [''], '\u{1f600}'];
  expect(textOf(1, { kind: 'result', result }, radio)).toBe(
    '{"result" : [[], {}, {"b": null}, null, "", [""], "\u{1f600}"], "id" : 1, "jsonrpc" : "2.0"}',
  );
});
