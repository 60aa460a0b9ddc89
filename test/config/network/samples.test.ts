import { expect, test } from 'vitest';
import { loadNetwork, networkNames } from '../../../src/config/network/samples.js';
import type { Network } from '../../../src/network/network.js';
import { modelOf } from '../../support/network-model.js';

const hops = (model: Network, from: string, to: string) =>
  (model.route(from, to)?.nodes.length ?? Number.NaN) - 1;

const fewestNeighbours = (model: Network) =>
  Math.min(...model.ids().map((id) => model.neighbours(id).length));

test('their names', () => {
  expect(networkNames()).toEqual(['city', 'convoy', 'meridian', 'pair', 'swarm', 'triangle']);
});

test('pair: two radios that hear each other', () => {
  const network = loadNetwork('pair');
  const model = modelOf(network);
  expect(network.nodes).toHaveLength(2);
  expect(network.nodes.map(({ served }) => served)).toEqual([true, true]);
  expect(model.link('310061', '310062')).toMatchObject({ mcs: expect.any(Number) });
  expect(model.link('310061', '310062')?.distance).toBeCloseTo(1_000, -1);
  expect(model.link('310061', '310062')?.snr).toBeCloseTo(25.6, 1);
});

test('triangle: all hear each other, and one route leads over the third', () => {
  const network = loadNetwork('triangle');
  const model = modelOf(network);
  expect(network.nodes).toHaveLength(3);
  expect(model.linkCount).toBe(6);
  expect(model.route('310061', '310062')?.nodes).toEqual(['310061', '310063', '310062']);
  expect(hops(model, '310061', '310063')).toBe(1);
});

test('meridian: the pair is close, although its longitudes are far from each other', () => {
  const model = modelOf(loadNetwork('meridian'));
  expect(model.ids()).toHaveLength(2);
  expect(model.link('310061', '310062')?.distance).toBeCloseTo(426.4, 0);
});

test('convoy: a link breaks, a route changes, the last vehicle is lost', () => {
  const network = loadNetwork('convoy');
  const model = modelOf(network);
  expect(network.nodes).toHaveLength(8);
  const trace = [0, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600].map((seconds) => {
    model.advanceTo(seconds);
    return {
      first: model.link('310061', '310067') === undefined ? 'broken' : 'linked',
      hops: hops(model, '310061', '310067'),
      last: model.neighbours('310068').length,
    };
  });
  expect(trace[0]).toEqual({ first: 'linked', hops: 1, last: 7 });
  expect(trace.at(-1)).toMatchObject({ first: 'broken', last: 0 });
  expect(trace.map(({ hops: count }) => count)).toMatchInlineSnapshot(`
    [
      1,
      1,
      1,
      2,
      2,
      2,
      3,
      3,
      3,
      6,
      6,
    ]
  `);
  expect(trace.map(({ last }) => last)).toMatchInlineSnapshot(`
    [
      7,
      7,
      6,
      4,
      3,
      3,
      2,
      1,
      0,
      0,
      0,
    ]
  `);
});

test('swarm: 50 in flight, all of which reach each other all the time', () => {
  const network = loadNetwork('swarm');
  const model = modelOf(network);
  expect(network.nodes).toHaveLength(50);
  expect(network.nodes.filter(({ served }) => served !== false)).toHaveLength(2);
  for (const seconds of [0, 10, 30, 100, 600]) {
    model.advanceTo(seconds);
    const first = model.position('320001');
    expect(first.altitude).toBeGreaterThanOrEqual(80);
    expect(first.altitude).toBeLessThanOrEqual(120);
    expect(model.tree('320001')).toHaveLength(50);
    expect(fewestNeighbours(model)).toBeGreaterThanOrEqual(4);
  }
  expect(hops(model, '320001', '320048')).toBeGreaterThanOrEqual(3);
});

test('city: 1,000 nodes, each with ten neighbours or more, and routes of ten hops or more', () => {
  const network = loadNetwork('city');
  const model = modelOf(network);
  expect(network.nodes).toHaveLength(1_000);
  for (const seconds of [0, 60, 600]) {
    model.advanceTo(seconds);
    expect(fewestNeighbours(model)).toBeGreaterThanOrEqual(10);
    expect(model.tree('330001')).toHaveLength(1_000);
    expect(hops(model, '330001', '330992')).toBeGreaterThanOrEqual(10);
  }
});

test('an unknown name is refused with the nearest', () => {
  expect(() => loadNetwork('tringle')).toThrow(
    'network: there is no "tringle"; allowed: city, convoy, meridian, pair, swarm, triangle, or a file; the nearest is "triangle"',
  );
});
