import { expect, test } from 'vitest';
import { type ExpectedReply, type KnownCall, bytesOf } from '../../src/fast-check/case.js';
import { answerFaults } from '../../src/fuzz/answer-rules.js';
import type { Answer } from '../../src/fuzz/sender.js';

const result = { kind: 'result' } as const;
const why = { generator: 'valid-call', property: 'shape' } as const;

function read(method: string): KnownCall {
  return { method, params: [], kind: 'read', outcome: result };
}

const call = (id: string | number | null = 1, method = 'freq') => ({
  bytes: bytesOf(JSON.stringify({ jsonrpc: '2.0', method, id })),
  calls: [read(method)],
  reply: { kind: 'single', element: { id, outcome: result, call: read(method) } } satisfies ExpectedReply,
  why,
});

const batch = {
  bytes: bytesOf('[{"jsonrpc":"2.0","method":"freq","id":1},{"jsonrpc":"2.0","method":"bw","id":2}]'),
  calls: [read('freq'), read('bw')],
  reply: {
    kind: 'batch',
    elements: [
      { id: 1, outcome: result, call: read('freq') },
      { id: 2, outcome: result, call: read('bw') },
    ],
  } satisfies ExpectedReply,
  why,
};

const notification = {
  bytes: bytesOf('{"jsonrpc":"2.0","method":"freq"}'),
  calls: [read('freq')],
  reply: { kind: 'none' } satisfies ExpectedReply,
  why,
};

const noJson = {
  bytes: bytesOf('{"jsonrpc"'),
  calls: [],
  reply: {
    kind: 'single',
    element: { id: null, outcome: { kind: 'error', codes: [-32700] } },
  } satisfies ExpectedReply,
  why,
};

const nested = {
  bytes: bytesOf('[[{"jsonrpc":"2.0","method":"freq","id":1}]]'),
  calls: [],
  reply: {
    kind: 'batch',
    elements: [{ id: null, outcome: { kind: 'error', codes: [-32600] } }],
  } satisfies ExpectedReply,
  why,
};

function answer(text: string, more: Partial<Answer> = {}): Answer {
  return { kind: 'answered', status: 200, text, extra: '', ms: 1, ...more };
}

const good = '{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}';
const parseError = '{"error":{"code":-32700,"message":"Parse error"},"id":null,"jsonrpc":"2.0"}';

test.each([
  ['a result', call(), answer(good)],
  ['a result without jsonrpc, as in a manual', call(), answer('{"result":["4700"],"id":1}')],
  ['an error as a text', call(), answer('{"error":"INVALID_RANGE","id":1}')],
  ['an unknown method', call(), answer('{"error":{"code":-32601,"message":"Method not found"},"id":1}')],
  ['a call that the radio could not read', call(), answer(parseError)],
  ['a text as id', call('a'), answer('{"result":["4700"],"id":"a"}')],
  ['nothing for a notification', notification, answer('', { status: 204 })],
  ['an error without an id for a notification', notification, answer(parseError)],
  ['a batch in another order', batch, answer('[{"result":["20"],"id":2},{"result":["4700"],"id":1}]')],
  [
    'a batch that is refused as a whole',
    batch,
    answer('{"error":{"code":-32600,"message":"no batches"},"id":null}'),
  ],
  ['a page for what is no JSON', noJson, answer('<html>', { status: 400 })],
  ['a nested batch that is refused as a whole', nested, answer(parseError)],
  ['a nested batch that is refused by element', nested, answer(`[${parseError}]`)],
])('no fault: %s', (_name, request, given) => {
  expect(answerFaults(request, given)).toEqual([]);
});

test.each([
  ['no answer', call(), answer('', { kind: 'silent' }), 'one-answer: none to a request: call'],
  ['a closed connection', nested, answer('', { kind: 'cut' }), 'one-answer: none to a request: nested batch'],
  ['an empty answer', call(), answer(''), 'one-answer: none to a request: call'],
  ['two answers', call(), answer(good, { extra: good }), 'one-answer: more'],
  ['an answer to a notification', notification, answer(good), 'one-answer: to a notification'],
  ['an array for one call', call(), answer(`[${good}]`), 'one-answer: an array for one call'],
  ['one reply for a batch', batch, answer(good), 'one-answer: one reply for a batch'],
  ['a reply too few', batch, answer(`[${good}]`), 'one-answer: count in a batch'],
  ['no id', call(), answer('{"result":["4700"]}'), 'id-echoed: missing'],
  ['null for an id', call(0), answer('{"result":["4700"],"id":null}'), 'id-echoed: null'],
  ['a text for a number', call(), answer('{"result":["4700"],"id":"1"}'), 'id-echoed: another'],
  ['no JSON', call(), answer('ok'), 'shape: no JSON'],
  ['neither result nor error', call(), answer('{"id":1}'), 'shape: no result'],
  [
    'both',
    call(),
    answer('{"result":["1"],"error":{"code":1,"message":""},"id":1}'),
    'shape: result and error',
  ],
  ['an error without a code', call(), answer('{"error":{"message":"no"},"id":1}'), 'shape: error'],
  ['a number for a text', call(), answer('{"result":[4700],"id":1}'), 'shape: freq'],
  ['two values for one', call(), answer('{"result":["4700","20"],"id":1}'), 'shape: freq'],
  ['a text for an array', call(), answer('{"result":"4700","id":1}'), 'shape: freq'],
  ['texts for numbers', call(1, 'routing_tree'), answer('{"result":["1"],"id":1}'), 'shape: routing_tree'],
  ['an array for an object', call(1, 'topology'), answer('{"result":[],"id":1}'), 'shape: topology'],
  [
    'an internal error',
    call(),
    answer('{"error":{"code":-32603,"message":""},"id":1}'),
    'no-internal-error: call',
  ],
  ['HTTP status 500', noJson, answer('oops', { status: 500 }), 'no-internal-error: HTTP 500'],
  ['HTTP status 404 for a call', call(), answer('', { status: 404 }), 'shape: HTTP 404'],
])('a fault: %s', (_name, request, given, signature) => {
  expect(answerFaults(request, given).map(({ rule, about }) => `${rule}: ${about}`)).toEqual([signature]);
});
