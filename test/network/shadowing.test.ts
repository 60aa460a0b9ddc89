import { expect, test } from 'vitest';
import { nodeKey, pairNormal } from '../../src/network/chance.js';
import { shadowing } from '../../src/network/loss/shadowing.js';
import type { Network } from '../../src/network/network.js';
import { east, line, nodeAt } from './support/nodes.js';

const settings = { propagation: { model: 'log-distance', exponent: 2, sigma: 6 } } as const;

/** Draws for all pairs of these nodes. */
function draws(nodes: number, seed = 1): readonly number[] {
  const keys = Array.from({ length: nodes }, (_, index) => nodeKey(seed, String(index)));
  return keys.flatMap((one, index) =>
    keys.slice(index + 1).map((other) => pairNormal(one.high, one.low, other.high, other.low)),
  );
}

function shadowBetween(network: Network, from: string, to: string): number {
  return network.explain(from, to).lines.find(({ name }) => name === 'shadowing')?.value ?? NaN;
}

test('draws are normal: mean 0, deviation 1, and the shares within one, two and three deviations', () => {
  const all = draws(300);
  const mean = all.reduce((sum, draw) => sum + draw, 0) / all.length;
  const variance = all.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / all.length;
  const share = (limit: number) => all.filter((draw) => Math.abs(draw) < limit).length / all.length;
  expect(all).toHaveLength(44_850);
  expect(Math.abs(mean)).toBeLessThan(0.015);
  expect(Math.abs(Math.sqrt(variance) - 1)).toBeLessThan(0.01);
  expect([share(1), share(2), share(3)]).toEqual([
    expect.closeTo(0.6827, 2),
    expect.closeTo(0.9545, 2),
    expect.closeTo(0.9973, 2),
  ]);
});

test('draws of pairs that share a node are independent', () => {
  const keys = Array.from({ length: 2001 }, (_, index) => nodeKey(1, String(index)));
  const [first = { high: 0, low: 0 }] = keys;
  const row = keys.slice(1).map((key) => pairNormal(first.high, first.low, key.high, key.low));
  const products = row.slice(1).map((draw, index) => draw * (row[index] ?? 0));
  expect(Math.abs(products.reduce((sum, each) => sum + each, 0) / products.length)).toBeLessThan(0.07);
});

test('shadowing is the same in both directions, and in whatever order it is asked for', () => {
  const [one, other] = [line([0, 700, 1400], settings), line([1400, 700, 0].toReversed(), settings)];
  other.links();
  const pairs = [
    ['1', '2'],
    ['2', '3'],
    ['1', '3'],
  ] as const;
  const first = pairs.map(([from, to]) => shadowBetween(one, from, to));
  const reverse = pairs.toReversed().map(([from, to]) => shadowBetween(other, to, from));
  expect(reverse.toReversed()).toEqual(first);
  expect(new Set(first).size).toBe(3);
});

test('shadowing follows from the seed and the two ids, not from positions or other nodes', () => {
  const between = (seed: number) => {
    const network = line([0, 700], settings, seed);
    network.add(nodeAt('3', east(100)));
    network.move('2', east(300));
    return shadowBetween(network, '1', '2');
  };
  expect(between(1)).toBe(shadowBetween(line([0, 700], settings, 1), '1', '2'));
  expect(between(2)).not.toBe(between(1));
});

test('shadowing is cut at its limit', () => {
  const keys = Array.from({ length: 200 }, (_, index) => nodeKey(1, String(index)));
  const all = keys.flatMap((one) =>
    keys.map((other) => shadowing(4, 2, one.high, one.low, other.high, other.low)),
  );
  expect([Math.max(...all), Math.min(...all)]).toEqual([8, -8]);
});

test('free space and two-ray ground have no shadowing', () => {
  for (const model of ['free-space', 'two-ray'] as const) {
    expect(shadowBetween(line([0, 700], { propagation: { model, sigma: 6 } }), '1', '2')).toBe(0);
  }
});

test('a log-distance link has the loss of its formula and the shadowing of its pair', () => {
  const network = line([0, 700], settings);
  const { pathLoss = NaN } = network.link('1', '2') ?? {};
  // n 2 from 1 m is free space.
  const mean = 20 * Math.log10((4e6 * Math.PI * 700 * 2490) / 299_792_458);
  expect(pathLoss).toBeCloseTo(mean + shadowBetween(network, '1', '2'), 4);
});
