import { SilvusMockError } from '../core/errors.js';
import type { ExpectedCount } from './query.js';

/** Facts about the exchanges that a verification asks for. */
interface Evidence {
  readonly expected: ExpectedCount;
  /** Kept exchanges that match. */
  readonly found: number;
  /** Requests without a reply yet that may match. */
  readonly pending: number;
  /** Why exchanges that are not kept may match too; undefined if all are kept. */
  readonly gap: string | undefined;
}

/** Why a number of exchanges is not as expected, or can't be judged; undefined if it is as expected. */
export function verdict({
  expected: { min, max },
  found,
  pending,
  gap,
}: Evidence): SilvusMockError | undefined {
  const isDecided = found > max || (found >= min && max === Infinity);
  const wanted = wantedText(min, max);
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

function wantedText(min: number, max: number): string {
  if (min === max) return timesText(min);
  if (min === 0) return `at most ${timesText(max)}`;
  if (max !== Infinity) return `${min} to ${timesText(max)}`;
  return min === 1 ? 'at least once' : `at least ${timesText(min)}`;
}

function timesText(times: number): string {
  return `${times} ${times === 1 ? 'time' : 'times'}`;
}
