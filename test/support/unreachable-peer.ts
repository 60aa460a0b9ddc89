import type { NetworkPeer } from '../../src/simulator/pages/peer.js';

/** A node that takes no requests, and that no scenario changes. */
export const unreachable: NetworkPeer = {
  handler: { handlePart: () => Promise.resolve({ reply: { kind: 'cancelled' }, exchange: undefined }) },
  get target(): never {
    throw new Error('the node has no radio for scenarios');
  },
};
