import type { ControlFlags } from '../client/control-flags.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { JournalExchange } from './journal-exchange.js';

/** Options of `silvus-mock journal`, as written. */
export interface JournalFlags extends ControlFlags {
  readonly method?: string;
  readonly outcome?: string;
  readonly port?: string;
  readonly fault?: string;
  /** Number of exchanges. */
  readonly limit?: string;
}

/** Path and query of a journal request. Throws a `CliError`. */
export function journalPath({ method, outcome, port, fault, limit }: JournalFlags): string {
  if (limit !== undefined && !(/^\d{1,9}$/.test(limit) && Number(limit) > 0)) {
    throw new CliError(
      exitCodes.usage,
      `--limit: "${limit}" is not allowed; allowed: a whole number above 0`,
    );
  }
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ method, outcome, port, fault, limit }))
    if (value !== undefined) query.set(name, value);
  return query.size === 0 ? '/journal' : `/journal?${query.toString()}`;
}

/** Applies the same filter to an exchange of the event stream. */
export function matches({ method, outcome, port, fault }: JournalFlags, exchange: JournalExchange): boolean {
  const hasCommandFilter = method !== undefined || outcome !== undefined;
  return (
    (port === undefined || port === exchange.port) &&
    (fault === undefined || exchange.faults.includes(fault)) &&
    (!hasCommandFilter ||
      exchange.commands.some(
        (command) =>
          (method === undefined || method === command.method) &&
          (outcome === undefined || outcome === command.outcome),
      ))
  );
}
