import { z } from 'zod';
import { SilvusMockError, wireErrors } from '../core/errors.js';
import { jsonStart } from '../core/json-start.js';
import { nearestHint } from '../core/nearest.js';
import { orUndefined } from '../core/or-undefined.js';
import { maskKeys } from '../core/secrets/key-material.js';
import { valueExcerpt } from '../core/text.js';
import type { WorkInParts } from '../core/time/parts.js';
import { checked } from '../documents/check.js';
import { listField } from '../documents/collections.js';
import { isTree } from '../documents/tree.js';
import { type PortName, apiPortNames } from '../ports/registry.js';
import {
  type MethodNames,
  type UnknownName,
  methodField,
  methodIssue,
  nameIn,
  nameIssue,
  outcomeField,
} from '../radio/method-query.js';
import type { MethodName } from '../radio/method-names.js';
import { type Exchange, type RecordedPage, recordedPages } from './exchange.js';
import { redactParameter } from './redact.js';

/** A parameter: a text, or any other JSON value that a client sent. */
const paramField = z.union([z.string(), z.strictObject({ json: z.unknown() })], {
  error: ({ input }) => {
    const text = typeof input === 'number' ? `"${input}"` : 'a text';
    return `is not allowed; allowed: ${text}, or { json: ${valueExcerpt(input)} } for what was sent as no text`;
  },
});

/** A call has at most as many: further ones are dropped, and a call with too many has one more. */
const maxParams = 65;

/** Description of `peer`. */
export const peerMeaning = "the client's address, with or without its port";

/** Members of a query; omitted ones match everything. */
const queryShape = {
  method: methodField.optional().describe('name of a method of the radio, or { unknown: name } for another'),
  params: listField(paramField, { max: maxParams })
    .optional()
    .describe('parameters as sent: texts, or { json: value } for one that was sent as no text'),
  outcome: outcomeField.optional().describe("ok, cancelled, or the error's message; or { unknown: message }"),
  port: z.enum(apiPortNames).optional(),
  page: z.enum(recordedPages).optional().describe('only exchanges with this page beside the API'),
  peer: z.string().min(1).optional().describe(peerMeaning),
  fault: z.string().optional().describe('name of an applied fault'),
};

const querySchema = z.strictObject(queryShape);

/** Schema of a query with the number of exchanges that is expected. */
export const verificationSchema = z.strictObject({
  ...queryShape,
  times: z.int().min(0).optional().describe('exact number of exchanges; default: at least one'),
  atLeast: z.int().min(1).optional().describe('smallest number of exchanges'),
  atMost: z.int().min(0).optional().describe('largest number of exchanges'),
});

/** Maximum number of queries of an order. */
const maxSteps = 1_000;

/** Queries of orders that are checked, with what they are: they are not checked again. */
const checkedSteps = new WeakMap<object, z.output<typeof querySchema>>();

/** Schema of queries in the order in which their calls are expected; a name alone is a method. */
export const orderSchema = listField(z.union([z.string(), querySchema]), {
  min: 1,
  max: maxSteps,
  known: checkedSteps,
});

/**
 * Checks the queries of an order that nobody changes from here on, up to the first that is wrong. The check of the order
 * reports what is wrong, and does not check the others again: a thousand take milliseconds.
 */
export function* checkSteps(order: unknown): WorkInParts<void> {
  if (!Array.isArray(order) || order.length > maxSteps) return;
  const steps: readonly unknown[] = order;
  for (const step of steps) {
    if (!isTree(step)) continue;
    const query = orUndefined(querySchema, step);
    if (query === undefined) return;
    checkedSteps.set(step, query).set(query, query);
    yield 1;
  }
}

/** Filter of exchanges; omitted members match everything. */
export interface ExchangeQuery {
  readonly method?: MethodName | UnknownName | undefined;
  /** Parameters as sent: texts, or `{ json: 2220 }` for one that was sent as no text. */
  readonly params?: readonly (string | { readonly json: unknown })[] | undefined;
  /** `ok`, `cancelled`, or the error's message. */
  readonly outcome?: string | UnknownName | undefined;
  readonly port?: PortName | undefined;
  /** Only exchanges with this page beside the API. */
  readonly page?: RecordedPage | undefined;
  /** The client's address, with or without its port. */
  readonly peer?: string | undefined;
  /** Name of a fault that applied. */
  readonly fault?: string | undefined;
}

/** Query of `verify`. */
export interface Verification extends ExchangeQuery {
  /** Exact number of exchanges; default: at least one. */
  readonly times?: number | undefined;
  /** Smallest number of exchanges. */
  readonly atLeast?: number | undefined;
  /** Largest number of exchanges. */
  readonly atMost?: number | undefined;
}

/** One query of an order: a method, or a query. */
export type OrderStep = MethodName | ExchangeQuery;

/** A query, or a function. */
export type ExchangePredicate = ExchangeQuery | ((exchange: Exchange) => boolean);

/** A query that has been checked. */
export type CheckedQuery = z.output<typeof querySchema>;

/** A query or a function that has been checked. */
export type CheckedPredicate = CheckedQuery | ((exchange: Exchange) => boolean);

/** Names by which queries are checked. */
export interface QueryNames {
  readonly methods: MethodNames;
  /** True for a method whose parameters are secret, or may be meant so. */
  readonly isSecret: (method: string) => boolean;
  /** Outcomes beside the radio's own: messages of faults. */
  readonly outcomes: () => readonly string[];
  /** Names of faults that are or were there. */
  readonly faults: () => readonly string[];
}

const ownOutcomes = ['ok', 'cancelled', ...Object.keys(wireErrors)];

/** Checks a query or a function. Throws `OPTION_INVALID`. */
export function checkPredicate(query: unknown, names: QueryNames): CheckedPredicate {
  return isFunction(query) ? query : checkQuery(query, names);
}

/** Checks a query. Throws `OPTION_INVALID`. */
export function checkQuery(query: unknown, names: QueryNames): CheckedQuery {
  return checkNames('query', checked('query', querySchema, query), names);
}

/** Expected number of exchanges, both bounds included. */
export interface ExpectedCount {
  readonly min: number;
  readonly max: number;
}

/** Checks a query of `verify`. Throws `OPTION_INVALID`. */
export function checkVerification(
  verification: unknown,
  names: QueryNames,
): { readonly count: ExpectedCount; readonly query: CheckedQuery } {
  const { times, atLeast, atMost, ...query } = checked('verify', verificationSchema, verification);
  checkFault('verify', query, names);
  return { count: countOf(times, atLeast, atMost), query: checkNames('query', query, names) };
}

/** Checks the queries of `verifyOrder`. Throws `OPTION_INVALID`. */
export function checkOrder(order: unknown, names: QueryNames): readonly CheckedQuery[] {
  return checked('verifyOrder', orderSchema, order).map((step, index) => {
    const query = typeof step === 'string' ? { method: step } : step;
    checkFault(`verifyOrder: ${index}`, query, names);
    return checkNames(`verifyOrder: ${index}`, query, names);
  });
}

function countOf(times?: number, atLeast?: number, atMost?: number): ExpectedCount {
  if (times !== undefined && (atLeast !== undefined || atMost !== undefined))
    throw new SilvusMockError(
      'OPTION_INVALID',
      'verify: times: is given with atLeast or atMost; allowed: one of them',
    );
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost)
    throw new SilvusMockError(
      'OPTION_INVALID',
      `verify: atLeast: ${atLeast} is not allowed; allowed: at most atMost (${atMost})`,
    );
  if (times !== undefined) return { min: times, max: times };
  return { min: atLeast ?? (atMost === undefined ? 1 : 0), max: atMost ?? Infinity };
}

function checkFault(where: string, { fault }: CheckedQuery, names: QueryNames): void {
  const faults = names.faults();
  if (fault === undefined || faults.includes(fault)) return;
  const allowed = faults.length === 0 ? 'none: there was no fault' : faults.join(', ');
  const message = `${where}: fault: ${valueExcerpt(fault)}: is not allowed; allowed: ${allowed}${nearestHint(fault, faults)}`;
  throw new SilvusMockError('OPTION_INVALID', message);
}

function checkNames(where: string, query: CheckedQuery, { methods, outcomes }: QueryNames): CheckedQuery {
  const { method, outcome } = query;
  const known = outcome === undefined ? [] : [...new Set([...ownOutcomes, ...outcomes()])];
  const issues = [
    ['method', method === undefined ? undefined : methodIssue(method, methods)],
    [
      'outcome',
      outcome === undefined
        ? undefined
        : nameIssue(outcome, 'outcome', (name) => known.includes(name), known),
    ],
  ].flatMap(([member, issue]) => (issue === undefined ? [] : [`${member ?? ''}: ${issue}`]));
  if (issues.length === 0) return query;
  throw new SilvusMockError('OPTION_INVALID', `${where}: ${issues.join('; ')}`);
}

/** Maximum length of a query in a message, characters. */
const maxShown = 1_000;

/** Characters beyond a cut that are looked at, to see whether a key stands there. */
const beyondCut = 128;

/** A query in a message, without secrets. */
export function queryText(query: CheckedQuery, isSecret: QueryNames['isSecret']): string {
  const { method, params } = query;
  const isHidden = params !== undefined && method !== undefined && isSecret(nameIn(method));
  const shown = isHidden ? { ...query, params: params.map(redactParameter) } : query;
  const text = maskKeys(jsonStart(shown, maxShown + beyondCut));
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

function isFunction(value: unknown): value is (exchange: Exchange) => boolean {
  return typeof value === 'function';
}
