import { useEffect, useState } from 'preact/hooks';
import { api, sure } from '../api/client.js';
import { CopyButton } from '../shell/copy-button.js';
import { fragmentOf } from '../shell/route.js';
import type { ClockOffsets } from './clock-offsets.js';
import { FilterButton } from './command-table.js';
import type { Exchange } from './exchange.js';
import { clockText, endingSentence, wallDayText } from './exchange-words.js';
import type { JournalFilter } from './journal-filter.js';
import { replayLine } from './replay-line.js';
import { visibleLine } from './visible-text.js';

/** Longest name that is shown, characters. */
const maxName = 128;

/** Properties of {@link ExchangeFacts}. */
interface ExchangeFactsProps {
  readonly exchange: Exchange;
  /** That of its row. */
  readonly era: number;
  readonly clocks: ClockOffsets;
  readonly onFilter: (part: Partial<JournalFilter>) => void;
}

/** When and from whom an exchange came, how it ended, and what bent it. */
export function ExchangeFacts({ exchange, era, clocks, onFilter }: ExchangeFactsProps) {
  const { node, at, port, page, peer, faults, chaos } = exchange;
  const wallTime = clocks.wallTime(node, era, at);
  const address = peer.slice(0, peer.lastIndexOf(':'));
  return (
    <dl class="exchange-facts">
      <dt>Time</dt>
      <dd>
        {wallTime === undefined ? '' : `${wallDayText(wallTime)}, `}
        {clockText(at)} s of the radio’s clock
      </dd>
      <dt>Client</dt>
      <dd>
        <FilterButton
          what={`the client ${peer}`}
          text={visibleLine(peer)}
          onClick={() => onFilter({ peer })}
        />{' '}
        on <FilterButton what={`the port ${port}`} text={port} onClick={() => onFilter(portPart(port))} />
        {page !== undefined && `, page ${visibleLine(page)}`} ·{' '}
        <FilterButton
          what={`clients at ${address}`}
          text={`all of ${visibleLine(address)}`}
          onClick={() => onFilter({ peer: address })}
        />
      </dd>
      <dt>Ending</dt>
      <dd>{endingSentence(exchange)}</dd>
      <dt>Bent by</dt>
      <dd>
        {faults.length === 0 && chaos === undefined && 'nothing'}
        {faults.map((name) => (
          <span key={name} class="fault-name">
            fault <a href={fragmentOf('faults', node)}>{visibleLine(name, maxName)}</a>
          </span>
        ))}
        {chaos !== undefined && <ChaosFact node={node} chaos={chaos} />}
      </dd>
    </dl>
  );
}

function portPart(name: string): Partial<JournalFilter> {
  return name === 'http' || name === 'https' || name === 'maintenance' ? { port: name } : {};
}

/** Properties of {@link ChaosFact}. */
interface ChaosFactProps {
  readonly node: string;
  readonly chaos: NonNullable<Exchange['chaos']>;
}

/** The bend of chaos, with the line that starts a radio on which this case alone is bent. */
function ChaosFact({ node, chaos }: ChaosFactProps) {
  const [seed, setSeed] = useState<number>();
  useEffect(() => {
    const ended = new AbortController();
    sure(api.GET('/nodes/{node}/status', { params: { path: { node } }, signal: ended.signal })).then(
      (status) => setSeed(status.seed),
      // The radio is gone: the case alone is shown.
      () => undefined,
    );
    return () => ended.abort();
  }, [node]);
  const line = replayLine(chaos.case, seed);
  return (
    <div class="chaos">
      chaos: {visibleLine(chaos.bend, maxName)}
      {line === undefined ? (
        <>
          {' '}
          (case <code>{visibleLine(chaos.case, maxName)}</code>: start the same network with its seed and{' '}
          <code>--only {visibleLine(chaos.case, maxName)}</code>)
        </>
      ) : (
        <>
          {' '}
          <code>{line}</code> <CopyButton text={line} what="the line that replays it" />
        </>
      )}
    </div>
  );
}
