import { virtualClock } from '../../src/index.js';
import type { OnAir } from '../../src/command-path/on-air.js';
import { timings } from '../../src/config/presets.js';
import { defaultRadioKind } from '../../src/config/network/radio-kind.js';
import { type ResolvedNetwork, settingsOf } from '../../src/config/network/resolved.js';
import { applyRules } from '../../src/config/network/rules.js';
import { randomSource } from '../../src/core/random.js';
import type { Network } from '../../src/network/network.js';
import type { AirState } from '../../src/radio/air.js';
import type { PatchValues } from '../../src/radio/patch.js';
import { Radio } from '../../src/radio/radio.js';
import { SharedNetwork } from '../../src/simulator/network/shared-network.js';
import { unreachable } from './unreachable-peer.js';

const start = { now: 0, wallTime: 0 };

/** The model of a network whose radios only have their settings. */
export function modelOf(network: ResolvedNetwork): Network {
  const { seed, physics, nodes } = network;
  const shared = new SharedNetwork({ seed, physics, clock: virtualClock() });
  const airs = new Map<string, AirState>();
  for (const { nodeid, name = '', settings, ...node } of nodes) {
    const { position, motion, antennas, gain, antennaHeight } = node;
    const known = JSON.stringify(settings);
    const air = airs.get(known) ?? airOf(settingsOf(network, { settings }));
    airs.set(known, air);
    const place = { position, motion, antennas, gain, antennaHeight };
    shared.add(nodeid, place, radioWith(air, name), unreachable);
  }
  applyRules(shared.model, network);
  return shared.model;
}

function airOf(settings: PatchValues): AirState {
  const parts = { ...defaultRadioKind(), timing: timings.instant, bootedAt: 0, random: randomSource(0) };
  const radio = new Radio(parts);
  const refusal = radio.patch(settings, start);
  if (refusal !== undefined) throw new Error(JSON.stringify(refusal));
  return radio.air(start);
}

function radioWith(air: AirState, name: string): OnAir {
  return {
    air: () => air,
    name: () => name,
    address: () => '',
    version: () => 0,
    outage: () => undefined,
    mode: () => 'normal',
    changes: () => ({}),
    factoryKey: () => '',
  };
}
