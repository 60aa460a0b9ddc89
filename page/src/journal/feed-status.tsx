import { connection } from '../simulator/connection.js';
import { maxRows } from './exchange-rows.js';
import type { JournalFeed } from './journal-feed.js';

/** Properties of {@link FeedStatus}. */
interface FeedStatusProps {
  readonly feed: JournalFeed;
  /** ID of the radio; undefined: all. */
  readonly node: string | undefined;
  readonly isPresent: boolean;
  /** True while new rows wait because somebody reads. */
  readonly isHeld: boolean;
  readonly isPaused: boolean;
  readonly onShowNew: () => void;
}

/** State of the stream: its share of all exchanges, and how many are held back. */
export function FeedStatus({ feed, node, isPresent, isHeld, isPaused, onShowNew }: FeedStatusProps) {
  const { value: state } = feed.state;
  const isLive = isPresent && state.kind === 'live';
  const waiting = feed.waiting.value;
  const problem = feed.pastProblem.value;
  return (
    <div class="journal-status">
      <p>
        <span role="status" class={isLive ? 'live' : 'not-live'}>
          {stateText(feed, node, isPresent, isPaused)}
        </span>
        {isLive && <span class="muted"> {shareText(feed)}</span>}
        {isLive && isHeld && !isPaused && <span class="muted"> · held while you read</span>}
        {problem !== undefined && <span class="muted"> · {problem}</span>}
      </p>
      {waiting > 0 && (isHeld || isPaused) && (
        <button type="button" class="primary" onClick={onShowNew}>
          Show {waiting > maxRows ? `the last ${maxRows} of ${waiting}` : waiting} new
        </button>
      )}
    </div>
  );
}

function stateText(
  feed: JournalFeed,
  node: string | undefined,
  isPresent: boolean,
  isPaused: boolean,
): string {
  const { value: state } = feed.state;
  if (!isPresent) return `There is no radio ${node ?? ''} (any more); what came from it stays here.`;
  switch (state.kind) {
    case 'opening':
      return 'Opening the stream of exchanges …';
    case 'closed':
      return connection.state.value === 'lost'
        ? 'Not live: the simulator does not answer. Trying again …'
        : `Not live: ${state.message}. Trying again …`;
    case 'refused':
      return `Not live: ${state.message}`;
    case 'live':
      return isPaused ? 'Paused' : 'Live';
  }
}

function shareText(feed: JournalFeed): string {
  const { value: skipped } = feed.skipped;
  if (skipped === undefined) return 'showing every exchange';
  const { exchanges, perSecond, rate } = skipped;
  const shown = Math.min(rate, Math.max(0, perSecond - exchanges));
  return `showing ${shown} of ${perSecond} exchanges a second`;
}
