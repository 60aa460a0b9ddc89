import { frameAt, placeOf, positionOf, writeOffset } from '../network/geo/place.js';
import type { Position } from '../network/geo/position.js';
import { freeNodeId } from '../simulator/free-node-id.js';
import { nodeConfig } from '../simulator/node-config.js';
import { SharedNetwork } from '../simulator/network/shared-network.js';
import type { NodeParts, Simulator } from '../simulator/simulator.js';

/** Places of the two neighbours, m east and north of the radio: within the link distance of the factory. */
const offsets = [
  { east: 250, north: 0 },
  { east: 0, north: 400 },
] as const;

/**
 * Puts the radio of a simulator that runs, at its factory position, into a network with two neighbours that have no
 * ports. They have the factory settings and the factory key of the radio, and the node IDs that follow its own.
 */
export async function addNeighboursTo(simulator: Simulator): Promise<void> {
  const network = joinNetwork(simulator);
  for (const parts of neighboursOf(simulator)) await simulator.add(parts);
  network.begin(() => undefined);
}

/** The same for a simulator that has not started. */
export function addNeighboursFirst(simulator: Simulator): void {
  const network = joinNetwork(simulator);
  for (const parts of neighboursOf(simulator)) simulator.addFirst(parts);
  network.begin(() => undefined);
}

function joinNetwork(simulator: Simulator): SharedNetwork {
  const { first, seed } = simulator;
  const network = new SharedNetwork({ seed, clock: first.clock });
  simulator.join(network, { position: positionOfFirst(simulator) });
  return network;
}

/** The neighbours of the first radio. Each has a node ID that is free once those before it are added. */
function* neighboursOf(simulator: Simulator): Generator<NodeParts> {
  const { config, model, nodeid, onAir } = simulator.first;
  const key = onAir.factoryKey();
  for (const offset of offsets) {
    const free = freeNodeId(nodeid, model, simulator.nodes);
    if (free === undefined) return;
    const own = { nodeid: free, key, mode: 'normal', isLocated: true } as const;
    yield {
      id: String(own.nodeid),
      config: nodeConfig(config, own),
      place: { position: beside(positionOfFirst(simulator), offset) },
      isServed: false,
    };
  }
}

function positionOfFirst({ first }: Simulator): Required<Position> {
  const [latitude = 0, longitude = 0, altitude = 0] = first.model.defaults.gps_coordinates.map(Number);
  return { latitude, longitude, altitude };
}

function beside(center: Required<Position>, { east, north }: (typeof offsets)[number]): Position {
  const place = placeOf(center);
  writeOffset(frameAt(placeOf(center)), east, north, place);
  return positionOf(place);
}
