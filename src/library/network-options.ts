import type { NetworkDocument, SteeringLine } from '../config/network/schema/document.js';
import type { Clock } from '../core/time/clock.js';
import type { SilvusMockOptions } from './options.js';

/** Options of a network: those that all its radios share, and the network. */
export interface NetworkOptions<C extends Clock = Clock> extends Omit<
  SilvusMockOptions<C>,
  'nodeid' | 'scenario'
> {
  /** A network as in docs/networks.md: its value, the name of a sample (`convoy`), or a YAML or JSON file. */
  readonly network: NetworkDocument | string;
  /**
   * A scenario, or the name of its file, for the first radio that is served: it runs it from the start, and again after
   * its reset. Its steps can be about any node, and steer the network.
   */
  readonly scenario?: SilvusMockOptions<C>['scenario'];
  /** Its changes, as `RadioNetwork.steering` gives them; in place of those of the network. */
  readonly steering?: readonly SteeringLine[] | undefined;
}
