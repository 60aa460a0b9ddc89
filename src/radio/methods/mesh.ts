import type { MethodDeclaration, MethodResult, Parameter, RadioView } from '../declaration.js';
import { type Declared, declare } from './declare.js';
import { integerDomain, numberChoiceDomain } from '../values/domain.js';
import { clientsDomain, parseClients } from '../values/wired-clients.js';
import { parseLabels } from '../values/node-labels.js';
import { nodeIdDomain } from '../values/text-domain.js';
import { fact } from './fact.js';
import { noiseFloor } from './rf.js';

const alone = 'the radio is alone: it has no links';
const unknownNode = 'the radio is alone: [] for any other node';

const none = () => [];
const node = (name: string): readonly Parameter[] => [{ name, domain: nodeIdDomain }];

/** Declares a read-only method about the network. */
function mesh<const Name extends string>(
  name: Name,
  summary: string,
  result: string,
  [source, trust]: readonly [string, MethodDeclaration['trust']],
  read: (view: RadioView) => MethodResult,
  more: Omit<Partial<MethodDeclaration>, 'name'> = { assumption: alone },
): Declared<Name> {
  const facts = { name, family: 'mesh', summary, result, trust, read } as const;
  return fact({ ...facts, source: `${source} (interface.md B.3)`, ...more });
}

/** Declares a read-only method about another node. */
function about<const Name extends string>(
  name: Name,
  summary: string,
  result: string,
  known: readonly [string, MethodDeclaration['trust']],
  asks: readonly Parameter[],
): Declared<Name> {
  return mesh(name, summary, result, known, none, { asks: () => asks, assumption: unknownNode });
}

/** The radio as shown on the network map. */
function itself(view: RadioView): MethodResult {
  const running = (name: string) => view.settings.running(name)[0] ?? '';
  const data = { $freq: running('freq'), $bw: running('bw'), $noise_level: String(noiseFloor(view)) };
  return [{ id: view.model.identity.nodeid, name: running('system_name'), data, adjacencies: [] }];
}

const nodeLabels = mesh(
  'node_labels',
  'Node labels for the network map, by node ID',
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

const saveNodeLabels = declare({
  name: 'save_node_labels_flash',
  family: 'mesh',
  summary: 'Saves node labels for the network map to flash: "1" and a JSON object by node ID',
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
    'the meaning of the 1 is unknown, and nothing else is accepted; the labels replace all earlier ones',
  write: ({ settings }, [, labels = '']) => {
    settings.write('node_labels', [labels]);
    settings.save('node_labels');
    return [];
  },
});

/** Links, routes and neighbours. */
export const meshMethods = [
  mesh(
    'network_status',
    'All active links: from, to, SNR in dB',
    '["310061", "310226", "23"]',
    ['EDGE, MAVP, LUA2, AVN, NS, PTT', 'PM'],
    none,
  ),
  mesh(
    'routing_tree',
    'IDs of the reachable nodes as numbers, its own last',
    '[310226, 310061]',
    ['ADT4, PTT', 'HW'],
    ({ model }) => [Number(model.identity.nodeid)],
    { assumption: 'its own ID stands last, as captured; the radio is alone, so it is the only one' },
  ),
  about('routing_path', 'Node IDs on the route to a node', '["310226"]', ['PD', 'HW'], node('destination')),
  about(
    'weakest_link',
    'Weakest link on the route to a node: two node IDs, SNR in dB, reuse factor',
    '["43337", "43335", "61", "1"]',
    ['PD, LUA2', 'HW'],
    node('destination'),
  ),
  about(
    'nbr_rssi',
    'Signal strength of a neighbour at each antenna, dBm',
    '["-53", "-61", "-58", "-72"]',
    ['MAVP, LUA2, PD, AVN', 'HW'],
    node('neighbour'),
  ),
  about(
    'nbr_mcs',
    'Modulation and coding scheme to a neighbour',
    '["9"]',
    ['MAVP, LUA2, PD, AVN', 'HW'],
    node('neighbour'),
  ),
  about(
    'nbr_mcs_rx',
    'Modulation and coding scheme from a neighbour',
    '["9"]',
    ['MAVP, AVN', 'C'],
    node('neighbour'),
  ),
  about(
    'link_throughput',
    'Measured throughput to a neighbour; the second parameter is 1 or 2',
    '["…"]',
    ['MAVP, LUA2, PD', 'C'],
    [...node('neighbour'), { name: 'measurement', domain: integerDomain(1, 2) }],
  ),
  mesh('local_stats_interference', 'Detected interference', '["0"]', ['PD', 'HW'], () => ['0']),
  mesh('local_stats_input_dropped', 'Dropped packets from the wired network', '["0"]', ['PD', 'HW'], () => [
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
    'Nodes of the network map with their links',
    '[{"id": "310061", "name": "node310061", "data": {"$freq": "4700"}, "adjacencies": []}]',
    ['SHP, PTT', 'C'],
    itself,
    {
      assumption: 'the radio is alone: itself, without links',
    },
  ),
  mesh('topology', 'Network map', '{}', ['PTT', 'C'], () => ({}), {
    assumption: 'its members are unknown: an empty object',
  }),
  nodeLabels,
  saveNodeLabels,
  mesh(
    'read_client_list',
    'Wired clients, each an object with its IP and MAC address',
    '[{"ip": "172.20.0.2", "mac": "02:00:00:00:00:01"}]',
    ['PTT', 'C'],
    ({ readings }) => parseClients(readings.of('read_client_list')?.values[0] ?? '') ?? [],
    {
      reading: () => [{ name: 'clients', domain: clientsDomain }],
      assumption: 'no wired clients, unless a test sets them',
    },
  ),
] as const;
