import { useState } from 'preact/hooks';
import type { NetworkStore } from './network-store.js';

/** The form that shows the link to any other node: also one that hears nothing has a reason. */
export function OtherLinkForm({ store, nodeid }: { store: NetworkStore; nodeid: number }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const submit = (event: Event) => {
    event.preventDefault();
    const other = store.model.nodeNamed(text.trim());
    if (other === undefined || other.nodeid === nodeid) {
      setError(`${JSON.stringify(text.trim())} is not allowed; allowed: ID or name of another node`);
      return;
    }
    store.select({ kind: 'link', nodes: [nodeid, other.nodeid] });
  };
  return (
    <form class="toolbar other-link" onSubmit={submit}>
      <label>
        Other node{' '}
        <input
          class="inline"
          value={text}
          placeholder="ID or name"
          autoComplete="off"
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : 'other-link-error'}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={text.trim() === ''}>
        Why is it heard or not?
      </button>
      {error !== undefined && (
        <span id="other-link-error" class="error" role="alert">
          {error}
        </span>
      )}
    </form>
  );
}
