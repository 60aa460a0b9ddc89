import { useEffect } from 'preact/hooks';
import { fragmentOf, route } from '../shell/route.js';
import type { ClockOffsets } from './clock-offsets.js';
import type { Row } from './exchange-rows.js';
import {
  bentBy,
  clockText,
  endingWord,
  gradeOf,
  isReplied,
  methodsText,
  msText,
  outcomesText,
  timesOf,
  wallText,
} from './exchange-words.js';
import { visibleLine } from './visible-text.js';

/** Properties of {@link ExchangeRow}. */
interface ExchangeRowProps {
  readonly row: Row;
  /** Place in the list, from 0. */
  readonly index: number;
  readonly isOpened: boolean;
  /** True if it is from before its journal was cleared. */
  readonly isOld: boolean;
  readonly isTabbable: boolean;
  readonly hasNodes: boolean;
  readonly clocks: ClockOffsets;
  readonly onOpen: (row: Row | undefined) => void;
}

/** One exchange in the table. */
export function ExchangeRow(props: ExchangeRowProps) {
  const { row, index, isOpened, isOld, isTabbable, hasNodes, clocks, onOpen } = props;
  const { exchange, key, era, isFirst } = row;
  const { node, n, at, port, peer } = exchange;
  useEffect(() => clocks.want(node, era), [node, era]);
  const wallTime = clocks.wallTime(node, era, at);
  const [seconds, rest] = wallTime === undefined ? ['', ''] : wallText(wallTime);
  const methods = methodsText(exchange);
  const outcomes = outcomesText(exchange);
  const bent = bentBy(exchange);
  const { waitMs, runMs } = timesOf(exchange);
  const classes = [
    'exchange',
    ...(isOpened ? ['opened'] : []),
    ...(isOld ? ['old'] : []),
    ...(isFirst ? ['first'] : []),
  ];
  return (
    <tr
      class={classes.join(' ')}
      data-key={key}
      aria-rowindex={index + 2}
      onClick={({ target }) => {
        if (!(target instanceof HTMLAnchorElement)) onOpen(isOpened ? undefined : row);
      }}
    >
      <td class="n number">
        <button
          type="button"
          class="row-button"
          tabIndex={isTabbable ? 0 : -1}
          aria-expanded={isOpened}
          aria-label={`Exchange ${n}: ${methods}, ${outcomes}${isOld ? ', from before the journal was cleared' : ''}`}
        >
          {n}
        </button>
      </td>
      <td class="time">
        {seconds}
        <span class="rest">{rest}</span>
      </td>
      <td class="clock number">{clockText(at)}</td>
      {hasNodes && (
        <td class="node">
          <a href={fragmentOf('journal', node, route.value.query)} tabIndex={-1}>
            {node}
          </a>
        </td>
      )}
      <td class="port">{port}</td>
      <td class="peer">{visibleLine(peer)}</td>
      <td class="method">{methods}</td>
      <td class="outcome">
        <span class={`outcome-text ${gradeOf(exchange)}`}>{outcomes}</span>
      </td>
      <td class="wait number">{msText(waitMs)}</td>
      <td class="run number">{msText(runMs)}</td>
      <td class={isReplied(exchange) ? 'ending' : 'ending outcome-text bad'}>{endingWord(exchange)}</td>
      <td class="bent" title={bent}>
        {bent}
      </td>
    </tr>
  );
}
