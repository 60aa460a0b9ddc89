import { fragmentOf, goTo } from '../shell/route.js';
import type { MapLink, MapNode } from './network-model.js';
import type { NetworkStore } from './network-store.js';
import { Snr } from './node-table.js';
import { OtherLinkForm } from './other-link-form.js';
import { PositionForm } from './position-form.js';
import { useThrottled } from './throttled.js';

/** Maximum number of links listed. */
const maxLinks = 50;

const refreshMs = 500;

/** The chosen node: its state, position, route and links. */
export function NodePanel({ store, nodeid }: { store: NetworkStore; nodeid: number }) {
  useThrottled(() => store.version.value, refreshMs, [store]);
  const node = store.model.nodes.get(nodeid);
  if (node === undefined) return <p>The node {nodeid} is not in the network any more.</p>;
  const state = store.stateOf(node);
  const { latitude, longitude, altitude } = node.position;
  return (
    <>
      <dl>
        <dt>Node ID</dt>
        <dd>{nodeid}</dd>
        <dt>State</dt>
        <dd>
          <span class={`badge ${state.kind}`}>{state.text}</span>{' '}
          {node.served ? 'radio with ports' : 'neighbour without ports'}
        </dd>
        <dt>Position</dt>
        <dd>
          {latitude.toFixed(6)}, {longitude.toFixed(6)}, {altitude.toFixed(1)} m
        </dd>
        <dt>Route</dt>
        <dd>{routeText(store, node)}</dd>
      </dl>
      <div class="toolbar">
        {node.node !== undefined && (
          <a class="action" href={fragmentOf('radio', node.node)}>
            Open radio
          </a>
        )}
        <RoutesFromHere store={store} node={node} />
        <button type="button" onClick={() => store.show(nodeid)}>
          Show on the map
        </button>
      </div>
      <details>
        <summary>Move to a position</summary>
        <PositionForm key={nodeid} store={store} node={node} />
      </details>
      <NodeLinks store={store} nodeid={nodeid} />
      <OtherLinkForm key={nodeid} store={store} nodeid={nodeid} />
    </>
  );
}

function RoutesFromHere({ store, node: { node, nodeid } }: { store: NetworkStore; node: MapNode }) {
  if (node === undefined || nodeid === store.model.from) return null;
  return (
    <button type="button" onClick={() => goTo('network', node)}>
      Routes from here
    </button>
  );
}

function routeText({ model }: NetworkStore, { nodeid }: MapNode): string {
  if (model.from === null) return 'none';
  if (nodeid === model.from) return 'routes begin here';
  const route = model.routeTo(nodeid);
  if (route === undefined) return `none from ${model.nameOf(model.from)}`;
  const weakest = route.snr === null ? '' : `, weakest link ${route.snr.toFixed(1)} dB`;
  return `${route.nodes.map((each) => model.nameOf(each)).join(' → ')}${weakest}`;
}

function NodeLinks({ store, nodeid }: { store: NetworkStore; nodeid: number }) {
  const links = store.model.linksOf(nodeid);
  return (
    <>
      <h3>Links</h3>
      {links.length === 0 && <p class="muted">It hears no node, and no node hears it.</p>}
      {links.length > 0 && (
        <div class="scroll links" role="region" aria-label="Links of this node" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Node</th>
                <th scope="col" class="number">
                  hears it, SNR dB
                </th>
                <th scope="col" class="number">
                  is heard, SNR dB
                </th>
                <th scope="col" class="number">
                  Distance m
                </th>
              </tr>
            </thead>
            <tbody>
              {links.slice(0, maxLinks).map((link) => (
                <LinkRow key={link.key} store={store} link={link} nodeid={nodeid} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {links.length > maxLinks && (
        <p class="muted">
          The nearest {maxLinks} of {links.length} links are listed.
        </p>
      )}
    </>
  );
}

function LinkRow({ store, link, nodeid }: { store: NetworkStore; link: MapLink; nodeid: number }) {
  const { nodes, snr, cut, distance } = link;
  const isFirst = nodes[0] === nodeid;
  const other = isFirst ? nodes[1] : nodes[0];
  const [outgoing, incoming] = isFirst ? snr : [snr[1], snr[0]];
  const [cutOut, cutIn] = isFirst
    ? [cut === 'forward', cut === 'reverse']
    : [cut === 'reverse', cut === 'forward'];
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          class="plain"
          aria-label={`Link to ${store.model.nameOf(other)}`}
          onClick={() => store.select({ kind: 'link', nodes })}
        >
          {store.model.nameOf(other)}
        </button>
      </th>
      <td class="number">
        <Direction snr={outgoing} isCut={cutOut || cut === 'both'} />
      </td>
      <td class="number">
        <Direction snr={incoming} isCut={cutIn || cut === 'both'} />
      </td>
      <td class="number">{Math.round(distance)}</td>
    </tr>
  );
}

function Direction({ snr, isCut }: { snr: number | null; isCut: boolean }) {
  if (isCut) return <>cut</>;
  return snr === null ? <>not heard</> : <Snr snr={snr} />;
}
