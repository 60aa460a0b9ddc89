import { isPeerAt } from '../../core/peer-address.js';
import type { ControlFlags } from '../client/control-flags.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { JournalExchange } from './journal-exchange.js';

/** Options of `silvus-mock journal`, as written. */
export interface JournalFlags extends ControlFlags {
  readonly method?: string;
  readonly unknownMethod?: string;
  readonly outcome?: string;
  readonly unknownOutcome?: string;
  readonly port?: string;
  readonly page?: string;
  readonly peer?: string;
  readonly fault?: string;
  /** Number of exchanges. */
  readonly limit?: string;
}

/** True if only some exchanges are asked for. */
export function hasFilter(flags: JournalFlags): boolean {
  const { method, unknownMethod, outcome, unknownOutcome, port, page, peer, fault } = flags;
  return [method, unknownMethod, outcome, unknownOutcome, port, page, peer, fault].some(
    (each) => each !== undefined,
  );
}

/** Path and query of a journal request. Throws a `CliError`. */
export function journalPath({ limit, ...filter }: JournalFlags): string {
  const { method, unknownMethod, outcome, unknownOutcome, port, page, peer, fault } = filter;
  if (limit !== undefined && !(/^\d{1,9}$/.test(limit) && Number(limit) > 0)) {
    throw new CliError(
      exitCodes.usage,
      `--limit: "${limit}" is not allowed; allowed: a whole number above 0`,
    );
  }
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({
    method,
    unknownMethod,
    outcome,
    unknownOutcome,
    port,
    page,
    peer,
    fault,
    limit,
  }))
    if (value !== undefined) query.set(name, value);
  return query.size === 0 ? '/journal' : `/journal?${query.toString()}`;
}

/** Applies the same filter to an exchange of the event stream. */
export function matches(flags: JournalFlags, exchange: JournalExchange): boolean {
  const { port, page, peer, fault, method = flags.unknownMethod, outcome = flags.unknownOutcome } = flags;
  const hasCommandFilter = method !== undefined || outcome !== undefined;
  return (
    (port === undefined || port === exchange.port) &&
    (page === undefined || page === exchange.page) &&
    (peer === undefined || isPeerAt(exchange.peer, peer)) &&
    (fault === undefined || exchange.faults.includes(fault)) &&
    (!hasCommandFilter ||
      exchange.commands.some(
        (command) =>
          (method === undefined || method === command.method) &&
          (outcome === undefined || outcome === command.outcome),
      ))
  );
}
