import { useState } from 'preact/hooks';
import type { ExchangeCommand } from './exchange.js';
import { gradeOfOutcome, msText } from './exchange-words.js';
import type { JournalFilter } from './journal-filter.js';
import { visibleLine } from './visible-text.js';

/** Calls that are shown at first. */
const firstCalls = 10;

/** Longest text of a cell, characters. */
const maxText = 200;

/** Properties of {@link CommandTable}. */
interface CommandTableProps {
  readonly commands: readonly ExchangeCommand[];
  readonly onFilter: (part: Partial<JournalFilter>) => void;
}

/** The calls of an exchange. */
export function CommandTable({ commands, onFilter }: CommandTableProps) {
  const [isWhole, setWhole] = useState(false);
  if (commands.length === 0) return <p class="muted">The request has no call that can be read.</p>;
  const shown = isWhole ? commands : commands.slice(0, firstCalls);
  return (
    <div class="scroll" role="region" aria-label="Calls" tabIndex={0}>
      <table class="command-table">
        <thead>
          <tr>
            <th scope="col">Method</th>
            <th scope="col">Parameters</th>
            <th scope="col">ID</th>
            <th scope="col">Outcome</th>
            <th scope="col" class="number">
              Wait ms
            </th>
            <th scope="col" class="number">
              Run ms
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((command, index) => (
            <CommandRow key={index} command={command} onFilter={onFilter} />
          ))}
        </tbody>
      </table>
      {shown.length < commands.length && (
        <button type="button" class="small" onClick={() => setWhole(true)}>
          Show all {commands.length} calls
        </button>
      )}
    </div>
  );
}

function CommandRow({
  command,
  onFilter,
}: { readonly command: ExchangeCommand } & Pick<CommandTableProps, 'onFilter'>) {
  const { id, method, params, outcome, waitMs, runMs } = command;
  const [name, result] = [visibleLine(method, maxText), visibleLine(outcome, maxText)];
  return (
    <tr>
      <td>
        <FilterButton what={`calls of ${name}`} text={name} onClick={() => onFilter({ method })} />
      </td>
      <td class="mono">{params.map((param) => visibleLine(JSON.stringify(param), maxText)).join(', ')}</td>
      <td class="mono">{id === undefined ? '–' : visibleLine(JSON.stringify(id), maxText)}</td>
      <td class={`outcome-text ${gradeOfOutcome(outcome)}`}>
        <FilterButton what={`the outcome ${result}`} text={result} onClick={() => onFilter({ outcome })} />
      </td>
      <td class="number">{msText(waitMs)}</td>
      <td class="number">{msText(runMs)}</td>
    </tr>
  );
}

/** Properties of {@link FilterButton}. */
interface FilterButtonProps {
  /** Subject of the button, for its name. */
  readonly what: string;
  readonly text: string;
  readonly onClick: () => void;
}

/** A value of an exchange, which shows only exchanges with the same when it is clicked. */
export function FilterButton({ what, text, onClick }: FilterButtonProps) {
  return (
    <button type="button" class="value-button" title={`Show only ${what}`} onClick={onClick}>
      {text}
    </button>
  );
}
