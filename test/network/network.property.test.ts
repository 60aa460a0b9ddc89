import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Network } from '../../src/network/network.js';
import type { NetworkNode, NodeState } from '../../src/network/node.js';
import type { PhysicsOptions } from '../../src/network/settings.js';
import { deadline, holds } from '../support/property.js';

const states: fc.Arbitrary<Partial<NodeState>> = fc.record({
  frequency: fc.constantFrom(2490, 2490, 2490, 2210),
  bandwidth: fc.constantFrom(20, 20, 20, 5),
  networkName: fc.constantFrom('net', 'net', 'net', 'other'),
  key: fc.constantFrom('', '', '', 'key'),
  routingMode: fc.constantFrom('large', 'large', 'large', 'legacy'),
  power: fc.integer({ min: 0, max: 39 }),
  txAntennas: fc.constantFrom(15, 15, 3, 1, 0),
  rxAntennas: fc.constantFrom(15, 15, 5, 8),
  maxLinkDistance: fc.constantFrom(1000, 3000, 20_000),
  muted: fc.constantFrom(false, false, false, true),
  mcs: fc.constantFrom('auto' as const, 'auto' as const, 9),
  onAir: fc.constantFrom(
    'on' as const,
    'on' as const,
    'on' as const,
    'on' as const,
    'blackout' as const,
    'offline' as const,
  ),
});

/** Places around a point that is on the meridian of 180°, at a pole, or nowhere special. */
function nodes(count: number): fc.Arbitrary<readonly NetworkNode[]> {
  const centres = fc.constantFrom([48, 11], [0, 180], [89.999, 0], [-90, 0]);
  const offset = fc.double({ min: -0.05, max: 0.05, noNaN: true });
  const parts = fc.record({
    latitude: offset,
    longitude: offset,
    altitude: fc.integer({ min: 0, max: 2000 }),
    speed: fc.constantFrom(0, 0, 30),
    antennas: fc.integer({ min: 1, max: 4 }),
    gain: fc.integer({ min: -3, max: 9 }),
    state: states,
  });
  return fc
    .tuple(centres, fc.array(parts, { minLength: 2, maxLength: count }))
    .map(([[north = 0, away = 0], all]) =>
      all.map(({ latitude, longitude, altitude, speed, antennas, gain, state }, index) => ({
        id: String(90_000 + index * 7919),
        position: {
          latitude: Math.max(-90, Math.min(90, north + latitude)),
          longitude: ((away + longitude + 540) % 360) - 180,
          altitude,
        },
        motion: speed === 0 ? ({ kind: 'still' } as const) : ({ kind: 'random-walk', speed } as const),
        antennas,
        gain,
        state,
      })),
    );
}

const settings: fc.Arbitrary<PhysicsOptions> = fc.record({
  propagation: fc.constantFrom<NonNullable<PhysicsOptions['propagation']>>(
    {},
    { model: 'two-ray', antennaHeight: 3 },
    { model: 'log-distance', exponent: 2.4, sigma: 6 },
  ),
  combining: fc.constantFrom('strongest' as const, 'maximal-ratio' as const),
});

interface Scene {
  readonly all: readonly NetworkNode[];
  readonly settings: PhysicsOptions;
  readonly seed: number;
  readonly seconds: number;
  readonly rules: readonly (readonly [number, number, 'cut' | 'snr' | 'pathLoss' | 'packetLoss'])[];
}

const scenes: fc.Arbitrary<Scene> = fc.record({
  all: nodes(14),
  settings,
  seed: fc.nat(),
  seconds: fc.integer({ min: 0, max: 300 }),
  rules: fc.array(fc.tuple(fc.nat(13), fc.nat(13), fc.constantFrom('cut', 'snr', 'pathLoss', 'packetLoss')), {
    maxLength: 6,
  }),
});

function build({ all, settings: physics, seed, seconds, rules }: Scene): Network {
  const network = new Network({ seed, settings: physics });
  for (const node of all) network.add(node);
  for (const [one, other, kind] of rules) {
    const [from, to] = [all[one % all.length]?.id ?? '', all[other % all.length]?.id ?? ''];
    if (from === to) continue;
    if (kind === 'cut') network.cut(from, to, { direction: 'forward' });
    else network.override(from, to, { [kind]: { snr: 15, pathLoss: 105, packetLoss: 0.3 }[kind] });
  }
  network.setInterference({
    id: 'x',
    position: { latitude: 48, longitude: 11 },
    frequency: 2495,
    bandwidth: 5,
    power: 0,
  });
  network.advanceTo(seconds);
  return network;
}

/** All that a network says of links and routes. */
function view(network: Network) {
  const ids = network.ids();
  return {
    links: network.links(),
    neighbours: ids.map((id) => network.neighbours(id)),
    trees: ids.map((id) => network.tree(id)),
    positions: ids.map((id) => network.position(id)),
  };
}

const runs = { share: 0.15 };

test('the links by grid are those by comparing every pair', deadline, async () => {
  await holds(
    fc.property(scenes, (scene) => {
      const network = build(scene);
      const ids = network.ids();
      const pairs = ids.flatMap((from) =>
        ids.filter((to) => to !== from).map((to) => network.link(from, to)),
      );
      expect(network.links()).toEqual(pairs.filter((link) => link !== undefined));
      expect(network.linkCount).toBe(network.links().length);
    }),
    runs,
  );
});

test(
  'there is a link or a reason, and never across frequencies, names, keys, modes, or with who is off the air',
  deadline,
  async () => {
    await holds(
      fc.property(scenes, (scene) => {
        const network = build(scene);
        const stateOf = (id: string) => network.node(id).state;
        const ids = network.ids();
        for (const from of ids) {
          for (const to of ids.filter((id) => id !== from)) {
            const { link, reason } = network.explain(from, to);
            expect(link === undefined).toBe(reason !== undefined);
            if (link === undefined) continue;
            const [sender, receiver] = [stateOf(from), stateOf(to)];
            for (const name of ['frequency', 'bandwidth', 'networkName', 'key', 'routingMode'] as const) {
              expect(sender[name]).toBe(receiver[name]);
            }
            expect([sender.onAir, receiver.onAir, sender.muted]).toEqual(['on', 'on', false]);
            expect(link.snr).toBeGreaterThanOrEqual(3.92);
          }
        }
      }),
      runs,
    );
  },
);

test(
  'distance, path loss and time of flight are the same in both directions, and every node tells the same',
  deadline,
  async () => {
    await holds(
      fc.property(scenes, (scene) => {
        const network = build({ ...scene, rules: [] });
        const links = new Map(network.links().map((link) => [`${link.from}>${link.to}`, link]));
        for (const { from, to, distance, pathLoss, timeOfFlight } of links.values()) {
          const back = links.get(`${to}>${from}`);
          if (back === undefined) continue;
          expect([back.distance, back.timeOfFlight]).toEqual([distance, timeOfFlight]);
          expect(back.pathLoss).toBeCloseTo(pathLoss, 9);
        }
        for (const id of network.ids()) {
          for (const neighbour of network.neighbours(id)) {
            const same = network.neighbours(neighbour.id).find((each) => each.id === id);
            expect(same).toEqual({ id, incoming: neighbour.outgoing, outgoing: neighbour.incoming });
            expect(links.get(`${id}>${neighbour.id}`)).toEqual(neighbour.outgoing);
          }
        }
      }),
      runs,
    );
  },
);

test(
  'there is a route exactly where there is a path, it is as cheap as any, and its links exist',
  deadline,
  async () => {
    await holds(
      fc.property(scenes, (scene) => {
        const network = build(scene);
        const links = new Map(network.links().map((link) => [`${link.from}>${link.to}`, link]));
        const delivers = (from: string, to: string) => (links.get(`${from}>${to}`)?.packetLoss ?? 1) < 1;
        const usable = [...links.values()].filter(({ from, to }) => delivers(from, to) && delivers(to, from));
        for (const source of network.ids()) {
          const costs = cheapest(source, network.ids(), usable);
          const tree = network.tree(source);
          expect(Object.fromEntries(tree.map(({ id, cost }) => [id, cost]))).toEqual(
            Object.fromEntries(costs),
          );
          for (const { id, hops, cost } of tree) {
            const route = network.route(source, id);
            expect([route?.nodes.length, route?.cost]).toEqual([hops + 1, cost]);
            const snrs = (route?.nodes ?? [])
              .slice(1)
              .map((to, index) => links.get(`${route?.nodes[index]}>${to}`)?.snr);
            expect(snrs).not.toContain(undefined);
            expect(network.weakest(source, id)?.snr ?? Infinity).toBe(
              Math.min(...snrs.map((snr) => snr ?? 0)),
            );
          }
          for (const id of network.ids()) expect(network.route(source, id) !== undefined).toBe(costs.has(id));
        }
      }),
      runs,
    );
  },
);

/** The cost to each node, by relaxing all links until nothing changes. */
function cheapest(
  source: string,
  ids: readonly string[],
  links: ReturnType<Network['links']>,
): Map<string, number> {
  const costs = new Map([[source, 0]]);
  for (let round = 0; round < ids.length; round += 1) {
    for (const { from, to, cost } of links) {
      const total = (costs.get(from) ?? Infinity) + cost;
      if (total < (costs.get(to) ?? Infinity)) costs.set(to, total);
    }
  }
  return costs;
}

test('the order of adding, of changing and of asking does not matter', deadline, async () => {
  await holds(
    fc.property(scenes, fc.infiniteStream(fc.nat()), (scene, numbers) => {
      const expected = view(build(scene));
      const shuffled = { ...scene, all: scene.all.toReversed(), rules: [] };
      const network = build(shuffled);
      const extra: NetworkNode = {
        id: '7',
        position: { latitude: 48, longitude: 11 },
        state: { muted: true },
      };
      network.add(extra);
      // Other times and other questions in between.
      for (const seconds of [500, 3, scene.seconds + 1]) {
        network.advanceTo(seconds);
        const id = network.ids()[(numbers.next().value ?? 0) % network.ids().length] ?? '';
        network.neighbours(id);
        network.tree(id);
      }
      network.remove('7');
      const straight = build(scene);
      for (const { from, to, cut, override } of straight.rules()) {
        if (cut) network.cut(from, to, { direction: 'forward' });
        network.override(from, to, override);
      }
      network.advanceTo(scene.seconds);
      expect(view(network)).toEqual(expected);
    }),
    runs,
  );
});

test('a change of state and back leaves nothing behind', deadline, async () => {
  await holds(
    fc.property(scenes, states, (scene, change) => {
      const network = build(scene);
      const expected = view(network);
      const [id = ''] = network.ids();
      const { state } = network.node(id);
      const { version } = network;
      network.setState(id, change);
      network.links();
      network.setState(id, state);
      expect(view(network)).toEqual(expected);
      expect(network.version).toBeGreaterThan(version);
    }),
    runs,
  );
});
