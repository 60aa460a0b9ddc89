import { attempt } from '../shell/notices.js';
import { addFault } from './fault-requests.js';
import { bodyOf } from './form-body.js';
import { type FaultKind, presetsOf } from './kinds.js';

/** Properties of {@link FaultPresets}. */
interface PresetsProps {
  readonly node: string;
  readonly kinds: readonly FaultKind[];
  /** Asks for the active faults. */
  readonly refresh: () => Promise<void>;
}

/** Buttons that put the common faults on, for all calls and until they are removed. */
export function FaultPresets({ node, kinds, refresh }: PresetsProps) {
  const put = ({ name, fields }: FaultKind, values: Readonly<Record<string, string>>) =>
    attempt(async () => {
      const made = bodyOf(fields, values);
      if ('body' in made) await addFault(node, { kind: name, ...made.body });
      await refresh();
    }, `The fault ${name} is on.`);
  return (
    <div class="toolbar" role="group" aria-label="Put a common fault on">
      <span class="muted">Put on:</span>
      {presetsOf(kinds).map(({ kind, label, values }) => (
        <button
          key={label}
          type="button"
          class="small"
          title={kind.summary}
          onClick={() => void put(kind, values)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
