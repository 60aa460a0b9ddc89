import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { nodes, servedNodes } from '../simulator/nodes.js';
import { usePolling } from '../simulator/polling.js';
import { ClockOffsets } from './clock-offsets.js';
import { EmptyList } from './empty-list.js';
import { ExchangeDetail } from './exchange-detail.js';
import type { Row } from './exchange-rows.js';
import { ExchangeTable, type TableHandle } from './exchange-table.js';
import { FeedStatus } from './feed-status.js';
import { JournalActions } from './journal-actions.js';
import { type FeedChoice, JournalFeed } from './journal-feed.js';
import { type JournalFilter, type KnownNames, isEmpty } from './journal-filter.js';

/** Interval at which it is checked whether a journal was cleared, ms. */
const totalsInterval = 2_000;

/** Properties of {@link ExchangeList}. */
interface ExchangeListProps {
  /** ID of the radio; undefined: all. */
  readonly node: string | undefined;
  /** ID of the only radio that can be meant; it may be another one later. */
  readonly only: string | undefined;
  readonly filter: JournalFilter;
  readonly names: KnownNames;
  readonly onFilter: (filter: JournalFilter) => void;
}

/** The exchanges that a filter lets pass, and the one that is opened. */
export function ExchangeList({ node, only, filter, names, onFilter }: ExchangeListProps) {
  const clocks = useMemo(() => new ClockOffsets(), []);
  const { feed, isPresent } = useFeed({ node, filter, names, nodes: servedIds, clocks });
  const [opened, setOpened] = useState<Row>();
  const [isReading, setReading] = useState(false);
  const [isPaused, setPaused] = useState(false);
  const table = useRef<TableHandle>(null);
  useEffect(() => feed.hold(isPaused || isReading || opened !== undefined), [isPaused, isReading, opened]);
  const [choices, setChoices] = useState(0);
  const choose = useCallback((row: Row | undefined) => {
    setOpened(row);
    setChoices((count) => count + 1);
  }, []);
  const close = () => {
    setOpened(undefined);
    if (opened !== undefined) table.current?.focus(opened.key);
  };
  const showNew = () => {
    feed.release();
    table.current?.toTop();
  };
  const rows = feed.rows.value;
  return (
    <>
      <div class="journal-bar">
        <FeedStatus
          feed={feed}
          node={only}
          isPresent={isPresent}
          isHeld={isReading || opened !== undefined}
          isPaused={isPaused}
          onShowNew={showNew}
        />
        <JournalActions
          feed={feed}
          node={only}
          isPaused={isPaused}
          onPause={setPaused}
          onCleared={() => {
            feed.clear();
            setOpened(undefined);
          }}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyList node={only} isFiltered={!isEmpty(filter)} />
      ) : (
        <ExchangeTable
          handle={table}
          rows={rows}
          openedKey={opened?.key}
          hasNodes={only === undefined}
          clocks={clocks}
          isOld={(row) => feed.clears.value >= 0 && !feed.isNumbered(row)}
          onOpen={choose}
          onReading={setReading}
        />
      )}
      {opened !== undefined && (
        <ExchangeDetail
          row={opened}
          rows={rows}
          isNumbered={feed.isNumbered(opened)}
          names={names}
          clocks={clocks}
          choices={choices}
          onStep={setOpened}
          onClose={close}
          onFilter={(part) => onFilter({ ...filter, ...part })}
        />
      )}
    </>
  );
}

/** The feed of a choice, which runs while its radio is there. */
function useFeed(choice: FeedChoice): { readonly feed: JournalFeed; readonly isPresent: boolean } {
  const { node } = choice;
  const feed = useMemo(() => new JournalFeed(choice), []);
  const isPresent = node === undefined || nodes.value?.some((each) => each.node === node) !== false;
  useEffect(() => {
    if (!isPresent) return undefined;
    const ended = new AbortController();
    void feed.run(ended.signal);
    return () => ended.abort();
  }, [feed, isPresent]);
  usePolling((ended) => (isPresent ? feed.checkTotals(ended) : Promise.resolve()), totalsInterval, [
    feed,
    isPresent,
  ]);
  return { feed, isPresent };
}

function servedIds(): readonly string[] {
  return servedNodes.peek().map(({ node }) => node);
}
