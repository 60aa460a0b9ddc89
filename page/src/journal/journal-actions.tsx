import { useState } from 'preact/hooks';
import { api, sure } from '../api/client.js';
import { ConfirmDialog } from '../shell/dialog.js';
import { attempt, tell } from '../shell/notices.js';
import { servedNodes } from '../simulator/nodes.js';
import { downloadFixture } from './download-fixture.js';
import type { JournalFeed } from './journal-feed.js';

/** Properties of {@link JournalActions}. */
interface JournalActionsProps {
  readonly feed: JournalFeed;
  /** ID of the radio; undefined: all. */
  readonly node: string | undefined;
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
  /** Called once the journals are cleared. */
  readonly onCleared: () => void;
}

/** Buttons for all of the list: pause, download, clear. */
export function JournalActions({ feed, node, isPaused, onPause, onCleared }: JournalActionsProps) {
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const rows = feed.rows.value;
  const whose = node === undefined ? 'all radios' : `radio ${node}`;
  const download = async () => {
    setBusy(true);
    await attempt(async () => tell(await downloadFixture(rows, (row) => feed.isNumbered(row))));
    setBusy(false);
  };
  const clear = async () => {
    setAsked(false);
    const isDone = await attempt(() => clearJournals(node), `The journal of ${whose} is cleared.`);
    if (isDone) onCleared();
  };
  return (
    <div class="toolbar">
      <button type="button" aria-pressed={isPaused} onClick={() => onPause(!isPaused)}>
        {isPaused ? 'Resume' : 'Pause'}
      </button>
      <button type="button" disabled={isBusy || rows.length === 0} onClick={() => void download()}>
        Download fixture
      </button>
      <button type="button" onClick={() => setAsked(true)}>
        Clear journal
      </button>
      {isAsked && (
        <ConfirmDialog
          title={`Clear the journal of ${whose}?`}
          action="Clear"
          onConfirm={() => void clear()}
          onCancel={() => setAsked(false)}
        >
          <p>
            Its exchanges are removed in the simulator, for tests and commands too; numbers begin at 1 again.
            Settings and faults stay.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}

async function clearJournals(chosen: string | undefined): Promise<void> {
  const all = chosen === undefined ? servedNodes.peek().map(({ node }) => node) : [chosen];
  for (const node of all) await sure(api.DELETE('/nodes/{node}/journal', { params: { path: { node } } }));
}
