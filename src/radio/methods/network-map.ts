import { type Json, writingItself } from '../../core/json.js';
import type { MethodResult, RadioView } from '../declaration.js';
import type { NodeView } from '../network-view.js';
import { MapLinks } from './map-links.js';
import { noiseFloor } from './rf.js';

/**
 * Result of `streamscape_data`: the nodes with their links, itself first (interface.md B.3). The links of a node are
 * written out when they are read, from a copy of what they were at the call: a city's have 13 MB.
 */
export function mapOf(view: RadioView): MethodResult {
  if (view.network === undefined) return [itself(view)];
  const links = new MapLinks(view.network);
  return view.network.nodes().map((node) => mapNode(node, links));
}

function mapNode(node: NodeView, links: MapLinks): Json {
  const data = nodeData(node);
  const member = {
    id: String(node.id),
    name: node.name,
    data,
    get adjacencies() {
      return links.adjacencies(node.id);
    },
  };
  return writingItself(member, ({ comma, colon }) => {
    const dataText = Object.entries(data)
      .map(([key, value]) => JSON.stringify(key) + colon + JSON.stringify(value))
      .join(comma);
    const own = `"id"${colon}"${node.id}"${comma}"name"${colon}${JSON.stringify(node.name)}`;
    return [
      `{${own}${comma}"data"${colon}{${dataText}}`,
      `${comma}"adjacencies"${colon}${links.text(node.id, { comma, colon })}}`,
    ];
  });
}

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

/** The radio alone. */
function itself(view: RadioView): Json {
  const running = (name: string) => view.settings.running(name)[0] ?? '';
  const data = { $freq: running('freq'), $bw: running('bw'), $noise_level: String(noiseFloor(view)) };
  return { id: view.model.identity.nodeid, name: running('system_name'), data, adjacencies: [] };
}
