import { SilvusMockError } from '../core/errors.js';
import { type ExchangeRecord, exchangeLine } from './exchange.js';
import { asksForCommand, fitsCommand, toPredicate } from './matching.js';
import { type CheckedQuery, type QueryNames, queryText } from './query.js';
import { pendingText } from './verdict.js';

/** Facts about the calls that an order asks for. */
interface Evidence {
  readonly queries: readonly CheckedQuery[];
  /** Kept exchanges, oldest first. */
  readonly exchanges: readonly ExchangeRecord[];
  /** Number of requests without a reply yet that may match a query. */
  readonly pendingFor: (query: CheckedQuery) => number;
  /** Why exchanges that are not kept may match too; undefined if all are kept. */
  readonly gap: string | undefined;
  readonly isSecret: QueryNames['isSecret'];
}

/** A place in the journal: the call of this index, in the exchange of this index. */
interface Place {
  readonly exchange: number;
  readonly command: number;
}

/** Why calls were not seen in an order, or can't be judged; undefined if they were. Others may come between them. */
export function orderVerdict({
  queries,
  exchanges,
  pendingFor,
  gap,
  isSecret,
}: Evidence): SilvusMockError | undefined {
  let last: Place = { exchange: -1, command: Infinity };
  for (const [index, query] of queries.entries()) {
    const next = nextPlace(query, exchanges, last);
    if (next !== undefined) {
      last = next;
      continue;
    }
    const missing = missingText(index, query, exchanges, last, isSecret);
    if (gap !== undefined) return new SilvusMockError('UNDECIDED', `can't be judged: ${missing}, but ${gap}`);
    const pending = queries.slice(index).map((each) => pendingFor(each));
    if (pending.every((count) => count > 0)) {
      const text = `can't be judged yet: ${missing}, but ${pendingText(Math.max(...pending))}; wait for it first (waitFor)`;
      return new SilvusMockError('UNDECIDED', text);
    }
    return new SilvusMockError('NOT_SEEN', missing);
  }
  return undefined;
}

/** The first place after another that a query asks for. A query without a call takes a whole exchange. */
function nextPlace(
  query: CheckedQuery,
  exchanges: readonly ExchangeRecord[],
  after: Place,
): Place | undefined {
  const fits = toPredicate(query);
  // Exchanges before that place are not looked at again: there may be many of both.
  for (let exchange = Math.max(0, after.exchange); exchange < exchanges.length; exchange += 1) {
    const entry = exchanges[exchange];
    if (entry === undefined || !fits(entry)) continue;
    if (!asksForCommand(query)) {
      if (exchange > after.exchange) return { exchange, command: Infinity };
      continue;
    }
    const command = entry.commands.findIndex(
      (each, at) => (exchange > after.exchange || at > after.command) && fitsCommand(query, each),
    );
    if (command >= 0) return { exchange, command };
  }
  return undefined;
}

/** Which query found no call, behind which exchange, and whether it was seen before that. */
function missingText(
  index: number,
  query: CheckedQuery,
  exchanges: readonly ExchangeRecord[],
  last: Place,
  isSecret: QueryNames['isSecret'],
): string {
  const before = exchanges[last.exchange];
  const behind = before === undefined ? '' : ` after ${exchangeLine(before)}`;
  const earlier = exchanges.slice(0, last.exchange + 1).findLast(toPredicate(query));
  const seen =
    earlier === undefined || earlier === before ? '' : `, only before it: ${exchangeLine(earlier)}`;
  return `expected in this order: number ${index + 1}, ${queryText(query, isSecret)}, was not seen${behind}${seen}`;
}
