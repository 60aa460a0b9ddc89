import fc from 'fast-check';
import { SilvusMockError } from '../../core/errors.js';
import type { VirtualClock } from '../../core/time/virtual-clock.js';
import type { RadioNetwork } from '../../library/radio-network.js';
import type { Position } from '../../network/geo/position.js';

/** One thing that is done to a network. */
export type NetworkOrder =
  | { readonly do: 'move'; readonly node: number; readonly position: Position }
  | { readonly do: 'cut'; readonly one: number; readonly other: number }
  | { readonly do: 'join'; readonly one: number; readonly other: number }
  | { readonly do: 'pass'; readonly ms: number };

/** Options of {@link networkOrders}. */
export interface NetworkOrderOptions {
  /** Where the network is; nodes are moved around it. Default: 48 north, 11 east. */
  readonly centre?: Position;
  /** Distance by which they are moved from it, degrees; default: 0.1. */
  readonly spread?: number;
  /** Maximum number of orders; default: 20. */
  readonly maxLength?: number;
}

/** Moves and cuts in a network, in any order. Throws `OPTION_INVALID` for fewer than two nodes. */
export function networkOrders(
  nodes: readonly number[],
  options: NetworkOrderOptions = {},
): fc.Arbitrary<readonly NetworkOrder[]> {
  if (nodes.length < 2) {
    const message = `nodes: ${nodes.length} given; allowed: two or more`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const { centre = { latitude: 48, longitude: 11 }, spread = 0.1, maxLength = 20 } = options;
  const node = fc.constantFrom(...nodes);
  const pair = fc.tuple(node, node).filter(([one, other]) => one !== other);
  const offset = fc.integer({ min: -1_000, max: 1_000 }).map((share) => (share / 1_000) * spread);
  const move = fc.tuple(node, offset, offset).map(([id, north, east]): NetworkOrder => {
    const latitude = Math.min(90, Math.max(-90, centre.latitude + north));
    const longitude = ((((centre.longitude + east + 180) % 360) + 360) % 360) - 180;
    return { do: 'move', node: id, position: { latitude, longitude } };
  });
  const cut = pair.map(([one, other]): NetworkOrder => ({ do: 'cut', one, other }));
  const join = pair.map(([one, other]): NetworkOrder => ({ do: 'join', one, other }));
  const pass = fc.integer({ min: 0, max: 60_000 }).map((ms): NetworkOrder => ({ do: 'pass', ms }));
  return fc.array(fc.oneof(move, cut, join, pass), { minLength: 1, maxLength });
}

/** The parts of a network that orders act on. */
export type OrderedNetwork = Pick<RadioNetwork<VirtualClock>, 'move' | 'cut' | 'join' | 'clock'>;

/** Carries out one order. */
export async function carryOut(network: OrderedNetwork, order: NetworkOrder): Promise<void> {
  switch (order.do) {
    case 'move':
      network.move(order.node, order.position);
      return;
    case 'cut':
      network.cut(order.one, order.other);
      return;
    case 'join':
      network.join(order.one, order.other);
      return;
    case 'pass':
      await network.clock.advance(order.ms);
  }
}
