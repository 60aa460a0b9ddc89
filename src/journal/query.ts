import type { PortName } from '../ports/registry.js';
import type { Exchange, ExchangeCommand } from './exchange.js';

/** Filter of exchanges; omitted members match everything. */
export interface ExchangeQuery {
  readonly method?: string;
  /** Parameters, compared as JSON. */
  readonly params?: readonly unknown[];
  /** `ok`, or the error's message. */
  readonly outcome?: string;
  readonly port?: PortName;
  /** Name of a fault that applied. */
  readonly fault?: string;
}

/** A query, or a function. */
export type ExchangePredicate = ExchangeQuery | ((exchange: Exchange) => boolean);

/** Turns a query into a function. */
export function toPredicate(query: ExchangePredicate): (exchange: Exchange) => boolean {
  if (typeof query === 'function') return query;
  return (exchange) =>
    (query.port === undefined || query.port === exchange.port) &&
    (query.fault === undefined || exchange.faults.includes(query.fault)) &&
    (!asksForCommand(query) || exchange.commands.some((command) => fitsCommand(query, command)));
}

function asksForCommand({ method, params, outcome }: ExchangeQuery): boolean {
  return method !== undefined || params !== undefined || outcome !== undefined;
}

function fitsCommand({ method, params, outcome }: ExchangeQuery, command: ExchangeCommand): boolean {
  return (
    (method === undefined || method === command.method) &&
    (outcome === undefined || outcome === command.outcome) &&
    (params === undefined || JSON.stringify(params) === JSON.stringify(command.params))
  );
}

/** Number of members of the query that do not match the exchange. */
export function distance(query: ExchangeQuery, exchange: Exchange): number {
  const { method, params, outcome, port, fault } = query;
  const ofExchange = [
    port !== undefined && port !== exchange.port,
    fault !== undefined && !exchange.faults.includes(fault),
  ];
  const ofCommands = exchange.commands.map((command) =>
    count([
      method !== undefined && method !== command.method,
      outcome !== undefined && outcome !== command.outcome,
      params !== undefined && JSON.stringify(params) !== JSON.stringify(command.params),
    ]),
  );
  const asked = count([method !== undefined, outcome !== undefined, params !== undefined]);
  return count(ofExchange) + (ofCommands.length === 0 ? asked : Math.min(...ofCommands));
}

function count(flags: readonly boolean[]): number {
  return flags.filter(Boolean).length;
}
