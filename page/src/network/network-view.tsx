import { useComputed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { chosenNode } from '../shell/route.js';
import { connection } from '../simulator/connection.js';
import { NetworkMap } from './network-map.js';
import { type NetworkStore, storeFor } from './network-store.js';
import { NodeTable } from './node-table.js';
import { RadioTable } from './radio-table.js';
import { SelectionPanel } from './selection-panel.js';
import './network.css';

/** The view "Network": the map, and the table of nodes beside it. */
export function NetworkView() {
  const store = storeFor(connection.restarts.value);
  useFollowed(store);
  const hasNetwork = useComputed(() => store.feed.value.kind !== 'no-network').value;
  return (
    <>
      <h1 class="visually-hidden">Network</h1>
      {hasNetwork ? <Network store={store} /> : <RadioTable />}
    </>
  );
}

/** Follows the network while the view is shown. Routes begin at the radio that is chosen in the header. */
function useFollowed(store: NetworkStore): void {
  const [from, setFrom] = useState(() => store.nodeOfRadio(chosenNode.peek())?.nodeid);
  // Computed, so that an event does not render the whole view.
  const wanted = useComputed(() =>
    store.version.value === 0 ? undefined : store.nodeOfRadio(chosenNode.value)?.nodeid,
  ).value;
  const isRefused = useComputed(() => store.feed.value.kind === 'refused').value;
  useEffect(() => {
    if (wanted !== undefined && wanted !== (from ?? store.model.from)) setFrom(wanted);
  }, [store, wanted]);
  useEffect(() => {
    // The node at which the routes began is gone.
    if (isRefused) setFrom(undefined);
  }, [isRefused]);
  useEffect(() => {
    const ended = new AbortController();
    void store.follow(from, ended.signal);
    return () => ended.abort();
  }, [store, from]);
}

function Network({ store }: { store: NetworkStore }) {
  return (
    <div class="network">
      <section class="map-area" aria-label="Map">
        <NetworkMap store={store} />
        <FeedLine store={store} />
      </section>
      <div class="network-side">
        <SelectionPanel store={store} />
        <NodeTable store={store} />
      </div>
    </div>
  );
}

/** A line that says what is shown, and how often it is sampled. */
function FeedLine({ store }: { store: NetworkStore }) {
  const version = store.version.value;
  const feed = store.feed.value;
  const { nodes, links } = store.model;
  const { seconds, everyMs } = store.sampled.value;
  const sampled = `Sampled by the simulator: nodes every ${intervalText(everyMs.nodes)}, links every ${intervalText(everyMs.links)}.`;
  return (
    <>
      <p
        role="status"
        class={feed.kind === 'refused' || feed.kind === 'closed' ? 'error' : 'visually-hidden'}
      >
        {statusText(feed)}
      </p>
      {version > 0 && nodes.size === 0 && (
        <p>The network has no nodes. POST /nodes with a position adds one.</p>
      )}
      {version > 0 && (
        <p class="muted feed-line">
          {nodes.size} nodes, {links.size} links. Network time {seconds.toFixed(1)} s. {sampled}
        </p>
      )}
    </>
  );
}

function statusText(feed: NetworkStore['feed']['value']): string {
  switch (feed.kind) {
    case 'waiting':
      return 'Waiting for the network …';
    case 'closed':
      return `The network can't be followed now: ${feed.message}. Trying again …`;
    case 'refused':
      return `The network can't be followed: ${feed.message}`;
    case 'open':
    case 'no-network':
      return '';
  }
}

function intervalText(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
