import { isDeepStrictEqual } from 'node:util';
import { isPeerAt } from '../core/peer-address.js';
import type { Origin } from '../ports/origin.js';
import { nameIn } from '../radio/method-query.js';
import type { Exchange, ExchangeCommand, ExchangeRecord } from './exchange.js';
import type { CheckedPredicate, CheckedQuery } from './query.js';

/** Turns a query into a function. */
export function toPredicate(query: CheckedQuery): (exchange: ExchangeRecord) => boolean;
export function toPredicate(query: CheckedPredicate): (exchange: Exchange) => boolean;
export function toPredicate(query: CheckedPredicate): (exchange: Exchange) => boolean {
  if (typeof query === 'function') return query;
  return (exchange: ExchangeRecord) =>
    (query.port === undefined || query.port === exchange.port) &&
    (query.page === undefined || query.page === exchange.page) &&
    (query.peer === undefined || isPeerAt(exchange.peer, query.peer)) &&
    (query.fault === undefined || exchange.faults.includes(query.fault)) &&
    (!asksForCommand(query) || exchange.commands.some((command) => fitsCommand(query, command)));
}

/** A request whose reply is not ready yet. */
export interface PendingRequest extends Pick<ExchangeRecord, 'page'> {
  readonly origin: Pick<Origin, 'port' | 'peer'>;
  readonly commands: readonly Pick<ExchangeCommand, 'method' | 'params'>[];
}

/** True if a request without a reply yet can become an exchange that matches: outcome and faults are open. */
export function mayMatch(
  query: CheckedPredicate,
  { origin: { port, peer }, page, commands }: PendingRequest,
): boolean {
  if (typeof query === 'function') return true;
  return (
    (query.port === undefined || query.port === port) &&
    (query.page === undefined || query.page === page) &&
    (query.peer === undefined || isPeerAt(peer, query.peer)) &&
    (!asksForCommand(query) || commands.some((command) => fitsCall(query, command)))
  );
}

/** True if a query asks for a call, and not only for a port or a fault. */
export function asksForCommand({ method, params, outcome }: CheckedQuery): boolean {
  return method !== undefined || params !== undefined || outcome !== undefined;
}

/** True if a call is one that a query asks for. */
export function fitsCommand(query: CheckedQuery, command: ExchangeCommand): boolean {
  const { outcome } = query;
  return (outcome === undefined || nameIn(outcome) === command.outcome) && fitsCall(query, command);
}

function fitsCall(
  { method, params }: CheckedQuery,
  command: Pick<ExchangeCommand, 'method' | 'params'>,
): boolean {
  return (
    (method === undefined || nameIn(method) === command.method) &&
    (params === undefined || fitsParams(params, command.params))
  );
}

function fitsParams(wanted: NonNullable<CheckedQuery['params']>, sent: readonly unknown[]): boolean {
  return wanted.length === sent.length && wanted.every((each, index) => fitsParam(each, sent[index]));
}

function fitsParam(wanted: string | { readonly json: unknown }, sent: unknown): boolean {
  return typeof wanted === 'string' ? wanted === sent : isDeepStrictEqual(wanted.json, sent);
}

/** Number of members of the query that do not match the exchange. */
export function distance(query: CheckedQuery, exchange: ExchangeRecord): number {
  const { method, params, outcome, port, page, peer, fault } = query;
  const ofExchange = [
    port !== undefined && port !== exchange.port,
    page !== undefined && page !== exchange.page,
    peer !== undefined && !isPeerAt(exchange.peer, peer),
    fault !== undefined && !exchange.faults.includes(fault),
  ];
  const ofCommands = exchange.commands.map((command) =>
    count([
      method !== undefined && nameIn(method) !== command.method,
      outcome !== undefined && nameIn(outcome) !== command.outcome,
      params !== undefined && !fitsParams(params, command.params),
    ]),
  );
  const asked = count([method !== undefined, outcome !== undefined, params !== undefined]);
  return count(ofExchange) + (ofCommands.length === 0 ? asked : Math.min(...ofCommands));
}

function count(flags: readonly boolean[]): number {
  return flags.filter(Boolean).length;
}
