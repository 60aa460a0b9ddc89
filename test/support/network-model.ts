import { virtualClock } from '../../src/index.js';
import { airOfSettings, defaultRadioKind } from '../../src/config/network/radio-kind.js';
import { type ResolvedNetwork, settingsOf } from '../../src/config/network/resolved.js';
import { applyRules } from '../../src/config/network/rules.js';
import type { Network } from '../../src/network/network.js';
import type { AirState } from '../../src/radio/air.js';
import { SharedNetwork } from '../../src/simulator/network/shared-network.js';

/** The model of a network, none of whose nodes has a radio. */
export function modelOf(network: ResolvedNetwork): Network {
  const { seed, physics, nodes } = network;
  const shared = new SharedNetwork({ seed, physics, clock: virtualClock() });
  const airs = new Map<string, AirState>();
  for (const { nodeid, name = '', settings, position, motion, antennas, gain, antennaHeight } of nodes) {
    const known = JSON.stringify(settings);
    const air = airs.get(known) ?? airOfSettings(settingsOf(network, { settings }), defaultRadioKind());
    airs.set(known, air);
    shared.add({ id: nodeid, name, air, position, motion, antennas, gain, antennaHeight });
  }
  applyRules(shared.model, network);
  return shared.model;
}
