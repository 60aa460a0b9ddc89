import type { MethodDeclaration, MethodResult, Parameter, RadioView } from '../declaration.js';
import { integerDomain, numberChoiceDomain } from '../values/domain.js';
import { parseLabels } from '../values/node-labels.js';
import { nodeIdDomain } from '../values/text-domain.js';
import { fact } from './fact.js';
import { noiseFloor } from './rf.js';

const alone = 'the radio is alone: it has no links';
const unknownNode = 'the radio is alone: of another node it knows nothing and answers []';

const none = () => [];
const node = (name: string): readonly Parameter[] => [{ name, domain: nodeIdDomain }];

/** A method that only reads, about the network. */
function mesh(
  name: string,
  summary: string,
  result: string,
  [source, trust]: readonly [string, MethodDeclaration['trust']],
  read: (view: RadioView) => MethodResult,
  more: Partial<MethodDeclaration> = { assumption: alone },
): MethodDeclaration {
  const own = { name, family: 'mesh', summary, result, trust, read } as const;
  return fact({ ...own, source: `${source} (interface.md B.3)`, ...more });
}

/** A method that asks about another node. */
function about(
  name: string,
  summary: string,
  result: string,
  known: readonly [string, MethodDeclaration['trust']],
  asks: readonly Parameter[],
): MethodDeclaration {
  return mesh(name, summary, result, known, none, { asks: () => asks, assumption: unknownNode });
}

/** The radio as the map of the network shows it. */
function itself(view: RadioView): MethodResult {
  const running = (name: string) => view.settings.running(name)[0] ?? '';
  const data = { $freq: running('freq'), $bw: running('bw'), $noise_level: String(noiseFloor(view)) };
  return [{ id: view.model.identity.nodeid, name: running('system_name'), data, adjacencies: [] }];
}

const nodeLabels: MethodDeclaration = mesh(
  'node_labels',
  'Names of nodes for the map, by node ID',
  '{"323285": "lev100"}',
  ['PTT', 'C'],
  ({ settings }) => parseLabels(settings.running('node_labels')[0] ?? '') ?? {},
  {
    settings: ['node_labels'],
    factory: () => ['{}'],
    isStored: ([labels = '', ...more]) => more.length === 0 && parseLabels(labels) !== undefined,
    parameters: () => [labelsParameter],
  },
);

const labelsParameter: Parameter = {
  name: 'labels',
  domain: {
    kind: 'text',
    allowed: 'an object in JSON of texts up to 64 characters by node ID, at most 8192 characters in all',
    examples: ['{}', '{"323285":"lev100"}'],
    holds: (text) => parseLabels(text) !== undefined,
  },
};

const saveNodeLabels: MethodDeclaration = {
  name: 'save_node_labels_flash',
  family: 'mesh',
  summary: 'Puts names of nodes for the map to flash: "1" and a JSON object by node ID',
  access: 'write',
  parameters: () => [{ name: 'save', domain: numberChoiceDomain(['1']) }, labelsParameter],
  result: '[""]',
  settings: [],
  persistence: 'none',
  effect: 'none',
  deadline: 'rf-write',
  source: 'PTT (interface.md B.3)',
  trust: 'C',
  assumption:
    'what the 1 means is not known, and nothing else is taken; the names replace all that were there',
  write: ({ settings }, [, labels = '']) => {
    settings.write('node_labels', [labels]);
    settings.save('node_labels');
    return [];
  },
};

/** Links, routes and neighbours. */
export const meshMethods: readonly MethodDeclaration[] = [
  mesh(
    'network_status',
    'All active links: from, to, SNR in dB',
    '["310061", "310226", "23"]',
    ['EDGE, MAVP, LUA2, AVN, NS, PTT', 'PM'],
    none,
  ),
  mesh(
    'routing_tree',
    'Node IDs in reach, its own included, as numbers',
    '[310226, 310061]',
    ['ADT4, PTT', 'HW'],
    ({ model }) => [Number(model.identity.nodeid)],
  ),
  about('routing_path', 'Node IDs on the way to a node', '["310226"]', ['PD', 'HW'], node('destination')),
  about(
    'weakest_link',
    'Weakest link on the way to a node: two node IDs, SNR in dB, reuse factor',
    '["43337", "43335", "61", "1"]',
    ['PD, LUA2', 'HW'],
    node('destination'),
  ),
  about(
    'nbr_rssi',
    'Signal of a neighbour at each antenna, dBm',
    '["-53", "-61", "-58", "-72"]',
    ['MAVP, LUA2, PD, AVN', 'HW'],
    node('neighbour'),
  ),
  about(
    'nbr_mcs',
    'Modulation and coding to a neighbour',
    '["9"]',
    ['MAVP, LUA2, PD, AVN', 'HW'],
    node('neighbour'),
  ),
  about(
    'nbr_mcs_rx',
    'Modulation and coding from a neighbour',
    '["9"]',
    ['MAVP, AVN', 'C'],
    node('neighbour'),
  ),
  about(
    'link_throughput',
    'Measured throughput to a neighbour; the second value is 1 or 2',
    '["…"]',
    ['MAVP, LUA2, PD', 'C'],
    [...node('neighbour'), { name: 'measurement', domain: integerDomain(1, 2) }],
  ),
  mesh('local_stats_interference', 'Interference that was noticed', '["0"]', ['PD', 'HW'], () => ['0']),
  mesh('local_stats_input_dropped', 'Packets from the wire that were dropped', '["0"]', ['PD', 'HW'], () => [
    '0',
  ]),
  mesh(
    'current_tof',
    'Time of flight of each node: node ID, ticks of 100 ns, age in ms',
    '["310226", "12", "300"]',
    ['AP, DRV', 'C'],
    none,
  ),
  mesh(
    'streamscape_data',
    'Nodes of the map with their links',
    '[{"id": "310061", "name": "node310061", "data": {"$freq": "4700"}, "adjacencies": []}]',
    ['SHP, PTT', 'C'],
    itself,
    {
      assumption: 'the radio is alone: itself, without links',
    },
  ),
  mesh('topology', 'Map of the network', '{}', ['PTT', 'C'], () => ({}), {
    assumption: 'its members are not known: an empty object',
  }),
  nodeLabels,
  saveNodeLabels,
  mesh(
    'read_client_list',
    'Wired clients, each an object with its address',
    '[{"ip": "172.20.0.2"}]',
    ['PTT', 'C'],
    none,
    {
      assumption: 'nothing is wired to it',
    },
  ),
];
