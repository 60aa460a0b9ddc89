import fc from 'fast-check';
import { type KnownCall, type RequestCase, bytesOf, result } from '../case.js';
import { type Target, isDeferred } from '../target.js';
import { type GoodCall, goodCall, singleRequest } from './calls.js';
import { batchRequest } from './batches.js';
import { anyId } from './envelope-parts.js';

/** A form in which real clients write a call (docs/interface.md A.3). */
interface LenientForm {
  readonly difference: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly params?: readonly string[];
}

/** The number that is written as this text. */
function asNumber(text: string): number | undefined {
  const number = Number(text);
  return text !== '' && String(number) === text ? number : undefined;
}

/** Every lenient form that a call has; it means the same in each. */
function formsOf({ call, entry }: GoodCall): readonly LenientForm[] {
  const { method, params } = call;
  if (isDeferred(entry.declaration)) return [{ difference: 'none', members: { params } }];
  const [only] = params;
  const base = { method };
  const numbers = params.map((text) => asNumber(text) ?? text);
  const isBare = params.length === 1 && only !== undefined;
  const number = isBare ? asNumber(only) : undefined;
  return [
    { difference: 'param for params', members: { ...base, param: params } },
    ...(params.length === 0
      ? [undefined, [], {}, null].map((each) => ({
          difference: each === undefined ? 'no params' : `params: ${JSON.stringify(each)}`,
          members: { ...base, params: each },
        }))
      : [{ difference: 'numbers for texts', members: { ...base, params: numbers } }]),
    ...(isBare ? [{ difference: 'params: a text for an array', members: { ...base, params: only } }] : []),
    ...(number === undefined
      ? []
      : [{ difference: 'params: a number for an array', members: { ...base, params: number } }]),
  ];
}

/** Orders of reads in each form that clients send them in. */
const orders: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['an order that is no call', { version: '1', sleep: '0', api_list: [{ method: 'nodeid' }] }],
  ['api_list: a text', { version: '1', sleep: '0', api_list: '[{"method":"nodeid"}]' }],
  ['sleep: a number', { version: '2.0', sleep: 0, api_list: [{ method: 'nodeid', params: [] }] }],
  [
    'an order in a call',
    {
      jsonrpc: '2.0',
      method: 'deferred_execution_api',
      params: { sleep: '0', api_list: [{ method: 'nodeid' }] },
    },
  ],
  [
    'an order in an array in a call',
    {
      jsonrpc: '2.0',
      method: 'deferred_execution_api',
      params: [{ sleep: '0', api_list: [{ method: 'nodeid' }] }],
    },
  ],
];

/** Calls in the forms that real clients send, which mean the same as their plain form. */
export function lenientForm(target: Target): fc.Arbitrary<RequestCase> {
  const good = goodCall(target);
  const one = good.chain((each) =>
    fc.tuple(fc.constantFrom(...formsOf(each)), anyId).map(([{ difference, members }, id]) =>
      singleRequest({ jsonrpc: '2.0', method: each.call.method, ...members, id }, id, {
        call: each.call,
        outcome: each.call.outcome,
        why: { generator: 'lenient-form', property: 'accepted', difference },
      }),
    ),
  );
  const sameIds = fc.tuple(fc.array(good, { minLength: 2, maxLength: 4 }), anyId).map(([calls, id]) =>
    batchRequest(
      calls.map(({ call }) =>
        singleRequest({ jsonrpc: '2.0', method: call.method, params: call.params, id }, id, {
          call,
          outcome: call.outcome,
          why: { generator: 'batch', property: 'id-echoed' },
        }),
      ),
      'the same id in each call',
    ),
  );
  const call: KnownCall = {
    method: 'deferred_execution_api',
    params: [],
    kind: 'write',
    outcome: result,
  };
  const order = fc
    .tuple(fc.constantFrom(...orders), anyId)
    .map(([[difference, members], id]): RequestCase => ({
      bytes: bytesOf(JSON.stringify({ ...members, id })),
      calls: [call],
      reply: { kind: 'single', element: { id, outcome: result, call } },
      why: { generator: 'lenient-form', property: 'accepted', difference },
    }));
  return target.safe
    ? one
    : fc.oneof(
        { arbitrary: one, weight: 6 },
        { arbitrary: sameIds, weight: 1 },
        { arbitrary: order, weight: 1 },
      );
}
