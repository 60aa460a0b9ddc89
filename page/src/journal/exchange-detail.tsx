import { useEffect, useRef, useState } from 'preact/hooks';
import { attempt } from '../shell/notices.js';
import type { ClockOffsets } from './clock-offsets.js';
import { CommandTable } from './command-table.js';
import { CopyActions } from './copy-actions.js';
import { type Exchange, replyOf, requestOf } from './exchange.js';
import { ExchangeFacts } from './exchange-facts.js';
import type { Row } from './exchange-rows.js';
import { endingSentence, methodsText } from './exchange-words.js';
import type { JournalFilter, KnownNames } from './journal-filter.js';
import { type MessageForm, MessagePanel, messageForms } from './message-panel.js';
import { wholeExchange } from './whole-exchange.js';

/** Properties of {@link ExchangeDetail}. */
interface ExchangeDetailProps {
  readonly row: Row;
  /** All rows, newest first. */
  readonly rows: readonly Row[];
  /** True unless its journal was cleared since. */
  readonly isNumbered: boolean;
  readonly names: KnownNames;
  readonly clocks: ClockOffsets;
  /** Changes each time that a row is chosen in the table: the focus comes here. */
  readonly choices: number;
  readonly onStep: (row: Row) => void;
  readonly onClose: () => void;
  readonly onFilter: (part: Partial<JournalFilter>) => void;
}

/** One exchange: who, when and how, and its request and reply side by side. */
export function ExchangeDetail(props: ExchangeDetailProps) {
  const { row, isNumbered, names, clocks, onClose, onFilter } = props;
  /** Details that were asked for in addition to a row. */
  const [loaded, setLoaded] = useState<{ readonly key: number; readonly exchange: Exchange }>();
  const [form, setForm] = useState<MessageForm>('JSON');
  const exchange = loaded?.key === row.key ? loaded.exchange : row.exchange;
  const whole = async () => {
    const found = await wholeExchange(exchange, isNumbered);
    if (found === undefined)
      throw new Error('the rest of this exchange is gone: the journal does not keep it any more');
    setLoaded({ key: row.key, exchange: found });
    return found;
  };
  const showAll = () => void attempt(whole);
  return (
    <section
      id="exchange"
      class="panel exchange-detail"
      aria-labelledby="exchange-title"
      onKeyDown={({ key, defaultPrevented }) => {
        if (key === 'Escape' && !defaultPrevented) onClose();
      }}
    >
      <DetailHead {...props} exchange={exchange} />
      <div class="detail-facts">
        <ExchangeFacts exchange={exchange} era={row.era} clocks={clocks} onFilter={onFilter} />
        <CommandTable key={row.key} commands={exchange.commands} onFilter={onFilter} />
      </div>
      <div class="detail-bar">
        <FormChoice form={form} onChange={setForm} />
        <CopyActions exchange={exchange} names={names} whole={whole} />
      </div>
      <div class="messages">
        <MessagePanel
          title="Request"
          message={requestOf(exchange)}
          absence=""
          form={form}
          onShowAll={showAll}
        />
        <MessagePanel
          title="Reply"
          message={replyOf(exchange)}
          absence={`None. ${endingSentence(exchange)}`}
          form={form}
          onShowAll={showAll}
        />
      </div>
    </section>
  );
}

function DetailHead({
  row,
  rows,
  exchange,
  choices,
  onStep,
  onClose,
}: ExchangeDetailProps & { readonly exchange: Exchange }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [choices]);
  const index = rows.findIndex(({ key }) => key === row.key);
  const newer = index > 0 ? rows[index - 1] : undefined;
  const older = index === -1 ? undefined : rows[index + 1];
  return (
    <div class="detail-head">
      <h2 id="exchange-title" ref={title} tabIndex={-1} aria-live="polite">
        Exchange {exchange.n} of radio {exchange.node}: {methodsText(exchange)}
      </h2>
      <div class="toolbar">
        <StepButton name="Newer" row={newer} onStep={onStep} />
        <StepButton name="Older" row={older} onStep={onStep} />
        <button type="button" aria-label="Close the exchange" onClick={onClose}>
          Close
        </button>
      </div>
    </div>
  );
}

/** Properties of {@link StepButton}. */
interface StepButtonProps {
  readonly name: string;
  /** Undefined at the end of the list. */
  readonly row: Row | undefined;
  readonly onStep: (row: Row) => void;
}

function StepButton({ name, row, onStep }: StepButtonProps) {
  return (
    <button
      type="button"
      // A disabled one would lose the focus at the end of the list.
      aria-disabled={row === undefined}
      onClick={() => {
        if (row !== undefined) onStep(row);
      }}
    >
      {name}
    </button>
  );
}

/** Properties of {@link FormChoice}. */
interface FormChoiceProps {
  readonly form: MessageForm;
  readonly onChange: (form: MessageForm) => void;
}

function FormChoice({ form, onChange }: FormChoiceProps) {
  return (
    <fieldset class="form-choice">
      <legend class="visually-hidden">Form of request and reply</legend>
      {messageForms.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="message-form"
            value={each}
            checked={each === form}
            onChange={() => onChange(each)}
          />{' '}
          {each}
        </label>
      ))}
    </fieldset>
  );
}
