import { CliError, exitCodes } from '../exit-codes.js';
import type { ControlFlags } from './control-flags.js';
import type { ToldExchange } from './exchanges.js';

/** What `silvus-mock journal` was asked for; all as written. */
export interface JournalFlags extends ControlFlags {
  readonly method?: string;
  readonly outcome?: string;
  readonly port?: string;
  readonly fault?: string;
  /** The last so many. */
  readonly limit?: string;
}

/** The journal's path with the filter that was asked for. Throws a `CliError`. */
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

/** Whether an exchange is one of those that were asked for. */
export function fits({ method, outcome, port, fault }: JournalFlags, exchange: ToldExchange): boolean {
  const isCommandAsked = method !== undefined || outcome !== undefined;
  return (
    (port === undefined || port === exchange.port) &&
    (fault === undefined || exchange.faults.includes(fault)) &&
    (!isCommandAsked ||
      exchange.commands.some(
        (command) =>
          (method === undefined || method === command.method) &&
          (outcome === undefined || outcome === command.outcome),
      ))
  );
}
