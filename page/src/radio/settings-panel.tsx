import { useState } from 'preact/hooks';
import type { Method } from './methods.js';
import { Panel } from './panel.js';
import type { RadioData } from './radio-data.js';
import { SettingRow } from './setting-row.js';
import {
  type Difference,
  type Family,
  type Shown,
  differenceOf,
  familiesOf,
  matches,
  textsOf,
} from './settings.js';

/** Families that are open at the start. */
const openAtStart: ReadonlySet<string> = new Set(['rf', 'power']);

const choices: readonly (readonly [Shown, string])[] = [
  ['all', 'all'],
  ['flash', 'not in flash'],
  ['factory', "not the factory's"],
];

/** All settings and commands by family, with a filter. */
export function SettingsPanel({ data }: { readonly data: RadioData }) {
  const [filter, setFilter] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const methods = data.methods.value;
  if (methods === undefined) return <Panel title="Settings">…</Panel>;
  const values = data.values.value;
  const differences = new Map(
    methods.map(({ name }) => [
      name,
      differenceOf(name, textsOf(values[name]), data.saved.value, data.factory.value),
    ]),
  );
  const families = familiesOf(methods, (method) => {
    const difference = differences.get(method.name);
    return matches(method, filter) && (shown === 'all' || difference?.[shown] !== undefined);
  });
  const isFiltered = filter.trim() !== '' || shown !== 'all';
  return (
    <Panel title="Settings" class="settings">
      <div class="settings-filter">
        <input
          type="search"
          aria-label="Filter settings"
          placeholder="Filter by name, family or words"
          value={filter}
          onInput={({ currentTarget }) => setFilter(currentTarget.value)}
        />
        <label>
          Show{' '}
          <select
            value={shown}
            onChange={({ currentTarget }) =>
              setShown(choices.find(([name]) => name === currentTarget.value)?.[0] ?? 'all')
            }
          >
            {choices.map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      {families.length === 0 && <p class="muted">No setting is like that.</p>}
      {families.map((family) => (
        <FamilyGroup
          key={family.name}
          family={family}
          data={data}
          differences={differences}
          isForced={isFiltered}
        />
      ))}
    </Panel>
  );
}

interface FamilyGroupProps {
  readonly family: Family;
  readonly data: RadioData;
  readonly differences: ReadonlyMap<string, Difference>;
  /** True if it is open because of a filter. */
  readonly isForced: boolean;
}

function FamilyGroup({ family: { name, methods }, data, differences, isForced }: FamilyGroupProps) {
  const [isOpen, setIsOpen] = useState(openAtStart.has(name));
  const isShown = isOpen || isForced;
  const values = data.values.value;
  const unsaved = methods.filter((method) => differences.get(method.name)?.flash !== undefined).length;
  return (
    <details
      class="family"
      open={isShown}
      onToggle={({ currentTarget }) => {
        if (!isForced) setIsOpen(currentTarget.open);
      }}
    >
      <summary>
        <h3>{name}</h3> <span class="muted">{methods.length}</span>
        {unsaved > 0 && <span class="badge medium">{unsaved} not in flash</span>}
      </summary>
      {isShown &&
        methods.map((method) => (
          <SettingRow
            key={method.name}
            data={data}
            method={method}
            current={textsOf(values[method.name])}
            difference={differences.get(method.name) ?? none}
            isSavable={isSavable(method)}
          />
        ))}
    </details>
  );
}

const none: Difference = { flash: undefined, factory: undefined };

function isSavable({ access }: Method): boolean {
  return access === 'read-write';
}
