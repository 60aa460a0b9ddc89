import type { Json } from '../../core/json.js';
import type { MethodResult, RadioView } from '../declaration.js';
import type { MapLinkView, NodeView } from '../network-view.js';
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
  const pairs = new Map<number, Record<string, Json>>();
  const bySender = new Map<number, Json[]>();
  view.network.visitLinks((link) => {
    const { from, to } = link;
    const pair = pairOf(from, to);
    // Both ends of a link show the same object: each has what is known of both directions.
    const data = pairs.get(pair) ?? newDictionary();
    pairs.set(pair, data);
    addLinkData(data, link);
    const adjacency = { nodeFrom: String(from), nodeTo: String(to), data };
    const known = bySender.get(from);
    if (known === undefined) bySender.set(from, [adjacency]);
    else known.push(adjacency);
  });
  return view.network.nodes().map((node) => {
    const adjacencies = bySender.get(node.id) ?? [];
    return { id: String(node.id), name: node.name, data: nodeData(node), adjacencies };
  });
}

/** An object without a prototype. Its keys are of one link alone: V8 would make a hidden class for each of them. */
function newDictionary(): Record<string, Json> {
  return { __proto__: null };
}

/** The same number for a link and its other direction. */
function pairOf(one: number, other: number): number {
  return Math.min(one, other) * nodeIdLimit + Math.max(one, other);
}

/** Above all node IDs. */
const nodeIdLimit = 2 ** 20;

/** Result of `topology`: the neighbours of each node, by node ID. */
export function topologyOf({ network, model }: RadioView): MethodResult {
  if (network === undefined) return {};
  const ids = [Number(model.identity.nodeid), ...network.reachable()];
  const neighbours = new Map(ids.map((id): [number, number[]] => [id, []]));
  network.visitLinks(({ from, to }) => neighbours.get(from)?.push(to));
  return Object.fromEntries([...neighbours].map(([id, each]): [string, Json] => [String(id), each]));
}

function nodeData({ freq, bw, noise }: NodeView): Readonly<Record<string, Json>> {
  return { $freq: freq, $bw: bw, $noise_level: String(Math.round(noise)) };
}

/** Adds one direction of a link; the keys end with the IDs of sender and receiver. */
function addLinkData(data: Record<string, Json>, link: MapLinkView): void {
  const ends = `${link.from}_${link.to}`;
  const signals = link.signals();
  let chains = '';
  for (let chain = 0; chain < signals.length; chain += 1)
    chains += `${chain === 0 ? '' : '_'}${Math.round(signals[chain] ?? 0)}`;
  data[`$snr_${ends}`] = String(Math.round(link.snr));
  data[`$laMCS_${ends}`] = mcsText(link.mcs);
  data[`$pcns_${ends}`] = chains;
  data[`$vgm_${ends}`] = '0';
}

/** The radio alone. */
function itself(view: RadioView): Json {
  const running = (name: string) => view.settings.running(name)[0] ?? '';
  const data = { $freq: running('freq'), $bw: running('bw'), $noise_level: String(noiseFloor(view)) };
  return { id: view.model.identity.nodeid, name: running('system_name'), data, adjacencies: [] };
}
