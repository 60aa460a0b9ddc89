import { expect, test } from 'vitest';
import { Network } from '../../src/network/network.js';
import { stateDefaults } from '../../src/network/node.js';
import { physicsDefaults, type PhysicsOptions } from '../../src/network/settings.js';
import { east, line, nodeAt } from './support/nodes.js';

/** A radio as the owner of its state. */
class Radio {
  #megahertz = 2490;
  get frequency(): number {
    return this.#megahertz;
  }
  tune(megahertz: number): void {
    this.#megahertz = megahertz;
  }
}

test('the state of a node belongs to its owner, who says when it has changed', () => {
  const radio = new Radio();
  const network = new Network({ seed: 1 });
  network.add({ id: '1', position: east(0) });
  network.add({ id: '2', position: east(500), state: radio });
  expect(network.links()).toHaveLength(2);
  radio.tune(2210);
  expect(network.links()).toHaveLength(2);
  network.changed('2');
  expect(network.links()).toEqual([]);
  radio.tune(2490);
  network.changed('2');
  expect(network.links()).toHaveLength(2);
});

test('a frequency change of all but one cuts that one off, on both sides', () => {
  const network = line([0, 500, 1000]);
  for (const id of ['1', '2']) network.setState(id, { frequency: 2210 });
  expect(network.neighbours('1').map(({ id }) => id)).toEqual(['2']);
  expect(network.neighbours('3')).toEqual([]);
  expect(network.tree('3').map(({ id }) => id)).toEqual(['3']);
  network.setState('3', { frequency: 2210 });
  expect(network.tree('3')).toHaveLength(3);
});

test('nodes come and go', () => {
  const network = line([0, 500, 1000]);
  network.remove('1');
  expect(network.ids()).toEqual(['2', '3']);
  expect(network.has('1')).toBe(false);
  expect(network.links().map(({ from, to }) => from + to)).toEqual(['23', '32']);
  network.add(nodeAt('10', east(200)));
  network.add(nodeAt('1', east(100)));
  expect(network.ids()).toEqual(['1', '2', '3', '10']);
  expect(network.neighbours('2').map(({ id }) => id)).toEqual(['1', '3', '10']);
  for (const id of network.ids()) network.remove(id);
  expect([network.ids(), network.links(), network.linkCount]).toEqual([[], [], 0]);
});

test('thousands of nodes come and go, and nothing of them stays', () => {
  const network = new Network({ seed: 1 });
  network.add(nodeAt('stays', east(0)));
  for (let index = 0; index < 2000; index += 1) {
    network.add(nodeAt(String(index), east(index % 50)));
    network.cut('stays', String(index));
    if (index % 100 === 0) expect(network.linkCount).toBe(0);
    network.remove(String(index));
  }
  expect([network.ids(), network.rules()]).toEqual([['stays'], []]);
});

test('values are computed once, until something changes', () => {
  const network = line([0, 500]);
  const { version } = network;
  network.links();
  network.route('1', '2');
  network.advanceTo(100);
  expect(network.version).toBe(version);
  network.cut('1', '2');
  expect(network.version).toBeGreaterThan(version);
});

test('a node as it is now', () => {
  const network = line([0]);
  network.setState('1', { frequency: 2210 });
  expect(network.node('1')).toMatchObject({
    id: '1',
    position: east(0),
    motion: { kind: 'still' },
    antennas: 1,
    state: { ...stateDefaults, frequency: 2210, maxLinkDistance: 1_000_000 },
  });
});

test('a pair across the meridian of 180° hears each other, with the route between them', () => {
  const network = new Network({ seed: 1 });
  network.add({ id: '1', position: { latitude: -17, longitude: 179.998 } });
  network.add({ id: '2', position: { latitude: -17, longitude: -179.998 } });
  expect(network.link('1', '2')?.distance).toBeCloseTo(425.86, 0);
  expect(network.route('1', '2')?.nodes).toEqual(['1', '2']);
  expect(network.neighbours('2').map(({ id }) => id)).toEqual(['1']);
});

test('two nodes at one place hear each other', () => {
  const network = line([0, 0]);
  expect(network.link('1', '2')).toMatchObject({ distance: 0, timeOfFlight: 0, mcs: 7 });
});

test('settings that are not given keep their defaults', () => {
  const { settings } = new Network({ seed: 1, settings: { noiseFigure: 7, routing: { oneWayLinks: true } } });
  expect(settings).toEqual({
    ...physicsDefaults,
    noiseFigure: 7,
    routing: { packetSize: 1500, oneWayLinks: true },
  });
});

test.each<[PhysicsOptions, string]>([
  [{ tick: 0 }, 'settings.tick: 0 is not allowed; allowed: 0.01 to 3600 s'],
  [{ noiseFigure: NaN }, 'settings.noiseFigure: NaN is not allowed; allowed: 0 to 100 dB'],
  [{ packetLoss: { decade: 0 } }, 'settings.packetLoss.decade: 0 is not allowed'],
  [{ propagation: { exponent: 0 } }, 'settings.propagation.exponent: 0 is not allowed'],
  [
    { mcs: { rates: [1, 2] } },
    'settings.mcs.rates: [1,2] is not allowed; allowed: 8 numbers, one for each index',
  ],
  [{ mcs: { snr: [0, 1, 2, 3, 4, 5, 6, Infinity] } }, 'settings.mcs.snr[7]: Infinity is not allowed'],
  [JSON.parse('{"combining":"all"}') as PhysicsOptions, 'settings.combining: "all" is not allowed'],
  [
    JSON.parse('{"propagation":{"model":"free-spce"}}') as PhysicsOptions,
    'settings.propagation.model: "free-spce" is not allowed; allowed: free-space, two-ray, log-distance',
  ],
])('settings that are not possible: %j', (settings, message) => {
  expect(() => new Network({ seed: 1, settings })).toThrow(message);
});

test('a seed is a whole number', () => {
  expect(() => new Network({ seed: 0.5 })).toThrow(
    'seed: 0.5 is not allowed; allowed: a whole number from 0 to 2^53-1',
  );
});

test('refusals name the field and what is allowed, and change nothing', () => {
  const network = line([0, 500]);
  const refusals: readonly [() => unknown, string][] = [
    [
      () => network.add(nodeAt('1', east(0))),
      'add: id: "1" is not allowed; allowed: an id that no other node has',
    ],
    [
      () => network.add(nodeAt('', east(0))),
      'node: id: "" is not allowed; allowed: a text that is not empty',
    ],
    [() => network.add(nodeAt('3', east(0), { power: NaN })), 'node "3".state.power: NaN is not allowed'],
    [
      () => network.add(nodeAt('3', east(0), { mcs: 32 })),
      'node "3".state.mcs: 32 is not allowed; allowed: 0 to 31',
    ],
    [
      () => network.add({ ...nodeAt('3', east(0)), antennaHeight: 0 }),
      'node "3".antennaHeight: 0 is not allowed',
    ],
    [() => network.setState('1', { frequency: 0 }), 'node "1".state.frequency: 0 is not allowed'],
    [
      () => network.setState('1', { maxLinkDistance: -1 }),
      'node "1".state.maxLinkDistance: -1 is not allowed',
    ],
    [
      () => network.remove('9'),
      'remove: node: "9" is not allowed; allowed: the id of a node of this network',
    ],
    [() => network.neighbours('9'), 'neighbours: node: "9" is not allowed'],
    [() => network.route('1', '9'), 'route: node: "9" is not allowed'],
  ];
  const { version } = network;
  const links = network.links();
  for (const [call, message] of refusals) expect(call).toThrow(message);
  expect([network.ids(), network.links(), network.version]).toEqual([['1', '2'], links, version]);
});
