import type { NodeEntry } from '../node-table.js';
import type { RuleInForce } from './link-rules.js';

/** Why a receiver does not hear a sender: the first of these that holds, in this order. */
export const noLinkReasons = [
  'frequency',
  'bandwidth',
  'network-name',
  'key',
  'routing-mode',
  'distance',
  'muted',
  'blackout',
  'offline',
  'no-antenna',
  'cut',
  'too-weak',
] as const;

/** A reason by name, and in words. */
export interface NoLink {
  readonly code: (typeof noLinkReasons)[number];
  readonly text: string;
}

/** The first reason that follows from the two nodes, their distance (m) and a rule, before any signal is computed. */
export function reasonBefore(
  from: NodeEntry,
  to: NodeEntry,
  distance: number,
  rule: RuleInForce | undefined,
): NoLink | undefined {
  return differs(from, to) ?? tooFar(from, to, distance, rule) ?? silent(from, to) ?? cutOff(from, to, rule);
}

function differs({ id, state }: NodeEntry, other: NodeEntry): NoLink | undefined {
  const { state: otherState } = other;
  const text = (own: string, others: string) => `${id} has ${own}, ${other.id} has ${others}`;
  if (state.frequency !== otherState.frequency) {
    return { code: 'frequency', text: text(`${state.frequency} MHz`, `${otherState.frequency} MHz`) };
  }
  if (state.bandwidth !== otherState.bandwidth) {
    return { code: 'bandwidth', text: text(`${state.bandwidth} MHz`, `${otherState.bandwidth} MHz`) };
  }
  if (state.networkName !== otherState.networkName) {
    const names = [state.networkName, otherState.networkName].map((name) => `the network name "${name}"`);
    return { code: 'network-name', text: text(names[0] ?? '', names[1] ?? '') };
  }
  if (state.key !== otherState.key) return { code: 'key', text: `${id} and ${other.id} have different keys` };
  if (state.routingMode !== otherState.routingMode) {
    const modes = [state.routingMode, otherState.routingMode].map((mode) => `the routing mode "${mode}"`);
    return { code: 'routing-mode', text: text(modes[0] ?? '', modes[1] ?? '') };
  }
  return undefined;
}

function tooFar(
  from: NodeEntry,
  to: NodeEntry,
  distance: number,
  rule: RuleInForce | undefined,
): NoLink | undefined {
  if (rule?.snr !== undefined || rule?.pathLoss !== undefined) return undefined;
  const limiting = from.state.maxLinkDistance <= to.state.maxLinkDistance ? from : to;
  const limit = limiting.state.maxLinkDistance;
  if (distance <= limit) return undefined;
  const text = `the distance is ${distance.toFixed(1)} m, max_link_distance of ${limiting.id} is ${limit} m`;
  return { code: 'distance', text };
}

function silent(from: NodeEntry, to: NodeEntry): NoLink | undefined {
  if (from.state.muted) return { code: 'muted', text: `${from.id} starts no transmission (tx_fifo_disable)` };
  for (const { id, state } of [from, to]) {
    if (state.onAir === 'blackout') return { code: 'blackout', text: `${id} is in blackout` };
    if (state.onAir === 'offline') return { code: 'offline', text: `${id} is offline` };
  }
  if ((from.state.txAntennas & allOf(from)) === 0)
    return { code: 'no-antenna', text: `${from.id} sends on none` };
  if ((to.state.rxAntennas & allOf(to)) === 0)
    return { code: 'no-antenna', text: `${to.id} receives on none` };
  return undefined;
}

function cutOff(from: NodeEntry, to: NodeEntry, rule: RuleInForce | undefined): NoLink | undefined {
  if (rule?.cut !== true) return undefined;
  return { code: 'cut', text: `the link from ${from.id} to ${to.id} is cut` };
}

/** The mask with all antennas of a node. */
function allOf({ antennas }: NodeEntry): number {
  return 2 ** antennas.count - 1;
}
