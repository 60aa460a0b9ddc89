import { nodeIdField } from '../../config/network/schema/fields.js';
import type { Simulator } from '../../simulator/simulator.js';
import { NetworkFeed } from '../feeds/network-feed.js';
import type { Followers } from '../server/followers.js';
import { networkOf, nodeOf } from './network-of.js';
import { type Route, streamRoute } from './route.js';

/** The stream of the network. */
export function networkEventRoutes(simulator: Simulator, followers: Followers): readonly Route[] {
  const feed = new NetworkFeed(simulator, followers);
  return [
    streamRoute({
      method: 'GET',
      path: '/network/events',
      summary:
        'The nodes, links and routes of the network as server-sent events: all of them, then what changes',
      query: { from: nodeIdField.optional().describe('the node at which the routes begin (the first)') },
      errors: ['CONFLICT', 'TOO_MANY_FOLLOWERS'],
      open: ({ query: { from } }, response, disconnected) => {
        const network = networkOf(simulator);
        if (from !== undefined) nodeOf(network, 'from', from);
        feed.follow(network, from, response, disconnected);
      },
    }),
  ];
}
