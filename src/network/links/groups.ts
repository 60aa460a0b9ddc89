import type { Interference } from '../interference.js';
import { noiseFloor } from '../noise.js';
import type { NodeTable } from '../node-table.js';
import type { NodeState } from '../node.js';
import { dBmOf, wattsOf } from '../units.js';

/** Nodes that can hear each other: frequency, bandwidth, network name, key and routing mode are the same. */
export interface Group {
  /** MHz. */
  readonly frequency: number;
  /** MHz. */
  readonly bandwidth: number;
}

/** Puts each node into its group and writes the group's number to the table. Returns the groups by number. */
export function formGroups(table: NodeTable): readonly Group[] {
  const numbers = new Map<string, number>();
  const groups: Group[] = [];
  const { group } = table.columns;
  for (const { index, state } of table.entries) {
    if (state.onAir !== 'on') {
      group[index] = -1;
      continue;
    }
    const name = groupName(state);
    const number = numbers.get(name) ?? groups.length;
    if (number === groups.length) {
      numbers.set(name, number);
      groups.push({ frequency: state.frequency, bandwidth: state.bandwidth });
    }
    group[index] = number;
  }
  return groups;
}

/** The settings that two nodes have to share, as one text. Texts are written with their length, so that no two states have the same name. */
function groupName({ frequency, bandwidth, networkName, key, routingMode }: NodeState): string {
  return `${frequency} ${bandwidth} ${networkName.length} ${networkName} ${key.length} ${key} ${routingMode}`;
}

/** Writes the noise of each receiver to the table: its noise floor, and in W over it the interference. */
export function writeNoise(table: NodeTable, interference: Interference, noiseFigure: number): void {
  const { x, y, z, gain, height, noise } = table.columns;
  const floors = new Map<number, number>();
  for (const { index, state } of table.entries) {
    const { frequency, bandwidth } = state;
    const floor = floors.get(bandwidth) ?? noiseFloor(bandwidth, noiseFigure);
    floors.set(bandwidth, floor);
    if (interference.isEmpty) {
      noise[index] = floor;
      continue;
    }
    const watts = interference.at({
      x: x[index] ?? 0,
      y: y[index] ?? 0,
      z: z[index] ?? 0,
      gain: gain[index] ?? 0,
      height: height[index] ?? 0,
      frequency,
      bandwidth,
    });
    noise[index] = watts === 0 ? floor : dBmOf(wattsOf(floor) + watts);
  }
}
