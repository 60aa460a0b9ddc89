import { SilvusMockError } from '../core/errors.js';

/** What is known about the exchanges that a verification asks for. */
interface Evidence {
  /** Exact number that is expected; undefined: at least one. */
  readonly times: number | undefined;
  /** Kept exchanges that match. */
  readonly found: number;
  /** Requests without a reply yet that may match. */
  readonly pending: number;
  /** Why exchanges that are not kept may match too; undefined if all are kept. */
  readonly gap: string | undefined;
}

/** Why a number of exchanges is not as expected, or can't be judged; undefined if it is as expected. */
export function verdict({ times, found, pending, gap }: Evidence): SilvusMockError | undefined {
  const [min, max] = times === undefined ? [1, Infinity] : [times, times];
  const isDecided = found > max || (found >= min && max === Infinity);
  const wanted = times === undefined ? 'at least once' : timesText(times);
  if (!isDecided && gap !== undefined)
    return new SilvusMockError(
      'UNDECIDED',
      `can't be judged: expected ${wanted}, seen ${timesText(found)}, but ${gap}`,
    );
  // More exchanges can make it right, or wrong.
  const isOpen = !isDecided && pending > 0 && found + pending >= min;
  if (isOpen)
    return new SilvusMockError(
      'UNDECIDED',
      `can't be judged yet: expected ${wanted}, seen ${timesText(found)}, but ${pendingText(pending)}; wait for it first (waitFor)`,
    );
  if (found >= min && found <= max) return undefined;
  return new SilvusMockError('NOT_SEEN', `expected ${wanted}, seen ${timesText(found)}`);
}

/** Requests without a reply yet, in a message. */
export function pendingText(pending: number): string {
  return pending === 1
    ? '1 request that may match has its reply still on its way'
    : `${pending} requests that may match have their replies still on their way`;
}

function timesText(times: number): string {
  return `${times} ${times === 1 ? 'time' : 'times'}`;
}
