import type { RefObject } from 'preact';
import { useEffect, useImperativeHandle, useState } from 'preact/hooks';
import type { ClockOffsets } from './clock-offsets.js';
import { ExchangeRow } from './exchange-row.js';
import type { Row } from './exchange-rows.js';
import { useRowScrolling } from './row-scrolling.js';

/** Columns: their classes, and titles. */
const columns: readonly (readonly [string, string])[] = [
  ['n', 'No.'],
  ['time', 'Time'],
  ['clock', 'Clock s'],
  ['node', 'Radio'],
  ['port', 'Port'],
  ['peer', 'Client'],
  ['method', 'Method'],
  ['outcome', 'Outcome'],
  ['wait', 'Wait ms'],
  ['run', 'Run ms'],
  ['ending', 'Ending'],
  ['bent', 'Bent by'],
];

/** Numbers stand at the end of their cells. */
const numeric = new Set(['n', 'clock', 'wait', 'run']);

/** Actions of others on the table. */
export interface TableHandle {
  readonly toTop: () => void;
  /** Puts the focus on the row with this key. */
  readonly focus: (key: number) => void;
}

/** Properties of {@link ExchangeTable}. */
interface ExchangeTableProps {
  readonly handle: RefObject<TableHandle | null>;
  readonly rows: readonly Row[];
  readonly openedKey: number | undefined;
  /** True if there is a column with the radio. */
  readonly hasNodes: boolean;
  readonly clocks: ClockOffsets;
  readonly isOld: (row: Row) => boolean;
  readonly onOpen: (row: Row | undefined) => void;
  /** Called when somebody has scrolled away from the newest row or has the focus on a row, and when not any more. */
  readonly onReading: (isReading: boolean) => void;
}

/** The table of exchanges. Only rows in view are drawn. */
export function ExchangeTable(props: ExchangeTableProps) {
  const { handle, rows, openedKey, hasNodes, clocks, isOld, onOpen, onReading } = props;
  const { scroller, body, window, rowHeight, isScrolled, onScroll, focus } = useRowScrolling(rows, openedKey);
  const { first, end } = window;
  const drawn = rows.slice(first, end);
  const [hasFocus, setFocus] = useState(false);
  useEffect(() => onReading(hasFocus || isScrolled), [hasFocus, isScrolled]);
  useEffect(() => () => onReading(false), []);
  useImperativeHandle(handle, () => ({
    toTop: () => scroller.current?.scrollTo({ top: 0 }),
    focus: (key) => focus(rows.findIndex((row) => row.key === key)),
  }));
  const tabbable = drawn.find(({ key }) => key === openedKey) ?? rows[first];
  return (
    <div
      ref={scroller}
      class="scroll journal-rows"
      role="region"
      aria-label="Exchanges"
      tabIndex={0}
      onScroll={onScroll}
    >
      <table aria-rowcount={rows.length + 1} class={hasNodes ? 'with-nodes' : undefined}>
        <TableHead hasNodes={hasNodes} />
        <tbody
          ref={body}
          onFocusIn={() => setFocus(true)}
          onFocusOut={({ relatedTarget }) => setFocus(isInside(body.current, relatedTarget))}
          onKeyDown={(event) => moveFocus(event, rows, focus)}
        >
          <Spacer height={first * rowHeight} />
          {drawn.map((row, index) => (
            <ExchangeRow
              key={row.key}
              row={row}
              index={first + index}
              isOpened={row.key === openedKey}
              isOld={isOld(row)}
              isTabbable={row === tabbable}
              hasNodes={hasNodes}
              clocks={clocks}
              onOpen={onOpen}
            />
          ))}
          <Spacer height={(rows.length - end) * rowHeight} />
        </tbody>
      </table>
    </div>
  );
}

function TableHead({ hasNodes }: { readonly hasNodes: boolean }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns
          .filter(([name]) => hasNodes || name !== 'node')
          .map(([name, title]) => (
            <th key={name} scope="col" class={numeric.has(name) ? `${name} number` : name}>
              {title}
              {name === 'time' && <span class="rest"> (UTC)</span>}
            </th>
          ))}
      </tr>
    </thead>
  );
}

/** The place of rows that are not drawn. */
function Spacer({ height }: { readonly height: number }) {
  if (height === 0) return null;
  return (
    <tr aria-hidden="true" class="spacer">
      <td style={{ height: `${height}px` }} />
    </tr>
  );
}

function moveFocus(event: KeyboardEvent, rows: readonly Row[], focus: (index: number) => void): void {
  const { target, key } = event;
  const from = target instanceof HTMLElement ? target.closest('tr')?.dataset['key'] : undefined;
  const index = rows.findIndex((row) => String(row.key) === from);
  if (index === -1) return;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(rows.length - 1, index + 1),
    ArrowUp: Math.max(0, index - 1),
    Home: 0,
    End: rows.length - 1,
  };
  const next = targets[key];
  if (next === undefined) return;
  event.preventDefault();
  focus(next);
}

function isInside(element: HTMLElement | null, target: EventTarget | null): boolean {
  return target instanceof Node && element?.contains(target) === true;
}
