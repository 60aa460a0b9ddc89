import { useState } from 'preact/hooks';
import { FaultForm } from './fault-form.js';
import { type FaultKind, groupsOf } from './kinds.js';

/** Properties of {@link AddFault}. */
interface AddFaultProps {
  readonly node: string;
  /** Undefined until they are known. */
  readonly kinds: readonly FaultKind[] | undefined;
  /** Name of the kind whose form is shown. */
  readonly chosen: string;
  readonly onChoose: (kind: string) => void;
  readonly refresh: () => Promise<void>;
}

/** All kinds of faults, to be searched, and the form of one of them. */
export function AddFault({ node, kinds, chosen, onChoose, refresh }: AddFaultProps) {
  const kind = kinds?.find(({ name }) => name === chosen) ?? kinds?.[0];
  return (
    <section class="panel" aria-labelledby="add-fault">
      <h2 id="add-fault">Add a fault</h2>
      {kinds === undefined || kind === undefined ? (
        <p class="muted">Asking the simulator for its kinds of faults …</p>
      ) : (
        <div class="add-fault">
          <KindList kinds={kinds} chosen={kind.name} onChoose={onChoose} />
          <FaultForm node={node} kind={kind} refresh={refresh} />
        </div>
      )}
    </section>
  );
}

/** Properties of {@link KindList}. */
interface KindListProps {
  readonly kinds: readonly FaultKind[];
  readonly chosen: string;
  readonly onChoose: (kind: string) => void;
}

function KindList({ kinds, chosen, onChoose }: KindListProps) {
  const [search, setSearch] = useState('');
  const groups = groupsOf(kinds, search);
  return (
    <div class="kinds">
      <label>
        Search kinds
        <input
          type="search"
          value={search}
          placeholder="reply, connection, ms …"
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      </label>
      <nav aria-label="Kinds of faults">
        {groups.length === 0 && <p class="muted">No kind has all of these words.</p>}
        {groups.map(({ title, kinds: found }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <ul>
              {found.map(({ name, summary }) => (
                <li key={name}>
                  <button
                    type="button"
                    aria-current={name === chosen ? 'true' : undefined}
                    onClick={() => onChoose(name)}
                  >
                    <span class="mono">{name}</span>
                    <span class="kind-summary">{summary}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
    </div>
  );
}
