import { networkOf } from '../config/network/parse.js';
import { type RadioKind, radioKindOf } from '../config/network/radio-kind.js';
import { type ResolvedNetwork, type ResolvedNode, settingsOf } from '../config/network/resolved.js';
import { applyRules } from '../config/network/rules.js';
import { withSteering } from '../config/network/with-steering.js';
import { loadNetwork } from '../config/network/samples.js';
import type { ResolvedConfig } from '../config/resolve.js';
import { ControlPort } from '../control/server/control-port.js';
import { checkObject } from '../core/arguments.js';
import { SilvusMockError } from '../core/errors.js';
import type { Clock } from '../core/time/clock.js';
import { withNodeId } from '../radio/node-model.js';
import { nodeConfig } from '../simulator/node-config.js';
import { SharedNetwork } from '../simulator/network/shared-network.js';
import { type NodeParts, Simulator } from '../simulator/simulator.js';
import { partsOf } from './create.js';
import { type NodeDocument, RadioNetwork } from './radio-network.js';
import type { NetworkOptions } from './network-options.js';
import type { SimulatorParts } from './options.js';

/** Makes a network of radios; nothing listens until `start`. Throws what `startNetwork` rejects with. */
export function createNetwork(options: NetworkOptions): RadioNetwork {
  checkObject('startNetwork: options', options);
  const { network: given, steering, ...others } = options;
  if (Reflect.get(others, 'nodeid') !== undefined)
    throw new SilvusMockError('OPTION_INVALID', 'nodeid: is for one radio; allowed: the nodes of network');
  const parts = partsOf(others, ['network', 'steering']);
  const { config } = parts.configuration;
  const radio = radioKindOf(config);
  const read = { radio, ...(config.seed === undefined ? {} : { seed: config.seed }) };
  const document = typeof given === 'string' ? loadNetwork(given, read) : networkOf(given, read);
  const resolved = steering === undefined ? document : withSteering(document, steering, radio);
  return networkFrom(parts, resolved, radio);
}

/** Makes a network from parts that are checked. */
export function networkFrom<C extends Clock>(
  parts: SimulatorParts<C>,
  resolved: ResolvedNetwork,
  radio: RadioKind,
): RadioNetwork<C> {
  const { config } = parts.configuration;
  const { seed } = resolved;
  const network = new SharedNetwork({ ...resolved, clock: parts.clock });
  const nodes = new NodeMaker(resolved, config, radio);
  const simulator = new Simulator({
    ...parts,
    network,
    nodes: nodes.all(),
    seed,
  });
  network.begin((model) => applyRules(model, resolved));
  // Before anything listens: a step may be about a node that there is not.
  for (const node of simulator.nodes) node.checkScenario();
  const control = new ControlPort(simulator, config.control);
  if (config.control.enabled) simulator.attach(control);
  const read = { radio, seed };
  const added = (node: NodeDocument) =>
    networkOf({ nodes: [node] }, read).nodes.map((each) => nodes.partsOf(each));
  return new RadioNetwork({ simulator, network, control, clock: parts.clock, added });
}

/** Makes the parts of nodes: all have the key that the first one has from the factory. */
class NodeMaker {
  readonly #network: ResolvedNetwork;
  readonly #config: ResolvedConfig;
  readonly #key: string;

  constructor(network: ResolvedNetwork, config: ResolvedConfig, { catalogue }: RadioKind) {
    this.#network = network;
    this.#config = config;
    const nodeid = String(network.nodes[0]?.nodeid ?? config.model.identity.nodeid);
    this.#key = catalogue.factoryKey(withNodeId(config.model, { nodeid }));
  }

  /** All nodes of the document, and those that its steering adds. */
  all(): readonly NodeParts[] {
    const { nodes, steering } = this.#network;
    const known = new Set(nodes.map(({ nodeid }) => nodeid));
    const later = steering.flatMap((line) => {
      if (line.do !== 'add' || known.has(line.node.nodeid)) return [];
      known.add(line.node.nodeid);
      return [{ ...this.partsOf(line.node), joinsLater: true }];
    });
    const { scenario } = this.#config;
    const player = nodes.find(({ served }) => served !== false);
    if (scenario !== undefined && player === undefined) {
      const allowed = 'a network with a radio that is served, which runs it';
      throw new SilvusMockError('OPTION_INVALID', `scenario: no radio is served; allowed: ${allowed}`);
    }
    const own = nodes.map((node) => this.partsOf(node, node === player ? scenario : undefined));
    return [...own, ...later];
  }

  /** @param scenario that it runs from the start */
  partsOf(node: ResolvedNode, scenario?: ResolvedConfig['scenario']): NodeParts {
    const { nodeid, position, motion, antennas, gain, antennaHeight, served, mode } = node;
    const ports = typeof served === 'boolean' ? undefined : served;
    const isServed = served !== false;
    return {
      id: String(nodeid),
      config: {
        ...nodeConfig(this.#config, {
          nodeid,
          key: this.#key,
          ports,
          mode: mode ?? (isServed ? undefined : 'normal'),
          isLocated: true,
        }),
        scenario,
      },
      settings: settingsOf(this.#network, node),
      place: { position, motion, antennas, gain, antennaHeight },
      isServed,
    };
  }
}
