import { frameAt, placeOf, positionOf, writeOffset } from '../network/geo/place.js';
import type { Position } from '../network/geo/position.js';
import { freeNodeId } from '../simulator/free-node-id.js';
import { nodeConfig } from '../simulator/node-config.js';
import { SharedNetwork } from '../simulator/network/shared-network.js';
import type { Simulator } from '../simulator/simulator.js';

/** Places of the two neighbours, m east and north of the radio: within the link distance of the factory. */
const offsets = [
  { east: 250, north: 0 },
  { east: 0, north: 400 },
] as const;

/**
 * Puts the radio of a simulator, at its factory position, into a network with two neighbours that have no ports. They
 * have the factory settings and the factory key of the radio, and the node IDs that follow its own.
 */
export async function addNeighboursTo(simulator: Simulator): Promise<void> {
  const { first, seed } = simulator;
  const { config, model, nodeid, clock } = first;
  const key = first.onAir.factoryKey();
  const network = new SharedNetwork({ seed, clock });
  const [latitude = 0, longitude = 0, altitude = 0] = model.defaults.gps_coordinates.map(Number);
  const center = { latitude, longitude, altitude };
  simulator.join(network, { position: center });
  for (const offset of offsets) {
    const free = freeNodeId(nodeid, model, simulator.nodes);
    if (free === undefined) break;
    const own = { nodeid: free, key, mode: 'normal', isLocated: true } as const;
    await simulator.add({
      id: String(own.nodeid),
      config: nodeConfig(config, own),
      place: { position: beside(center, offset) },
      isServed: false,
    });
  }
  network.begin(() => undefined);
}

function beside(center: Required<Position>, { east, north }: (typeof offsets)[number]): Position {
  const place = placeOf(center);
  writeOffset(frameAt(placeOf(center)), east, north, place);
  return positionOf(place);
}
