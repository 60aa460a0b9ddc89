import { LinkPanel } from './link-panel.js';
import type { NetworkStore, Selection } from './network-store.js';
import { NodePanel } from './node-panel.js';

/** The panel about what is chosen on the map or in the table. */
export function SelectionPanel({ store }: { store: NetworkStore }) {
  const selection = store.selection.value;
  if (selection === undefined)
    return (
      <section class="panel" aria-label="Chosen">
        <p class="muted hint">Choose a node or a link, on the map or in the table. Drag a node to move it.</p>
      </section>
    );
  const title = titleOf(store, selection);
  return (
    <section class="panel chosen-panel" aria-label="Chosen">
      <div class="toolbar spread">
        <h2>{title}</h2>
        <button type="button" aria-label="Close this panel" onClick={() => close(store)}>
          ×
        </button>
      </div>
      <p class="visually-hidden" role="status">
        {title} is chosen.
      </p>
      <Content store={store} selection={selection} />
    </section>
  );
}

function close(store: NetworkStore): void {
  store.select(undefined);
  // The button that had the focus is gone.
  document.querySelector<HTMLElement>('.map')?.focus();
}

function titleOf({ model }: NetworkStore, selection: Selection): string {
  switch (selection.kind) {
    case 'node':
      return model.nameOf(selection.nodeid);
    case 'link':
      return `Link ${selection.nodes.map((nodeid) => model.nameOf(nodeid)).join(' – ')}`;
    case 'point':
      return `${selection.nodeids.length} nodes at one point`;
  }
}

function Content({ store, selection }: { store: NetworkStore; selection: Selection }) {
  switch (selection.kind) {
    case 'node':
      return <NodePanel store={store} nodeid={selection.nodeid} />;
    case 'link':
      return <LinkPanel key={selection.nodes.join()} store={store} nodes={selection.nodes} />;
    case 'point':
      return (
        <ul class="point-list">
          {selection.nodeids.map((nodeid) => (
            <li key={nodeid}>
              <button type="button" onClick={() => store.select({ kind: 'node', nodeid })}>
                {store.model.nameOf(nodeid)} ({nodeid})
              </button>
            </li>
          ))}
        </ul>
      );
  }
}
