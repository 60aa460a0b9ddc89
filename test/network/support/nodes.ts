import type { Position } from '../../../src/network/geo/position.js';
import { Network } from '../../../src/network/network.js';
import type { NetworkNode, NodeState } from '../../../src/network/node.js';
import type { PhysicsOptions } from '../../../src/network/settings.js';

/** A position on the equator, so many metres (straight line) east of longitude 0. */
export function east(metres: number, altitude = 0): Position {
  const longitude = (2 * Math.asin(metres / (2 * 6_378_137)) * 180) / Math.PI;
  return { latitude: 0, longitude, altitude };
}

/** A node with one antenna whose links may have any length. */
export function nodeAt(id: string, position: Position, state: Partial<NodeState> = {}): NetworkNode {
  return { id, position, antennas: 1, state: { maxLinkDistance: 1_000_000, ...state } };
}

/** A network of such nodes at these distances east, named `1`, `2` and so on. */
export function line(distances: readonly number[], settings: PhysicsOptions = {}, seed = 1): Network {
  const network = new Network({ seed, settings });
  for (const [index, metres] of distances.entries()) network.add(nodeAt(String(index + 1), east(metres)));
  return network;
}
