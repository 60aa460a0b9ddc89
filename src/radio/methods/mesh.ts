import type { MethodDeclaration, MethodResult, Parameter, RadioView } from '../declaration.js';
import type { Declared } from './declare.js';
import { integerDomain } from '../values/domain.js';
import { clientsDomain, parseClients, radioMac } from '../values/wired-clients.js';
import type { NetworkView } from '../network-view.js';
import type { SettingValue } from '../settings.js';
import { nodeIdDomain, nodeIdOf } from '../values/text-domain.js';
import { fact } from './fact.js';
import { nodeLabelMethods } from './node-labels.js';
import { mcsText, unsent } from './mcs-text.js';
import { mapOf, topologyOf } from './network-map.js';

const alone = 'a radio that is alone has no links';
const unknownNode = '[] for a node that is not reachable, and for any other node while the radio is alone';
const notNeighbour = '[] for a node that is no neighbour, and for any node while the radio is alone';

const node = (name: string): readonly Parameter[] => [{ name, domain: nodeIdDomain }];

/** Declares a read-only method about the network. */
function mesh<const Name extends string>(
  name: Name,
  summary: string,
  result: string,
  [source, trust]: readonly [string, MethodDeclaration['trust']],
  read: (view: RadioView, asked: SettingValue) => MethodResult,
  more: Omit<Partial<MethodDeclaration>, 'name'> = { assumption: alone },
): Declared<Name> {
  const facts = { name, family: 'mesh', summary, result, trust, read } as const;
  return fact({ ...facts, source: `${source} (interface.md B.3)`, ...more });
}

const idOf = ({ model }: RadioView) => Number(model.identity.nodeid);
const whole = (value: number) => String(Math.round(value) + 0);

/** Declares a read-only method about the route to a node. */
function aboutRoute<const Name extends string>(
  name: Name,
  summary: string,
  result: string,
  known: readonly [string, MethodDeclaration['trust']],
  read: (network: NetworkView, destination: number) => readonly string[],
  assumption: string,
): Declared<Name> {
  const readRoute = ({ network }: RadioView, [asked = '']: SettingValue) =>
    network === undefined ? [] : read(network, Number(nodeIdOf(asked)));
  const more = { asks: () => node('destination'), assumption: `${assumption}; ${unknownNode}` };
  return mesh(name, summary, result, known, readRoute, more);
}

/** Declares a read-only method about a neighbour. */
function aboutNeighbour<const Name extends string>(
  name: Name,
  summary: string,
  result: string,
  known: readonly [string, MethodDeclaration['trust']],
  read: (network: NetworkView, own: number, neighbour: number) => readonly string[],
  more: Omit<Partial<MethodDeclaration>, 'name'> = {},
): Declared<Name> {
  const readNeighbour = (view: RadioView, [asked = '']: SettingValue) =>
    view.network === undefined ? [] : read(view.network, idOf(view), Number(nodeIdOf(asked)));
  const assumption = more.assumption === undefined ? notNeighbour : `${more.assumption}; ${notNeighbour}`;
  return mesh(name, summary, result, known, readNeighbour, {
    asks: () => node('neighbour'),
    ...more,
    assumption,
  });
}

/** Result of `weakest_link`: its nodes, SNR in dB, and how often the route uses the channel at once. */
function weakestOf(network: NetworkView, destination: number): readonly string[] {
  const weakest = network.weakest(destination);
  return weakest === undefined ? [] : [String(weakest.from), String(weakest.to), whole(weakest.snr), '1'];
}

/** The coding scheme of one direction of a link of its own; 0 about itself. */
function mcsOf(network: NetworkView, own: number, from: number, to: number): readonly string[] {
  if (from === to) return from === own ? ['0'] : [];
  const link = network.link(from, to);
  return link === undefined ? [] : [mcsText(link.mcs)];
}

function throughputOf(network: NetworkView, own: number, neighbour: number): readonly string[] {
  if (neighbour === own) return ['0'];
  const link = network.link(own, neighbour);
  if (link === undefined) return [];
  network.send(neighbour);
  return [link.throughput.toFixed(1)];
}

/** Links, routes and neighbours. */
export const meshMethods = [
  mesh(
    'network_status',
    'All active links, both directions of each: from, to, SNR in dB',
    '["310061", "310226", "23"]',
    ['EDGE, MAVP, LUA2, AVN, NS, PTT', 'PM'],
    ({ network }) => {
      const texts: string[] = [];
      network?.visitLinks(({ from, to, snr }) => texts.push(String(from), String(to), whole(snr)));
      return texts;
    },
    { assumption: `the links of all nodes that are reachable; ${alone}` },
  ),
  mesh(
    'routing_tree',
    'IDs of the reachable nodes as numbers, its own last',
    '[310226, 310061]',
    ['ADT4, PTT', 'HW'],
    (view) => [...(view.network?.reachable() ?? []), idOf(view)],
    { assumption: 'its own ID stands last, as captured; the others in ascending order' },
  ),
  aboutRoute(
    'routing_path',
    'Node IDs on the route to a node',
    '["310226"]',
    ['PD', 'HW'],
    (network, destination) => network.route(destination)?.slice(1).map(String) ?? [],
    'from the first hop to the node itself',
  ),
  aboutRoute(
    'weakest_link',
    'Weakest link on the route to a node: two node IDs, SNR in dB, reuse factor',
    '["43337", "43335", "61", "1"]',
    ['PD, LUA2', 'HW'],
    weakestOf,
    'in the direction of the route; the reuse factor is always 1',
  ),
  aboutNeighbour(
    'nbr_rssi',
    'Signal strength of a neighbour at each antenna, dBm',
    '["-53", "-61", "-58", "-72"]',
    ['MAVP, LUA2, PD, AVN', 'HW'],
    (network, own, neighbour) => network.signals(neighbour, own).map(whole),
    { assumption: 'always four values; an antenna that is off, or that the model has not, shows the noise' },
  ),
  aboutNeighbour(
    'nbr_mcs',
    'Modulation and coding scheme to a neighbour',
    '["9"]',
    ['MAVP, LUA2, PD, AVN', 'HW'],
    (network, own, neighbour) => mcsOf(network, own, own, neighbour),
    { assumption: `0 about itself; ${unsent} before anything was sent` },
  ),
  aboutNeighbour(
    'nbr_mcs_rx',
    'Modulation and coding scheme from a neighbour',
    '["9"]',
    ['MAVP, AVN', 'C'],
    (network, own, neighbour) => mcsOf(network, own, neighbour, own),
    { assumption: `0 about itself; ${unsent} before anything was sent` },
  ),
  aboutNeighbour(
    'link_throughput',
    'Measured throughput to a neighbour; the second parameter is 1 or 2',
    '["52.3"]',
    ['MAVP, LUA2, PD', 'C'],
    throughputOf,
    {
      asks: () => [...node('neighbour'), { name: 'measurement', domain: integerDomain(1, 2) }],
      assumption:
        'Mb/s with one decimal; answered at once; counts as traffic; the second parameter changes nothing; 0 about itself',
    },
  ),
  mesh(
    'local_stats_interference',
    'Detected interference',
    '["0"]',
    ['PD', 'HW'],
    ({ network }) => [whole(network?.interference() ?? 0)],
    { assumption: 'dB above the noise; 0 while the radio is alone' },
  ),
  mesh('local_stats_input_dropped', 'Dropped packets from the wired network', '["0"]', ['PD', 'HW'], () => [
    '0',
  ]),
  mesh(
    'current_tof',
    'Time of flight of each neighbour: node ID, ticks of 100 ns, age in ms',
    '["310226", "12", "300"]',
    ['AP, DRV', 'C'],
    ({ network }) =>
      (network?.flights() ?? []).flatMap(({ node: id, ticks, age }) => [
        String(id),
        String(ticks),
        String(Math.floor(age)),
      ]),
  ),
  mesh(
    'streamscape_data',
    'Nodes of the network map with their links',
    '[{"id": "310061", "name": "node310061", "data": {"$freq": "4700"}, "adjacencies": []}]',
    ['SHP, PTT', 'C'],
    mapOf,
    {
      assumption:
        'the keys of a link end with the IDs of sender and receiver; each link has both directions; the meaning of vgm is unknown: 0; a radio that is alone shows itself, without links',
    },
  ),
  mesh('topology', 'Network map', '{}', ['PTT', 'C'], topologyOf, {
    assumption:
      'its members are unknown: the neighbours of each node, by node ID; an empty object while the radio is alone',
  }),
  ...nodeLabelMethods,
  mesh(
    'read_client_list',
    'Wired clients, each an object with its IP and MAC address',
    '[{"ip": "172.20.0.2", "mac": "02:00:00:00:00:01"}]',
    ['PTT', 'C'],
    ({ readings, network }) => [
      ...(network?.addresses() ?? []).map(({ id, address: ip }) => ({ ip, mac: radioMac(id) })),
      ...(parseClients(readings.of('read_client_list')?.values[0] ?? '') ?? []),
    ],
    {
      reading: () => [{ name: 'clients', domain: clientsDomain }],
      assumption:
        'no wired clients, unless a test sets them; before them the other radios that are reachable, with their management addresses (the hosts they are served at, if addresses is served) and MAC addresses that end with the node ID',
    },
  ),
] as const;
