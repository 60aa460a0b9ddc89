import fc from 'fast-check';
import { type RequestCase, type Why, bytesOf, errorOf } from '../case.js';
import type { Target } from '../target.js';
import { goodCall, plainJson, singleRequest } from './calls.js';
import { anyId } from './envelope-parts.js';

const why = (property: Why['property'], difference: string): Why => ({
  generator: 'envelope',
  property,
  difference,
});

/** JSON that is no request at all: each is one error with the id null. */
const noRequests: readonly unknown[] = [
  null,
  true,
  0,
  2,
  '',
  'freq',
  {},
  [],
  { id: null },
  { jsonrpc: '2.0' },
];

/** Texts that mean the same call, written in other ways. */
const otherTexts: readonly (readonly [string, (json: Readonly<Record<string, unknown>>) => string])[] = [
  ['blanks and line ends around', (json) => ` \r\n\t${JSON.stringify(json)}\n `],
  ['laid out over lines', (json) => JSON.stringify(json, undefined, 2)],
  [
    'the members in another order',
    (json) => JSON.stringify(Object.fromEntries(Object.entries(json).reverse())),
  ],
  ['an escape in a name', (json) => JSON.stringify(json).replace('"method"', String.raw`"\u006dethod"`)],
  ['a member twice, the last counts', (json) => JSON.stringify(json).replace('{', '{"method":"unknown",')],
  ['a byte order mark', (json) => `\ufeff${JSON.stringify(json)}`],
  ['a member that means nothing', (json) => JSON.stringify({ ...json, extra: { more: [1] } })],
  ['a member that objects have', (json) => JSON.stringify(json).replace('{', '{"__proto__":{"id":7},')],
];

/** Requests whose envelope is rare, while the call in them is a good one, and JSON that is no request. */
export function envelope(target: Target): fc.Arbitrary<RequestCase> {
  const good = goodCall(target);
  // Nobody says whether it was carried out, so it is one that is.
  const notification = good
    .filter(({ call }) => call.outcome.kind === 'result')
    .map(({ call }): RequestCase => {
      const { method, params } = call;
      const members = { jsonrpc: '2.0', method, ...(params.length === 0 ? {} : { params }) };
      return {
        bytes: bytesOf(JSON.stringify(members)),
        calls: [call],
        reply: { kind: 'none' },
        why: why('one-answer', 'no id: a notification'),
      };
    });
  const rewritten = fc
    .tuple(good, anyId, fc.constantFrom(...otherTexts))
    .map(([{ call }, id, [difference, write]]): RequestCase => {
      const members = { jsonrpc: '2.0', method: call.method, params: call.params, id };
      const plain = singleRequest(members, id, {
        call,
        outcome: call.outcome,
        why: why('accepted', difference),
      });
      return { ...plain, bytes: bytesOf(write(members)) };
    });
  const ids = fc.tuple(good, anyId).map(([{ call }, id]) =>
    singleRequest(plainJson(call.method, call.params, id).json, id, {
      call,
      outcome: call.outcome,
      why: why('id-echoed', `id: ${JSON.stringify(id)}`),
    }),
  );
  const no = fc.constantFrom(...noRequests).map((json) =>
    singleRequest(json, null, {
      outcome: errorOf(-32600),
      why: why('refused', `${JSON.stringify(json)} is no request`),
    }),
  );
  return fc.oneof(notification, rewritten, ids, no);
}
