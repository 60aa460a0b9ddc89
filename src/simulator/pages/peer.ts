import type { RequestHandler } from '../../command-path/request-handler.js';
import type { ScenarioRadio } from '../../scenario/target.js';

/** A radio as others of its network reach it. */
export interface Peer {
  readonly handler: Pick<RequestHandler, 'handlePart'>;
}

/** A radio as its network reaches it. */
export interface NetworkPeer extends Peer {
  /** The radio as the scenario of another changes it. */
  readonly target: ScenarioRadio;
}

/** Finds the radio with a node ID; undefined for a node that has none, or that is not there. */
export type Peers = (nodeid: number) => Peer | undefined;
