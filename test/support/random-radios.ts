import fc from 'fast-check';
import type { Link } from '../../src/network/links/link.js';
import type { PhysicsOptions } from '../../src/network/settings.js';
import type { RadioOfNetwork, RadiosOfNetwork } from './radios-of-network.js';

const often = <T>(value: T, ...others: readonly T[]) =>
  fc.constantFrom(value, value, value, value, ...others);

/** Settings that decide whom a radio hears; most of a network have the same. */
export const anySettings = fc
  .record({
    channel: often(['2490', '20'], ['2480', '20'], ['2490', '10']),
    name: often('net1', 'net 2'),
    key: often('same', 'other'),
    encryption: often('0', '1'),
    routing: often('0', '1'),
    power: fc.constantFrom('36', '30', '10'),
    distance: often('20000', '1000'),
    muted: often('0', '1'),
    masks: often(['15', '15'], ['1', '15'], ['15', '2']),
    mcs: often('255', '9'),
  })
  .map(({ channel, name, key, encryption, routing, power, distance, muted, masks, mcs }) => ({
    freq_bw: channel,
    nw_name: [name],
    enc_key: [key],
    enc_disable: [encryption],
    routing_proto: [routing],
    power_dBm: [power],
    max_link_distance: [distance],
    tx_fifo_disable: [muted],
    tx_ant_mask: [masks[0] ?? ''],
    rx_ant_mask: [masks[1] ?? ''],
    mcs: [mcs],
  }));

/** What all radios share in a network in which every link is as good in both directions. */
export const alike = { freq_bw: ['2490', '20'], power_dBm: ['33'], max_link_distance: ['20000'] };

/** Two to seven radios near one point. */
export function radiosWith(each: fc.Arbitrary<RadioOfNetwork['settings']>) {
  const offset = fc.integer({ min: -60, max: 60 }).map((share) => share / 1_000);
  const radio = fc.record({
    north: offset,
    east: offset,
    speed: fc.constantFrom(0, 0, 40),
    antennas: fc.integer({ min: 1, max: 4 }),
    gain: fc.integer({ min: 0, max: 6 }),
    settings: each,
    onAir: often<RadioOfNetwork['onAir']>('on', 'blackout', 'offline'),
  });
  const centre = fc.constantFrom([48, 11], [0, 180], [89.99, 0]);
  return fc
    .tuple(centre, fc.array(radio, { minLength: 2, maxLength: 7 }))
    .map(([[north = 0, east = 0], all]) =>
      all.map(({ speed, ...radioOf }, index): RadioOfNetwork => {
        const latitude = Math.min(90, north + radioOf.north);
        const longitude = ((east + radioOf.east + 540) % 360) - 180;
        const { antennas, gain, onAir, settings: own } = radioOf;
        const motion = speed === 0 ? ({ kind: 'still' } as const) : ({ kind: 'random-walk', speed } as const);
        // Not in the order of their IDs.
        const id = 1_000 + ((index * 37) % 100);
        return { id, settings: own, position: { latitude, longitude }, motion, antennas, gain, onAir };
      }),
    );
}

export const anyPhysics = fc.constantFrom<PhysicsOptions>(
  {},
  { propagation: { model: 'log-distance', exponent: 2.3, sigma: 6 } },
  { routing: { oneWayLinks: true } },
  { combining: 'maximal-ratio' },
);

export const anyRules = fc.array(
  fc.record({ from: fc.nat(6), to: fc.nat(6), rule: fc.constantFrom('cut', 'snr', 'loss') }),
  { maxLength: 4 },
);

/** The links of a network by comparing every pair, and what follows from them for one of its nodes. */
export class ExpectedLinks {
  readonly #links: readonly Link[];
  readonly #oneWay: boolean;

  constructor({ model }: RadiosOfNetwork, radios: readonly RadioOfNetwork[]) {
    const ids = radios.map(({ id }) => String(id)).sort((one, other) => Number(one) - Number(other));
    const pairs = ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => model.link(from, to)));
    this.#links = pairs.filter((link) => link !== undefined);
    this.#oneWay = model.settings.routing.oneWayLinks;
  }

  link(from: number, to: number): Link | undefined {
    return this.#links.find((link) => link.from === String(from) && link.to === String(to));
  }

  /** True where a route may use the link. */
  carries(from: number, to: number): boolean {
    return this.#delivers(from, to) && (this.#oneWay || this.#delivers(to, from));
  }

  #delivers(from: number, to: number): boolean {
    const link = this.link(from, to);
    return link !== undefined && link.packetLoss < 1;
  }

  /** All nodes to which a path leads, itself included. */
  reached(from: number): ReadonlySet<number> {
    const reached = new Set([from]);
    for (const one of reached)
      for (const { to } of this.#links.filter((link) => link.from === String(one)))
        if (this.carries(one, Number(to))) reached.add(Number(to));
    return reached;
  }

  /** The links among the nodes to which a path leads. */
  links(from: number): readonly Link[] {
    const reached = this.reached(from);
    return this.#links.filter((link) => reached.has(Number(link.from)) && reached.has(Number(link.to)));
  }
}
