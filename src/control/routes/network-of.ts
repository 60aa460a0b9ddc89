import { SilvusMockError } from '../../core/errors.js';
import { valueExcerpt } from '../../core/text.js';
import type { SharedNetwork } from '../../simulator/network/shared-network.js';
import type { Simulator } from '../../simulator/simulator.js';
import { ControlError } from '../server/control-error.js';

/** The network of a simulator. Throws `CONFLICT` where there is none. */
export function networkOf({ network }: Simulator): SharedNetwork {
  if (network !== undefined) return network;
  throw new ControlError('CONFLICT', 'the simulator has no network: its radio is alone');
}

/** The ID of a node of the network, as a parameter of the query names it. Throws `OPTION_INVALID` for another. */
export function nodeOf(network: SharedNetwork, name: string, id: number): number {
  if (network.member(id) !== undefined) return id;
  const message = `query: ${name}: ${valueExcerpt(id)} is not allowed; allowed: the ID of a node of the network`;
  throw new SilvusMockError('OPTION_INVALID', message);
}
