import { expect, test } from 'vitest';
import { Network } from '../../src/network/network.js';
import type { LinkConditions } from '../../src/network/links/override.js';
import { east, line, nodeAt } from './support/nodes.js';

/** Nodes whose links are only those given, with their SNR in both directions. */
function mesh(
  links: readonly (readonly [string, string, number])[],
  conditions: LinkConditions = {},
): Network {
  const network = new Network({ seed: 1 });
  const ids = [...new Set(links.flatMap(([one, other]) => [one, other]))];
  for (const [index, id] of ids.entries()) {
    network.add({ ...nodeAt(id, east(1000 * index)), state: { maxLinkDistance: 0 } });
  }
  for (const [one, other, snr] of links) {
    network.override(one, other, { snr, ...conditions });
    network.override(other, one, { snr, ...conditions });
  }
  return network;
}

test('a chain: every relay is on the route', () => {
  const network = line([0, 10_000, 20_000, 30_000]);
  expect(network.route('1', '4')?.nodes).toEqual(['1', '2', '3', '4']);
  expect(network.route('4', '1')?.nodes).toEqual(['4', '3', '2', '1']);
  expect(network.route('1', '1')).toEqual({ nodes: ['1'], cost: 0 });
  expect(network.tree('1').map(({ id, parent, hops }) => [id, parent, hops])).toEqual([
    ['1', undefined, 0],
    ['2', '1', 1],
    ['3', '2', 2],
    ['4', '3', 3],
  ]);
});

test('two fast links are cheaper than a slow one', () => {
  const network = mesh([
    ['1', '2', 30],
    ['2', '3', 30],
    ['1', '3', 4],
  ]);
  expect(network.route('1', '3')?.nodes).toEqual(['1', '2', '3']);
  network.override('1', '3', { snr: 30 });
  expect(network.route('1', '3')?.nodes).toEqual(['1', '3']);
  // Each direction has its own cost.
  expect(network.route('3', '1')?.nodes).toEqual(['3', '2', '1']);
});

test('the cost of a link is the time of 1,500 bytes on the air, resends included', () => {
  const network = mesh([['1', '2', 50]]);
  // 12,000 bits at 65 Mb/s are 184.615 µs.
  expect(network.route('1', '2')?.cost).toBe(184_615);
  network.override('1', '2', { snr: 50, packetLoss: 0.5 });
  expect(network.route('1', '2')?.cost).toBe(369_231);
});

test('of equal routes the one with fewer links wins, then the one over the lower id', () => {
  const square = [
    ['1', '30', 30],
    ['1', '4', 30],
    ['30', '2', 30],
    ['4', '2', 30],
  ] as const;
  expect(mesh(square).route('1', '2')?.nodes).toEqual(['1', '4', '2']);
  expect(mesh(square.toReversed()).route('1', '2')?.nodes).toEqual(['1', '4', '2']);
  expect(mesh(square).route('2', '1')?.nodes).toEqual(['2', '4', '1']);
});

test.each([
  ['6', '7', '8'],
  ['8', '7', '6'],
  ['7', '6', '8'],
])(
  'of equally cheap routes the one with fewer links wins, whichever is found first: %s, %s, %s',
  (a, b, x) => {
    // Two links at 13 Mb/s cost just as much as one at 6.5 Mb/s.
    const links = [
      ['1', a, 8],
      [a, b, 8],
      [b, '2', 8],
      ['1', x, 5],
      [x, '2', 8],
    ] as const;
    const network = mesh(links, { packetLoss: 0 });
    expect(network.route('1', '2')).toEqual({ nodes: ['1', x, '2'], cost: 3 * 923_077 });
    expect(network.route('1', b)).toEqual({ nodes: ['1', a, b], cost: 2 * 923_077 });
    network.override('1', b, { snr: 5, packetLoss: 0 });
    network.override(b, '1', { snr: 5, packetLoss: 0 });
    expect(network.route('1', b)?.nodes).toEqual(['1', b]);
  },
);

test('the weakest link of a route, the first of equals', () => {
  const network = mesh([
    ['1', '2', 24],
    ['2', '3', 23],
    ['3', '4', 23],
    ['4', '5', 30],
  ]);
  expect(network.weakest('1', '5')).toEqual({ from: '2', to: '3', snr: 23 });
  expect(network.weakest('5', '1')).toEqual({ from: '4', to: '3', snr: 23 });
  expect(network.weakest('1', '1')).toBeUndefined();
});

test('a link of one direction carries no route, unless the settings say so', () => {
  for (const oneWayLinks of [false, true]) {
    const network = line([0, 10_000, 20_000], { routing: { oneWayLinks } });
    network.cut('2', '3', { direction: 'reverse' });
    expect(network.link('2', '3')).toBeDefined();
    expect(network.route('1', '3')?.nodes).toEqual(oneWayLinks ? ['1', '2', '3'] : undefined);
    expect(network.route('3', '1')).toBeUndefined();
    expect(network.tree('3').map(({ id }) => id)).toEqual(['3']);
    expect(network.weakest('3', '1')).toBeUndefined();
  }
});

test('a route changes when a link is cut, a node leaves or comes back', () => {
  const network = line([0, 9000, 9001, 18_000]);
  const nodes = () => network.route('1', '4')?.nodes;
  expect(nodes()).toEqual(['1', '2', '4']);
  network.cut('1', '2');
  expect(nodes()).toEqual(['1', '3', '4']);
  network.setState('3', { onAir: 'blackout' });
  expect(nodes()).toBeUndefined();
  network.join('1', '2');
  expect(nodes()).toEqual(['1', '2', '4']);
  network.remove('2');
  expect(nodes()).toBeUndefined();
  network.setState('3', { onAir: 'on' });
  expect(nodes()).toEqual(['1', '3', '4']);
});

test('more trees than are kept at a time', () => {
  const network = line(Array.from({ length: 60 }, (_, index) => index * 8000));
  const first = network.ids().map((id) => network.tree(id));
  expect(network.ids().map((id) => network.tree(id))).toEqual(first);
  expect(first.every((tree) => tree.length === 60)).toBe(true);
});
