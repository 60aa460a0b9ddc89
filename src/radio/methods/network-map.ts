import type { Json } from '../../core/json.js';
import type { MethodResult, RadioView } from '../declaration.js';
import type { LinkView, MapLinkView, NodeView } from '../network-view.js';
import { noiseFloor } from './rf.js';

/** `nbr_mcs` of a neighbour to which nothing was sent yet: pages show N/A for it (interface.md H.3). */
export const unsent = 'N/A';

/** A coding scheme as text. */
export function mcsText(mcs: number | undefined): string {
  return mcs === undefined ? unsent : String(mcs);
}

/** Result of `streamscape_data`: the nodes with their links, itself first (interface.md B.3). */
export function mapOf(view: RadioView): MethodResult {
  if (view.network === undefined) return [itself(view)];
  const { nodes, links } = view.network.map();
  const data = new Map(links.map((link) => [endsOf(link.from, link.to), linkData(link)]));
  const bySender = linksBySender(links);
  return nodes.map((node) => {
    const adjacencies = (bySender.get(node.id) ?? []).map(({ from, to }) => ({
      nodeFrom: String(from),
      nodeTo: String(to),
      data: { ...data.get(endsOf(from, to)), ...data.get(endsOf(to, from)) },
    }));
    return { id: String(node.id), name: node.name, data: nodeData(node), adjacencies };
  });
}

/** Result of `topology`: the neighbours of each node, by node ID. */
export function topologyOf({ network, model }: RadioView): MethodResult {
  if (network === undefined) return {};
  const neighbours: Record<string, Json> = {};
  const bySender = linksBySender(network.links());
  for (const id of [Number(model.identity.nodeid), ...network.reachable()])
    neighbours[String(id)] = (bySender.get(id) ?? []).map(({ to }) => to);
  return neighbours;
}

function linksBySender(links: readonly LinkView[]): ReadonlyMap<number, readonly LinkView[]> {
  const bySender = new Map<number, LinkView[]>();
  for (const link of links) {
    const known = bySender.get(link.from);
    if (known === undefined) bySender.set(link.from, [link]);
    else known.push(link);
  }
  return bySender;
}

function endsOf(from: number, to: number): string {
  return `${from}_${to}`;
}

function nodeData({ freq, bw, noise }: NodeView): Readonly<Record<string, Json>> {
  return { $freq: freq, $bw: bw, $noise_level: String(Math.round(noise)) };
}

/** One direction of a link; the keys end with the IDs of sender and receiver. */
function linkData({ from, to, snr, mcs, signals }: MapLinkView): Readonly<Record<string, Json>> {
  const ends = endsOf(from, to);
  return {
    [`$snr_${ends}`]: String(Math.round(snr)),
    [`$laMCS_${ends}`]: mcsText(mcs),
    [`$pcns_${ends}`]: signals.map((signal) => String(Math.round(signal))).join('_'),
    [`$vgm_${ends}`]: '0',
  };
}

/** The radio alone. */
function itself(view: RadioView): Json {
  const running = (name: string) => view.settings.running(name)[0] ?? '';
  const data = { $freq: running('freq'), $bw: running('bw'), $noise_level: String(noiseFloor(view)) };
  return { id: view.model.identity.nodeid, name: running('system_name'), data, adjacencies: [] };
}
