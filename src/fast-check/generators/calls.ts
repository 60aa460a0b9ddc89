import fc from 'fast-check';
import type { CatalogueEntry } from '../../radio/catalogue.js';
import type { Parameter } from '../../radio/declaration.js';
import type { RequestId } from '../../worker/job.js';
import {
  type ExpectedOutcome,
  type KnownCall,
  type RequestCase,
  type Why,
  anyOutcome,
  bytesOf,
  errorOf,
  result,
} from '../case.js';
import { type Target, isDeferred } from '../target.js';
import { type BoundaryValue, boundaryValues } from './boundaries.js';
import { anyId } from './envelope-parts.js';
import { allowedValue } from './values.js';

/** Code of a parameter that is not allowed. */
const invalidParams = -32602;

/** A call of a method with good parameters. */
export interface GoodCall {
  readonly entry: CatalogueEntry;
  readonly parameters: readonly Parameter[];
  readonly call: KnownCall;
}

/** A call as JSON, with its id. */
interface CallJson {
  readonly json: unknown;
  readonly id: RequestId;
}

/** An order of reads, which changes nothing when it is carried out. */
const harmlessOrders = ['{"version":"1","sleep":"0","api_list":[{"method":"nodeid"}]}'];

/** Outcome of a write with good values: some pairs of good values are refused, in which case nobody can say. */
function outcomeOf({ declaration }: CatalogueEntry, { hasFreePairs }: Target): ExpectedOutcome {
  if (declaration.conflict === undefined) return result;
  return declaration.family === 'rf' && hasFreePairs ? result : anyOutcome;
}

/** The numbers of parameters with which a method can be read. */
export function readCounts({ declaration: { access }, asks }: CatalogueEntry): readonly number[] {
  if (!access.startsWith('read')) return [];
  const needed = asks.filter(({ optional }) => optional !== true).length;
  const counts = asks.map((_, index) => index + 1).filter((count) => asks[count]?.together !== true);
  return [...new Set([needed, ...counts.filter((count) => count >= needed)])];
}

function valuesFor(
  parameters: readonly Parameter[],
  { frequencies }: Target,
): fc.Arbitrary<readonly string[]> {
  return fc.tuple(...parameters.map(({ domain }) => allowedValue(domain, frequencies)));
}

/** Good calls of one method: its reads, its writes, or the action. */
function goodCallOf(entry: CatalogueEntry, target: Target): readonly fc.Arbitrary<GoodCall>[] {
  const { declaration, asks } = entry;
  const method = declaration.name;
  const reads = readCounts(entry).map((count) => {
    const parameters = asks.slice(0, count);
    return valuesFor(parameters, target).map((params): GoodCall => {
      return { entry, parameters, call: { method, params, kind: 'read', outcome: result } };
    });
  });
  if (declaration.access === 'read' || target.safe) return reads;
  if (declaration.access === 'action')
    return [
      fc.constant({ entry, parameters: [], call: { method, params: [], kind: 'action', outcome: result } }),
    ];
  const { parameters } = entry;
  const values = isDeferred(declaration)
    ? fc.tuple(fc.constantFrom(...harmlessOrders))
    : valuesFor(parameters, target);
  const outcome = outcomeOf(entry, target);
  return [
    ...reads,
    values.map((params): GoodCall => ({
      entry,
      parameters,
      call: { method, params, kind: 'write', outcome },
    })),
  ];
}

const heavy = new Set(['tls_cert', 'generate_tls_cert', 'print_all_settings', 'supported_frequencies']);

/** Good calls of all methods of a target. Those that take long are rare. */
export function goodCall(target: Target, isWanted: (entry: CatalogueEntry) => boolean = () => true) {
  const calls = target.entries.filter(isWanted).flatMap((entry) =>
    goodCallOf(entry, target).map((arbitrary) => ({
      arbitrary,
      weight: heavy.has(entry.declaration.name) ? 1 : 20,
    })),
  );
  return fc.oneof(...calls);
}

/** A call as JSON in the form that every radio takes. */
export function plainJson(method: string, params: readonly unknown[], id: RequestId): CallJson {
  const members = { jsonrpc: '2.0', method, ...(params.length === 0 ? {} : { params }), id };
  return { json: members, id };
}

/** A request with one call. */
export function singleRequest(
  json: unknown,
  id: RequestId,
  { call, outcome, why }: { call?: KnownCall; outcome: ExpectedOutcome; why: Why },
): RequestCase {
  return {
    bytes: bytesOf(JSON.stringify(json)),
    calls: call === undefined ? [] : [call],
    reply: { kind: 'single', element: { id, outcome, ...(call === undefined ? {} : { call }) } },
    why,
  };
}

/** Calls that a radio carries out. */
export function validCall(target: Target): fc.Arbitrary<RequestCase> {
  return fc.tuple(goodCall(target), anyId).map(([{ call }, id]) =>
    singleRequest(plainJson(call.method, call.params, id).json, id, {
      call,
      outcome: call.outcome,
      why: { generator: 'valid-call', property: call.kind === 'read' ? 'shape' : 'accepted' },
    }),
  );
}

/** A value as JSON, shortened for a reason. */
export const shortened = (value: unknown) => {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

/** Calls with one value at a boundary of its domain, or next to it. */
export function boundaryCall(target: Target): fc.Arbitrary<RequestCase> {
  const { frequencies, grid } = target;
  const boundariesOf = ({ domain }: Parameter) => boundaryValues(domain, frequencies, grid);
  const hasBoundary = ({ parameters }: GoodCall) => parameters.some((each) => boundariesOf(each).length > 0);
  const base = goodCall(target, ({ asks, parameters, declaration }) =>
    [...asks, ...(target.safe || isDeferred(declaration) ? [] : parameters)].some(
      (each) => boundariesOf(each).length > 0,
    ),
  ).filter(hasBoundary);
  return fc.tuple(base, fc.nat(), fc.nat(), anyId).map(([good, which, nth, id]) => {
    const places = good.parameters.flatMap((parameter, index) =>
      boundariesOf(parameter).map((value) => [index, parameter, value] as const),
    );
    const [index, parameter, value] = places[(which + nth) % places.length] ?? [0, undefined, undefined];
    return boundaryRequest(good, index, parameter, value, id);
  });
}

function boundaryRequest(
  { call }: GoodCall,
  index: number,
  parameter: Parameter | undefined,
  at: BoundaryValue | undefined,
  id: RequestId,
): RequestCase {
  const value = at?.value ?? '';
  const params = call.params.with(index, value);
  const isAllowed = at?.isAllowed === true;
  const outcome = isAllowed ? call.outcome : errorOf(invalidParams);
  const boundary = `${parameter?.name ?? ''}: ${at?.boundary ?? ''}`;
  const why: Why = {
    generator: 'boundary-call',
    property: isAllowed ? 'accepted' : 'refused',
    boundary,
    ...(isAllowed
      ? {}
      : { difference: `params[${index}]: ${shortened(value)} for ${shortened(call.params[index])}` }),
  };
  const known = { ...call, params, outcome };
  return singleRequest(plainJson(call.method, params, id).json, id, { call: known, outcome, why });
}
