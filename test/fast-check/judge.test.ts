import { expect, test } from 'vitest';
import { type Answer, type RequestCase, judge } from '../../src/fast-check/fast-check.js';

const call = { method: 'freq', params: [], kind: 'read', outcome: { kind: 'result' } } as const;
const why = { generator: 'valid-call', property: 'accepted' } as const;
const element = { id: 7, outcome: call.outcome, call };
const request: RequestCase = {
  bytes: new Uint8Array(),
  calls: [call],
  reply: { kind: 'single', element },
  why,
};
const refused: RequestCase = {
  ...request,
  reply: { kind: 'single', element: { ...element, outcome: { kind: 'error', codes: [-32602] } } },
};
const notification: RequestCase = { ...request, reply: { kind: 'none' } };
const batch: RequestCase = {
  ...request,
  reply: { kind: 'batch', elements: [element, { ...element, id: 8 }] },
};

const answered = (text: string): Answer => ({ kind: 'answered', status: 200, text });
const good = '{"result":["4400"],"id":7,"jsonrpc":"2.0"}';
const errorOf = (code: number) => `{"error":{"code":${code},"message":"x"},"id":7,"jsonrpc":"2.0"}`;

const signatures = (of: RequestCase, answer: Answer, strict = false) =>
  judge(of, answer, { strict }).map(({ signature }) => signature);

test.each([
  ['a good answer', request, answered(good)],
  ['none to a notification', notification, answered('')],
  ['an end without a byte after a notification', notification, { kind: 'cut', text: '' } as const],
  ['a batch', batch, answered(`[${good},${good.replace('7', '8')}]`)],
  ['another error of a foreign radio', refused, answered(errorOf(-1))],
  ['an error that is a text', refused, answered('{"error":"OUT_OF_RANGE","id":7,"jsonrpc":"2.0"}')],
  ['a method that a foreign radio has not', request, answered(errorOf(-32601))],
  ['a foreign radio that is busy', request, answered(errorOf(-32001))],
])('%s breaks no promise', (_, of, answer) => {
  expect(signatures(of, answer)).toEqual([]);
});

test.each([
  ['silence', request, { kind: 'silent', text: '' } as const, 'alive freq'],
  ['a refused connection', request, { kind: 'refused', text: '' } as const, 'alive freq'],
  ['no JSON', request, answered('{"result"'), 'shape freq'],
  ['a reply that is no object', request, answered('7'), 'shape freq'],
  ['a reply without jsonrpc', request, answered('{"result":[],"id":7}'), 'shape freq'],
  ['a reply with both', request, answered('{"result":[],"error":"x","id":7,"jsonrpc":"2.0"}'), 'shape freq'],
  ['a result that is a text', request, answered('{"result":"4700","id":7,"jsonrpc":"2.0"}'), 'shape freq'],
  [
    'an error without a code',
    request,
    answered('{"error":{"message":"x"},"id":7,"jsonrpc":"2.0"}'),
    'shape freq',
  ],
  ['another id', request, answered(good.replace('7', '"7"')), 'id-echoed freq'],
  ['no answer', request, answered(''), 'one-answer freq'],
  ['an array for one call', request, answered(`[${good}]`), 'one-answer freq'],
  ['an answer to a notification', notification, answered(good), 'one-answer freq'],
  ['a batch with one reply', batch, answered(`[${good}]`), 'one-answer freq'],
  ['a batch in another order', batch, answered(`[${good.replace('7', '8')},${good}]`), 'id-echoed freq'],
  ['a result where an error was expected', refused, answered(good), 'refused freq'],
  ['an error where a result was expected', request, answered(errorOf(-32602)), 'accepted freq'],
])('%s breaks a promise', (_, of, answer, signature) => {
  expect(signatures(of, answer)).toContain(signature);
});

test('with strict the codes are those of the simulator', () => {
  expect(signatures(refused, answered(errorOf(-1)), true)).toEqual(['refused freq']);
  expect(signatures(request, answered(errorOf(-32601)), true)).toEqual(['accepted freq']);
  expect(signatures(request, answered(errorOf(-32000)), true)).toEqual(['accepted freq']);
  expect(signatures(refused, answered(errorOf(-32602)), true)).toEqual([]);
});
