import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import {
  type Motion,
  type NetworkDocument,
  type NetworkOptions,
  type RadioNetwork,
  type SteeringLine,
  type VirtualClock,
  startNetwork,
} from '../../src/index.js';
import { deadline, holds } from '../support/property.js';

type Run = RadioNetwork<VirtualClock>;

async function running(network: NetworkOptions['network'], steering?: readonly SteeringLine[]): Promise<Run> {
  const started = await startNetwork({ network, steering, clock: 'virtual' });
  onTestFinished(async () => {
    await started.close();
  });
  return started;
}

/** So many metres east and north of 0, 0. */
const at = (east: number, north = 0) => ({ latitude: north / 110_574, longitude: east / 111_320 });

/** Nodes that nobody needs to reach over a port, two of which move. */
const wandering: NetworkDocument = {
  seed: 5,
  physics: { propagation: { model: 'log-distance', exponent: 3, sigma: 4 } },
  settings: { freq_bw: [2490, 20], max_link_distance: 5000 },
  nodes: [0, 1, 2, 3, 4].map((index) => ({
    nodeid: 1001 + index,
    position: at(index * 180),
    served: false,
    motion:
      index === 2
        ? { kind: 'random-walk', speed: 9, leg: 3 }
        : index === 4
          ? { kind: 'circle', radius: 90, speed: 7 }
          : { kind: 'still' },
  })),
};

/** What all nodes say, and what lies between them. */
function seen(network: Run): unknown {
  const { nodes, links } = network.document().now;
  const ids = nodes.map(({ nodeid }) => nodeid).sort();
  const said = ids.map((id) => {
    const { state } = network.radio(id);
    return [id, state.read('network_status'), state.read('routing_tree'), state.read('streamscape_data')];
  });
  const order = (list: readonly object[]) => list.map((each) => JSON.stringify(each)).sort();
  return { said, nodes: order(nodes), links: order(links) };
}

const place = fc.record({
  east: fc.integer({ min: -400, max: 900 }),
  north: fc.integer({ min: -300, max: 300 }),
});
const motion = fc.option(
  fc.constantFrom<Motion>(
    { kind: 'random-walk', speed: 12, leg: 2 },
    { kind: 'circle', radius: 60, speed: -8 },
    { kind: 'waypoints', points: [{ seconds: 5, position: at(300, 50) }], repeat: true },
  ),
  { nil: undefined },
);
const id = fc.integer({ min: 1001, max: 1007 });
const direction = fc.constantFrom('both' as const, 'forward' as const, 'reverse' as const);
const conditions = fc.option(
  fc.constantFrom({ snr: 12 }, { pathLoss: 101.5, packetLoss: 0.2 }, [
    { seconds: 3, snr: 25 },
    { seconds: 20, packetLoss: 0.5 },
  ]),
  { nil: undefined },
);

type Step = (network: Run) => unknown;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(id, place, motion).map(
    ([node, { east, north }, how]): Step =>
      (network) =>
        network.move(node, at(east, north), how),
  ),
  fc.tuple(id, id, direction).map(
    ([from, to, way]): Step =>
      (network) =>
        network.cut(from, to, { direction: way }),
  ),
  fc.tuple(id, id, direction).map(
    ([from, to, way]): Step =>
      (network) =>
        network.join(from, to, { direction: way }),
  ),
  fc.tuple(id, id, conditions).map(
    ([from, to, how]): Step =>
      (network) =>
        network.override(from, to, how),
  ),
  fc.tuple(fc.constantFrom('a', 'b'), place).map(
    ([source, { east, north }]): Step =>
      (network) =>
        network.setInterference({
          id: source,
          position: at(east, north),
          frequency: 2490,
          bandwidth: 5,
          power: -10,
        }),
  ),
  fc.constantFrom('a', 'b').map(
    (source): Step =>
      (network) =>
        network.removeInterference(source),
  ),
  fc.tuple(id, place).map(
    ([node, { east, north }]): Step =>
      async (network) =>
        network.add({
          nodeid: node,
          position: at(east, north),
          served: false,
          motion: { kind: 'random-walk', speed: 5 },
        }),
  ),
  id.map(
    (node): Step =>
      async (network) =>
        network.remove(node),
  ),
);

/** Steps as far as they are possible: about a node that is not there nothing can be done. */
async function tryStep(network: Run, one: Step): Promise<void> {
  try {
    await one(network);
  } catch (error) {
    expect(error).toMatchObject({ code: 'OPTION_INVALID' });
  }
}

test('a run is repeated by its steering: every node says the same at any moment', deadline, async () => {
  const run = fc.array(fc.tuple(fc.integer({ min: 0, max: 7_300 }), step), { minLength: 1, maxLength: 12 });
  await holds(
    fc.asyncProperty(run, async (steps) => {
      await using network = await startNetwork({ network: wandering, clock: 'virtual' });
      const moments: [number, unknown][] = [];
      for (const [wait, each] of steps) {
        await network.clock.advance(wait);
        await tryStep(network, each);
        moments.push([network.clock.now(), seen(network)]);
      }
      await network.clock.advance(60_000);
      moments.push([network.clock.now(), seen(network)]);
      // Of several at one moment the last counts: a replay is past all of them.
      const last = new Map(moments);
      const lines = JSON.parse(JSON.stringify(network.steering())) as SteeringLine[];
      await using again = await startNetwork({ network: wandering, steering: lines, clock: 'virtual' });
      for (const [moment, wanted] of last) {
        await again.clock.advance(moment - again.clock.now());
        expect(seen(again)).toEqual(wanted);
      }
      expect(again.steering()).toEqual(network.steering());
      // At once to the end.
      await using end = await startNetwork({ network: { ...wandering, steering: lines }, clock: 'virtual' });
      await end.clock.advance(network.clock.now());
      expect(seen(end)).toEqual(moments.at(-1)?.[1]);
      // From the middle of it.
      await using rest = await startNetwork({ network: end.document(), clock: 'virtual' });
      expect(seen(rest)).toEqual(moments.at(-1)?.[1]);
    }),
    { share: 0.015 },
  );
});

test('each call is a line with its time; a refused one is none', async () => {
  const network = await running(wandering);
  await network.clock.advance(1_500);
  network.move(1001, at(10));
  network.cut(1001, '1002');
  network.join(1001, 1002, { direction: 'reverse' });
  await network.clock.advance(1_000);
  network.override(1001, 1003, { snr: 12 });
  network.override(1001, 1003, undefined);
  expect(() => network.move(1001, { latitude: 91, longitude: 0 })).toThrow();
  expect(() => network.cut(1001, 1001)).toThrow();
  expect(() => network.removeInterference('no')).toThrow();
  await network.remove(1004);
  expect(network.steering()).toEqual([
    {
      seconds: 1.5,
      do: 'move',
      node: 1001,
      position: { latitude: 0, longitude: expect.any(Number) as number, altitude: 0 },
      motion: { kind: 'still' },
    },
    { seconds: 1.5, do: 'cut', from: 1001, to: 1002, direction: 'both' },
    { seconds: 1.5, do: 'join', from: 1001, to: 1002, direction: 'reverse' },
    { seconds: 2.5, do: 'override', from: 1001, to: 1003, snr: 12 },
    { seconds: 2.5, do: 'override', from: 1001, to: 1003 },
    { seconds: 2.5, do: 'remove', node: 1004 },
  ]);
});

test('what a program gives is copied: changing it later changes neither the network nor its steering', async () => {
  const network = await running(wandering);
  const position = { latitude: 0, longitude: 0.001, altitude: 5 };
  network.move(1001, position);
  position.latitude = 45;
  expect(network.position(1001).latitude).toBe(0);
  expect(network.steering()[0]).toMatchObject({ position: { latitude: 0, altitude: 5 } });
});

test('steering in a document comes at its time, and a call in between is carried out too', async () => {
  const steering: SteeringLine[] = [
    { seconds: 10, do: 'cut', from: 1001, to: 1002 },
    { seconds: 20, do: 'remove', node: 1003 },
    { seconds: 30, do: 'move', node: 1003, position: at(5) },
    { seconds: 30, do: 'join', from: 1001, to: 1002 },
  ];
  const lines = steering.filter((line) => line.seconds !== 30 || line.do === 'join');
  const network = await running({ ...wandering, steering: lines });
  const isCut = () => network.explain(1001, 1002).reason?.code === 'cut';
  await network.clock.advance(9_999);
  expect(isCut()).toBe(false);
  await network.clock.advance(1);
  expect(isCut()).toBe(true);
  network.move(1002, at(100));
  expect(network.document().steering).toHaveLength(2);
  await network.clock.advance(10_000);
  expect(() => network.position(1003)).toThrow();
  await network.clock.advance(10_000);
  expect(isCut()).toBe(false);
  expect(network.steering().map(({ do: what, seconds }) => [what, seconds])).toEqual([
    ['cut', 10],
    ['move', 10],
    ['remove', 20],
    ['join', 30],
  ]);
  // A call that removes a node leaves later lines about it without an effect.
  const other = await running({ ...wandering, steering: lines });
  await other.remove(1002);
  await other.clock.advance(60_000);
  expect(other.document().now.nodes.map(({ nodeid }) => nodeid)).toEqual([1001, 1004, 1005]);
});

test.each([
  [{ seconds: 1, do: 'mov', node: 1001 }, 'steering.0.do: "mov": is not allowed; allowed: move, cut, join'],
  [
    { seconds: 1, do: 'move', node: 9, position: at(0) },
    'steering.0.node: 9: there is no such node; allowed: ',
  ],
  [{ seconds: 1, do: 'cut', from: 1001, to: 1001 }, 'steering.0.to: 1001: is the node itself; allowed: '],
  [{ seconds: -1, do: 'remove', node: 1001 }, 'steering.0.seconds: -1: is not allowed; allowed: 0 to '],
  [{ seconds: 1, do: 'remove-interference', id: 'a' }, 'steering.0.id: "a": there is no such source'],
  [
    { seconds: 1, do: 'add', node: { nodeid: 1001, position: at(0) } },
    'steering.0.node.nodeid: 1001: is a node',
  ],
  [
    { seconds: 1, do: 'add', node: { nodeid: 9, position: at(0), settings: { freq: '1' } } },
    'steering.0.node.settings.freq: "1": is not allowed',
  ],
  [
    { seconds: 1, do: 'override', from: 1001, to: 1002, snr: 1, pathLoss: 2 },
    'steering.0.pathLoss: 2: is not',
  ],
])('%j in a document or as an option is refused', async (line, message) => {
  const steering = [line] as unknown as SteeringLine[];
  const named = message.replace('steering.0.', '');
  await expect(startNetwork({ network: { ...wandering, steering } })).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: expect.stringContaining(message) as string,
  });
  await expect(startNetwork({ network: wandering, steering })).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: expect.stringContaining(named) as string,
  });
});

test('lines that are not in the order of time are refused', async () => {
  const steering: SteeringLine[] = [
    { seconds: 5, do: 'remove', node: 1001 },
    { seconds: 4, do: 'remove', node: 1002 },
  ];
  await expect(startNetwork({ network: { ...wandering, steering } })).rejects.toMatchObject({
    message: expect.stringContaining(
      'steering.1.seconds: 4: is not allowed; allowed: not before the line above (5)',
    ) as string,
  });
});
