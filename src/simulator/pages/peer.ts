import type { PortName } from '../../ports/registry.js';
import type { RequestSink } from '../../ports/request-sink.js';

/** A radio as others of its network reach it. */
export interface Peer {
  readonly handler: Pick<RequestSink<PortName>, 'handle'>;
}

/** Finds the radio with a node ID; undefined for a node that has none, or that is not there. */
export type Peers = (nodeid: number) => Peer | undefined;
