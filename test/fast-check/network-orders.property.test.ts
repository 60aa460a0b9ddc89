import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startNetwork } from '../../src/index.js';
import { carryOut, networkOrders } from '../../src/fast-check/fast-check.js';
import { deadline, holds } from '../support/property.js';

const network = {
  nodes: [1, 2, 3, 4].map((nodeid) => ({
    nodeid,
    position: { latitude: 48, longitude: 11 + nodeid / 1_000 },
  })),
};

test(
  'after any moves and cuts a link that is cut is not there, and each node is where it was put',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(networkOrders([1, 2, 3, 4]), async (orders) => {
        const running = await startNetwork({ clock: 'virtual', network });
        try {
          const cuts = new Set<string>();
          const places = new Map<number, unknown>();
          for (const order of orders) {
            await carryOut(running, order);
            if (order.do === 'move') places.set(order.node, order.position);
            if (order.do === 'cut') cuts.add([order.one, order.other].sort().join());
            if (order.do === 'join') cuts.delete([order.one, order.other].sort().join());
          }
          const links = running.links().map(({ from, to }) => [Number(from), Number(to)].sort().join());
          expect(links.filter((link) => cuts.has(link))).toEqual([]);
          for (const [node, position] of places)
            expect(running.position(node)).toMatchObject(Object(position));
        } finally {
          await running.close();
        }
      }),
      { share: 0.02 },
    );
  },
);

test('orders need two nodes', () => {
  expect(() => networkOrders([1])).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
});
