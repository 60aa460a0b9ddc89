import { describe, expect, test } from 'vitest';
import { parseEnvelope, requestText } from '../../src/jsonrpc/envelope.js';

const parse = (text: string, maxBatch = 32) => parseEnvelope(requestText(Buffer.from(text)), maxBatch);
const member = (text: string) => parse(`{"jsonrpc":"2.0","method":"freq","id":1${text}}`);
const call = (params: readonly unknown[], id: unknown = 1) => ({
  kind: 'single',
  call: { method: 'freq', id, params },
});
const invalid = (id: unknown, reason: unknown = expect.any(String)) => ({
  kind: 'single',
  call: { invalid: reason, id },
});

describe('params', () => {
  test.each([
    ['', []],
    [',"params":[]', []],
    [',"params":{}', []],
    [',"params":null', []],
    [',"params":["2220"]', ['2220']],
    [',"params":[2220,null,true]', [2220, null, true]],
    [',"params":"2220"', ['2220']],
    [',"params":""', ['']],
    [',"params":2220', [2220]],
    [',"params":0', [0]],
    [',"param":[]', []],
    [',"param":["2220"]', ['2220']],
    [',"params":["2220"],"param":["1"]', ['2220']],
    [',"params":{"freq":"2220"}', [{}]],
    [',"params":{"__proto__":"2220"}', [{}]],
  ])('%s are %j by position', (text, params) => {
    expect(member(text)).toEqual(call(params));
  });

  test.each(['true', 'false'])('%s are none', (text) => {
    expect(member(`,"params":${text}`)).toEqual(invalid(1, 'params must be an array'));
  });
});

describe('ids', () => {
  const withId = (id: string) => parse(`{"jsonrpc":"2.0","method":"freq","id":${id}}`);

  test.each([
    ['0', 0],
    ['-1', -1],
    ['1.5', 1.5],
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
    ['""', ''],
    ['"1"', '1'],
    ['null', null],
  ])('%s is one', (text, id) => {
    expect(withId(text)).toEqual(call([], id));
  });

  test.each(['9007199254740993', '1e400', '-1e400', 'true', 'false', '{}', '[]', '["1"]'])(
    '%s is none',
    (text) => {
      expect(withId(text)).toEqual(invalid(null, 'id must be a text, null, or a number of at most 2^53-1'));
    },
  );

  test('without one a request is a notification', () => {
    expect(parse('{"jsonrpc":"2.0","method":"freq"}')).toStrictEqual({
      kind: 'single',
      call: { method: 'freq', id: undefined, params: [] },
    });
  });
});

describe('what is no request', () => {
  test.each(['1', '"freq"', 'null', 'true'])('%s', (text) => {
    expect(parse(text)).toEqual(invalid(null, 'a request is an object'));
  });

  test.each([
    ['{}', null],
    ['{"method":"freq","id":7}', 7],
    ['{"jsonrpc":"1.0","method":"freq","id":7}', 7],
    ['{"jsonrpc":2.0,"method":"freq","id":"a"}', 'a'],
    ['{"jsonrpc":null,"method":"freq","id":{}}', null],
  ])('%s lacks its version', (text, id) => {
    expect(parse(text)).toEqual(invalid(id, 'jsonrpc must be "2.0"'));
  });

  test.each(['{"jsonrpc":"2.0","id":7}', '{"jsonrpc":"2.0","method":1,"id":7}'])(
    '%s lacks its method',
    (text) => {
      expect(parse(text)).toEqual(invalid(7, 'method must be a text'));
    },
  );

  test('members that JavaScript objects have by birth are not taken for those of the request', () => {
    const text = '{"__proto__":{"jsonrpc":"2.0","method":"freq","id":1}}';
    expect(parse(text)).toEqual(invalid(null, 'jsonrpc must be "2.0"'));
  });
});

describe('batches', () => {
  const one = '{"jsonrpc":"2.0","method":"freq","id":1}';

  test('hold calls and what is none, in their order', () => {
    expect(parse(`[${one},5,{"jsonrpc":"2.0","method":"bw"}]`)).toEqual({
      kind: 'batch',
      calls: [
        { method: 'freq', id: 1, params: [] },
        { invalid: 'a request is an object', id: null },
        { method: 'bw', id: undefined, params: [] },
      ],
    });
  });

  test('of one are batches', () => {
    expect(parse(`[${one}]`)).toMatchObject({ kind: 'batch', calls: [{ method: 'freq' }] });
  });

  test('of none are one request that is none', () => {
    expect(parse('[]')).toEqual(invalid(null, 'an empty batch'));
  });

  test('may have so many elements and no more', () => {
    expect(parse(`[${one},${one}]`, 2)).toMatchObject({ kind: 'batch' });
    expect(parse(`[${one},${one},${one}]`, 2)).toEqual(invalid(null, 'a batch of 3; at most 2 are allowed'));
  });
});

describe('what is no JSON', () => {
  test.each(['', ' ', 'freq', '{', '{}x', '{}{}', "{'a':1}", '[1,]', 'NaN', '{"a":"\n"}'])('%j', (text) => {
    expect(parse(text)).toEqual({ kind: 'parse-error', reason: 'not JSON' });
  });

  test.each([
    ['a byte that UTF-8 does not have', [0x22, 0xff, 0x22]],
    ['a character that is cut', [0x22, 0xc3, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['half of a surrogate pair', [0x22, 0xed, 0xa0, 0x80, 0x22]],
  ])('%s is not UTF-8', (_, bytes) => {
    expect(parseEnvelope(requestText(Uint8Array.from(bytes)), 32)).toEqual({
      kind: 'parse-error',
      reason: 'not UTF-8',
    });
  });

  test('a character that is cut leaves nothing behind for the next request', () => {
    parseEnvelope(requestText(Uint8Array.of(0x22, 0xe2, 0x82)), 32);
    expect(parse('{"jsonrpc":"2.0","method":"freq","id":1}')).toEqual(call([]));
  });
});
