import fc from 'fast-check';
import type { NetworkDocument } from '../../src/config/network/schema/document.js';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const optional = { requiredKeys: [] as [] };

const position = fc.record(
  { latitude: number(-90, 90), longitude: number(-180, 180), altitude: number(-12_000, 100_000) },
  { requiredKeys: ['latitude', 'longitude'] },
);

const speed = number(-1e5, 1e5);
const since = number(0, 1e9);

const still = fc.constant({ kind: 'still' as const });
const walk = fc.record(
  {
    kind: fc.constant('random-walk' as const),
    speed,
    leg: number(0.1, 1e6),
    radius: number(0.01, 1e7),
    since,
  },
  { requiredKeys: ['kind', 'speed'] },
);
const circle = fc.record(
  {
    kind: fc.constant('circle' as const),
    radius: number(0.01, 1e7),
    speed,
    bearing: number(-360, 360),
    since,
  },
  { requiredKeys: ['kind', 'radius', 'speed'] },
);

const seconds = (max: number) => fc.uniqueArray(fc.nat(max), { minLength: 1, maxLength: 4 });

const waypoints = fc.record(
  {
    kind: fc.constant('waypoints' as const),
    points: fc
      .tuple(seconds(1e9), position)
      .map(([times, at]) =>
        times.toSorted((one, other) => one - other).map((each) => ({ seconds: each, position: at })),
      ),
    repeat: fc.boolean(),
    since,
  },
  { requiredKeys: ['kind', 'points'] },
);

const settings = fc.record(
  {
    freq: fc.constantFrom(2490, '4700', ['2300']),
    bw: fc.constantFrom(5, '20'),
    freq_bw: fc.constantFrom([2400, '5'], [4700, 20]),
    power_dBm: fc.integer({ min: 0, max: 39 }),
    nw_name: fc.constantFrom('net1', 'net 2'),
  },
  optional,
);

const port = fc.constantFrom(0, undefined);

const served = fc.oneof(
  fc.boolean(),
  fc.constant({ address: 'radio' as const }),
  fc.record({ host: fc.constantFrom('127.0.0.1', '::1'), http: port, maintenance: port }, optional),
);

const gains = fc.integer({ min: 1, max: 4 }).chain((antennas) =>
  fc.record(
    {
      antennas: fc.constant(antennas),
      gain: fc.oneof(
        number(-60, 60),
        fc.array(number(-60, 60), { minLength: antennas, maxLength: antennas }),
      ),
      antennaHeight: number(0.1, 1_000),
    },
    { requiredKeys: ['antennas'] },
  ),
);

/** Written nodes have IDs up to this one, and generated ones greater IDs. */
const maxWritten = 1_000;

const node = fc
  .tuple(
    gains,
    fc.record(
      {
        nodeid: fc.integer({ min: 1, max: maxWritten }),
        name: fc.constantFrom('one', 'Wache Süd'),
        position,
        motion: fc.oneof(still, walk, circle, waypoints),
        settings,
        served,
      },
      { requiredKeys: ['nodeid', 'position'] },
    ),
  )
  .map(([antennas, parts]) => ({ ...antennas, ...parts }));

const generate = fc
  .tuple(
    gains,
    fc.constantFrom({ spacing: 120 }, { area: 5_000 }),
    fc.record(
      {
        nodes: fc.integer({ min: 1, max: 30 }),
        seed: fc.maxSafeNat(),
        firstNodeid: fc.integer({ min: maxWritten + 1, max: 1_048_000 }),
        center: fc.record({ latitude: number(-90, 90), longitude: number(-180, 180) }),
        jitter: number(0, 1),
        altitude: fc.oneof(number(-100, 100), fc.constant<[number, number]>([80, 120])),
        motion: fc.oneof(still, walk, circle),
        served: fc.oneof(fc.boolean(), fc.nat(40), fc.constant({ address: 'radio' as const })),
      },
      { requiredKeys: ['nodes', 'firstNodeid', 'center'] },
    ),
  )
  .map(([antennas, size, parts]) => ({ ...antennas, ...size, ...parts }));

const conditions = fc.oneof(
  fc.constant({ cut: true }),
  fc.record({ snr: number(-100, 200), cut: fc.boolean() }),
  fc.record({ pathLoss: number(0, 400), packetLoss: number(0, 1) }),
  seconds(1e9).map((times) => ({
    series: times
      .toSorted((one, other) => one - other)
      .map((each, index) =>
        index % 2 === 0 ? { seconds: each, snr: index } : { seconds: each, packetLoss: 0.5 },
      ),
  })),
);

const physics = fc.record(
  {
    tick: number(0.01, 3_600),
    propagation: fc.record(
      {
        preset: fc.constantFrom('urban', 'two-ray', 'suburban'),
        sigma: number(0, 30),
        referenceLoss: number(0, 300),
      },
      optional,
    ),
    noiseFigure: number(0, 100),
    mcs: fc.record({ implementationLoss: number(0, 100) }, optional),
    timeOfFlight: fc.record({ rounding: fc.constantFrom('up', 'down'), oneWay: fc.boolean() }, optional),
    combining: fc.constantFrom('strongest', 'maximal-ratio'),
  },
  optional,
);

const interference = fc.uniqueArray(
  fc.record(
    {
      id: fc.constantFrom('a', 'b', 'mast 3'),
      position,
      frequency: number(1, 100_000),
      bandwidth: number(0.01, 1_000),
      power: number(-100, 100),
      antennaHeight: number(0.1, 1_000),
    },
    { requiredKeys: ['id', 'position', 'frequency', 'bandwidth', 'power'] },
  ),
  { selector: ({ id }) => id, maxLength: 3 },
);

const common = fc.record(
  { seed: fc.maxSafeNat(), traffic: fc.constantFrom('constant', 'calls'), physics, settings, interference },
  optional,
);

/** Documents of networks that are valid, with everything that a document can have. */
export const networkDocuments: fc.Arbitrary<NetworkDocument> = fc
  .tuple(
    common,
    fc.uniqueArray(node, { selector: ({ nodeid }) => nodeid, minLength: 1, maxLength: 6 }),
    fc.option(generate, { nil: undefined }),
    fc.array(fc.tuple(conditions, fc.constantFrom('both', 'forward', 'reverse', undefined)), {
      maxLength: 5,
    }),
  )
  .map(([parts, nodes, generated, rules]) => ({
    ...parts,
    nodes,
    ...(generated === undefined ? {} : { generate: generated }),
    // A chain: no two of its links say something about the same direction.
    links: rules.slice(0, nodes.length - 1).map(([rule, direction], index) => ({
      from: nodes[index]?.nodeid ?? 0,
      to: nodes[index + 1]?.nodeid ?? 0,
      ...(direction === undefined ? {} : { direction }),
      ...rule,
    })),
  }));
