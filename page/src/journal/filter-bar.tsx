import { useEffect, useState } from 'preact/hooks';
import { type JournalFilter, type KnownNames, isEmpty, portNames, rates } from './journal-filter.js';

/** Properties of {@link FilterBar}. */
interface FilterBarProps {
  readonly filter: JournalFilter;
  /** Undefined while they are asked for. */
  readonly names: KnownNames | undefined;
  readonly onChange: (filter: JournalFilter) => void;
}

/** The fields that choose exchanges. Each acts when it is left, at Enter, or when a name is chosen. */
export function FilterBar({ filter, names, onChange }: FilterBarProps) {
  const change = (part: Partial<JournalFilter>) => onChange({ ...filter, ...part });
  const outcomes = [...(names?.outcomes ?? [])];
  const methods = [...(names?.methods ?? [])];
  const [isShown, setShown] = useState(!isEmpty(filter));
  return (
    <>
      <button type="button" class="filter-switch" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide the filter' : 'Filter'}
      </button>
      <form
        class={isShown ? 'journal-filter shown' : 'journal-filter'}
        aria-label="Filter"
        onSubmit={(event) => event.preventDefault()}
      >
        <FilterField
          label="Method"
          value={filter.method}
          options={methods}
          onApply={(method) => change({ method })}
        />
        <FilterField
          label="Outcome"
          value={filter.outcome}
          options={outcomes}
          onApply={(outcome) => change({ outcome })}
        />
        <label>
          Port
          <select
            value={filter.port ?? ''}
            onChange={({ currentTarget: { value } }) =>
              change({ port: portNames.find((each) => each === value) })
            }
          >
            <option value="">all</option>
            {portNames.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <FilterField
          label="Client"
          value={filter.peer}
          hint="127.0.0.1"
          options={[]}
          onApply={(peer) => change({ peer })}
        />
        <FilterField label="Fault" value={filter.fault} options={[]} onApply={(fault) => change({ fault })} />
        <label>
          At most
          <select
            value={String(filter.rate)}
            onChange={({ currentTarget: { value } }) =>
              change({ rate: rates.find((each) => String(each) === value) ?? filter.rate })
            }
          >
            {rates.map((rate) => (
              <option key={rate} value={String(rate)}>
                {rate} / s
              </option>
            ))}
          </select>
        </label>
        <button type="button" disabled={isEmpty(filter)} onClick={() => onChange({ rate: filter.rate })}>
          No filter
        </button>
      </form>
    </>
  );
}

/** Properties of {@link FilterField}. */
interface FilterFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  /** Names that are offered; others are allowed too. */
  readonly options: readonly string[];
  readonly hint?: string;
  readonly onApply: (text: string | undefined) => void;
}

function FilterField({ label, value = '', options, hint, onApply }: FilterFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const list = `journal-${label.toLowerCase()}-names`;
  const apply = (next: string) => {
    const trimmed = next.trim();
    if (trimmed !== value) onApply(trimmed === '' ? undefined : trimmed);
  };
  return (
    <label>
      {label}
      <input
        type="search"
        list={options.length === 0 ? undefined : list}
        placeholder={hint ?? 'all'}
        autoComplete="off"
        spellcheck={false}
        maxLength={256}
        value={text}
        onInput={(event) => {
          const { value: next } = event.currentTarget;
          setText(next);
          const isTyped = event instanceof InputEvent && /^(insertText|delete)/.test(event.inputType);
          if (next === '' || (!isTyped && options.includes(next))) apply(next);
        }}
        onChange={({ currentTarget }) => apply(currentTarget.value)}
      />
      {options.length > 0 && (
        <datalist id={list}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </label>
  );
}
