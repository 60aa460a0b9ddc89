import type { ResolvedNode } from '../../config/network/resolved.js';
import type { Network } from '../../network/network.js';
import type { Member } from './member.js';
import { motionOf } from './steering-call.js';

/**
 * A node as a document has it: its place, and its running settings.
 * @param key the key that all nodes of the network have from the factory
 * @param more methods whose settings are there in any case
 */
export function nodeDocument(
  member: Member,
  model: Network,
  key: string,
  more: readonly string[] = [],
): ResolvedNode {
  const { position, motion = { kind: 'still' }, gain = 0, ...node } = model.node(member.key);
  const { name, settings, mode } = member.written(key, more);
  const { latitude, longitude, altitude = 0 } = position;
  return {
    nodeid: member.id,
    ...(name === undefined ? {} : { name }),
    position: { latitude, longitude, altitude },
    motion: motionOf(motion, 0),
    antennas: node.antennas ?? defaultAntennas,
    gain: typeof gain === 'number' ? gain : [...gain],
    antennaHeight: node.antennaHeight ?? model.settings.propagation.antennaHeight,
    settings,
    served: member.isServed,
    ...(mode === 'normal' ? {} : { mode }),
  };
}

/** Of a node that says nothing else. */
const defaultAntennas = 4;
