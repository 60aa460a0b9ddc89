import fc from 'fast-check';
import { type KnownCall, type RequestCase, type Why, errorOf } from '../case.js';
import { type Target, isDeferred } from '../target.js';
import { type GoodCall, goodCall, readCounts, shortened, singleRequest } from './calls.js';
import { anyId, strangeNames, wrongId, wrongParams } from './envelope-parts.js';
import { refusedValue } from './values.js';

/** Codes of errors. */
const invalidParams = -32602;
const invalidRequest = -32600;
const unknownMethod = -32601;

/** A refused call has this method and these parameters, as far as they are texts. */
function refusedCall(method: string, params: readonly unknown[], codes: readonly number[]): KnownCall {
  const texts = params.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
  return { method, params: texts, kind: 'write', outcome: errorOf(...codes) };
}

const replaced = (list: readonly unknown[], index: number, value: unknown) => list.with(index, value);

/** Ways to make a good call wrong, each in one place. */
function wrongForms({ entry, parameters, call }: GoodCall): readonly fc.Arbitrary<Wrong>[] {
  const { method, params } = call;
  const members = (changed: Readonly<Record<string, unknown>>) => ({
    jsonrpc: '2.0',
    method,
    ...(params.length === 0 ? {} : { params }),
    ...changed,
  });
  const envelope = (changed: Readonly<Record<string, unknown>>, difference: string): Wrong => ({
    members: members(changed),
    codes: [invalidRequest],
    difference,
  });
  const { declaration } = entry;
  const isRefused = (count: number) => {
    const isRead = declaration.access.startsWith('read') && readCounts(entry).includes(count);
    const isWrite = declaration.access !== 'read' && count === entry.parameters.length;
    return !isRead && !isWrite;
  };
  const counts = [params.length + 1, params.length + 2, params.length - 1, 0].filter(
    (count) => count >= 0 && isRefused(count),
  );
  const named = isDeferred(declaration) ? [] : [{ value: params[0] ?? '1' }];
  return [
    ...parameters.map((parameter, index) =>
      refusedValue(parameter.domain).map((value): Wrong => ({
        members: members({ params: replaced(params, index, value) }),
        codes: [invalidParams],
        difference: `params[${index}]: ${shortened(value)} for ${shortened(params[index])}`,
      })),
    ),
    ...counts.map((count) =>
      fc.constant<Wrong>({
        members: members({ params: Array.from({ length: count }, (_, index) => params[index] ?? '1') }),
        codes: [invalidParams],
        difference: `${count} params for ${params.length}`,
      }),
    ),
    ...named.map((object) =>
      fc.constant<Wrong>({
        members: members({ params: object }),
        codes: [invalidParams],
        difference: 'params: an object for an array',
      }),
    ),
    fc
      .constantFrom<unknown>('1.0', '2', 2, null, '')
      .map((jsonrpc) => envelope({ jsonrpc }, `jsonrpc: ${shortened(jsonrpc)} for "2.0"`)),
    wrongParams.map((value) => envelope({ params: value }, `params: ${shortened(value)} for an array`)),
    fc
      .constantFrom<unknown>(1, null, [method], {}, true)
      .map((name) => envelope({ method: name }, `method: ${shortened(name)} for ${shortened(method)}`)),
  ];
}

interface Wrong {
  readonly members: Readonly<Record<string, unknown>>;
  readonly codes: readonly number[];
  readonly difference: string;
}

/** Calls that are wrong in exactly one way. */
export function invalidCall(target: Target): fc.Arbitrary<RequestCase> {
  const why = (difference: string): Why => ({ generator: 'invalid-call', property: 'refused', difference });
  const inOneMember = goodCall(target).chain((good) =>
    fc.tuple(fc.oneof(...wrongForms(good)), anyId).map(([{ members, codes, difference }, id]) => {
      const { params } = members;
      const call = refusedCall(good.call.method, Array.isArray(params) ? params : [], codes);
      const outcome = errorOf(...codes);
      return singleRequest({ ...members, id }, id, { call, outcome, why: why(difference) });
    }),
  );
  const ofUnknownMethod = fc.tuple(unknownName(target), anyId).map(([name, id]) =>
    singleRequest({ jsonrpc: '2.0', method: name, id }, id, {
      outcome: errorOf(unknownMethod),
      why: why(`method: ${shortened(name)}, which the radio has not`),
    }),
  );
  const withWrongId = fc.tuple(goodCall(target), wrongId).map(([{ call }, id]) => {
    const members = { jsonrpc: '2.0', method: call.method, params: call.params, id };
    const difference = `id: ${shortened(id)}, which no reply can echo`;
    return singleRequest(members, null, { outcome: errorOf(invalidRequest), why: why(difference) });
  });
  const order = fc.tuple(fc.constantFrom(...wrongOrders), anyId).map(([[difference, members], id]) =>
    singleRequest({ version: '1', sleep: '0', api_list: [{ method: 'nodeid' }], ...members, id }, id, {
      outcome: errorOf(invalidParams),
      why: why(difference),
    }),
  );
  return fc.oneof(
    { arbitrary: inOneMember, weight: 6 },
    ...(target.safe ? [] : [{ arbitrary: order, weight: 1 }]),
    { arbitrary: ofUnknownMethod, weight: 1 },
    { arbitrary: withWrongId, weight: 1 },
  );
}

/** Deferred orders that are wrong in one member. */
const wrongOrders: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['sleep: less than nothing', { sleep: '-1' }],
  ['sleep: no number', { sleep: 'soon' }],
  ['sleep: a list', { sleep: ['0'] }],
  ['version: null', { version: null }],
  ['api_list: no calls', { api_list: [] }],
  ['api_list: an object', { api_list: {} }],
  ['api_list: a text that is no JSON', { api_list: '[{' }],
  ['api_list: a call without a method', { api_list: [{ params: [] }] }],
  ['api_list: an order in the order', { api_list: [{ method: 'deferred_execution_api', params: [] }] }],
];

/** Names that no method has: strange ones, and those of methods with a letter more. */
function unknownName({ names, entries }: Target): fc.Arbitrary<string> {
  const known = [...entries.map(({ declaration }) => declaration.name), 'freq'];
  return fc
    .oneof(
      fc.constantFrom(...strangeNames),
      fc.constantFrom(...known).map((name) => `${name}_`),
      fc.string({ maxLength: 12 }),
    )
    .filter((name) => !names.has(name));
}
