import { expect, test } from 'vitest';
import { Network } from '../../src/network/network.js';

const rows = 10;

/** A lattice of 100 nodes that walk about; its network's time is 1 s. */
function lattice(): Network {
  const network = new Network({ seed: 7 });
  for (let index = 0; index < rows * rows; index += 1)
    network.add({
      id: String(1_001 + index),
      position: { latitude: 48 + Math.floor(index / rows) * 0.002, longitude: 11 + (index % rows) * 0.003 },
      motion: { kind: 'random-walk', speed: 2 },
      state: { maxLinkDistance: 1_000, power: 30 },
    });
  network.advanceTo(1);
  return network;
}

/** Runs parts to their end; returns how many there were. */
function run(parts: Generator<void, void>): number {
  let count = 1;
  while (parts.next().done !== true) count += 1;
  return count;
}

test('links that are computed in parts are those that are computed at once', () => {
  const [one, other] = [lattice(), lattice()];
  // Four of 25 nodes, before them the nodes, behind them the routes and their order.
  expect(run(one.linksInParts('1001'))).toBe(7);
  expect(one.links()).toEqual(other.links());
  expect(one.links().length).toBeGreaterThan(1_000);
  expect(one.tree('1001')).toEqual(other.tree('1001'));
});

test.each<[string, (network: Network) => unknown]>([
  ['links are asked for', (network) => network.links()],
  ['a node moves', (network) => network.move('1050', { latitude: 48, longitude: 11 })],
  ['time goes on', (network) => network.advanceTo(2)],
  ['a link is cut', (network) => network.cut('1001', '1002')],
  ['the node of the routes goes', (network) => network.remove('1001')],
  ['all is done meanwhile', (network) => run(network.linksInParts('1050'))],
])('between any two parts %s, and the links are as without parts', (_what, change) => {
  for (let at = 0; at < 7; at += 1) {
    const [network, plain] = [lattice(), lattice()];
    const parts = network.linksInParts('1001');
    for (let part = 0; part < at; part += 1) parts.next();
    for (const each of [network, plain]) change(each);
    expect(run(parts)).toBeLessThan(8);
    expect(network.links()).toEqual(plain.links());
    expect(network.route('1002', '1100')).toEqual(plain.route('1002', '1100'));
  }
});

test('a network without nodes has no links to compute', () => {
  expect(run(new Network({ seed: 7 }).linksInParts('1'))).toBe(4);
});
