import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadline, holds } from '../../support/property.js';
import { RadiosOfNetwork } from '../../support/radios-of-network.js';
import {
  ExpectedLinks,
  alike,
  anyPhysics,
  anyRules,
  anySettings,
  radiosWith,
} from '../../support/random-radios.js';

const whole = (value: number) => String(Math.round(value) + 0);

function checkTree(network: RadiosOfNetwork, expected: ExpectedLinks, id: number): void {
  const others = [...expected.reached(id)].filter((each) => each !== id);
  expect(network.call(id, 'routing_tree')).toEqual([...others.sort((a, b) => a - b), id]);
}

function checkLinks(network: RadiosOfNetwork, expected: ExpectedLinks, id: number): void {
  const links = expected.links(id);
  const triples = links.flatMap(({ from, to, snr }) => [from, to, whole(snr)]);
  expect(network.call(id, 'network_status')).toEqual(triples);
  const map = network.call(id, 'streamscape_data') as {
    id: string;
    data: Record<string, string>;
    adjacencies: { nodeFrom: string; nodeTo: string; data: Record<string, string> }[];
  }[];
  const reached = [...expected.reached(id)].map(String).sort((one, other) => Number(one) - Number(other));
  expect(map.map((node) => node.id)).toEqual([String(id), ...reached.filter((each) => each !== String(id))]);
  const edges = map.flatMap(({ adjacencies }) =>
    adjacencies.map(({ nodeFrom, nodeTo }) => [nodeFrom, nodeTo]),
  );
  expect(edges.sort()).toEqual(links.map(({ from, to }) => [from, to]).sort());
  for (const { nodeFrom, nodeTo, data } of map.flatMap(({ adjacencies }) => adjacencies)) {
    for (const [from, to] of [
      [nodeFrom, nodeTo],
      [nodeTo, nodeFrom],
    ] as const) {
      const link = expected.link(Number(from), Number(to));
      const ends = `${from}_${to}`;
      expect(data[`$snr_${ends}`]).toBe(link && whole(link.snr));
      expect(data[`$laMCS_${ends}`]).toBe(link && String(link.mcs));
      expect(data[`$pcns_${ends}`]?.split('_').length).toBe(link && 4);
    }
  }
  for (const node of map)
    expect(network.call(id, 'noise_level', node.id)).toEqual([node.data['$noise_level']]);
  const topology = Object.fromEntries(
    reached.map((from) => [from, links.filter((link) => link.from === from).map(({ to }) => Number(to))]),
  );
  expect(network.call(id, 'topology')).toEqual(topology);
}

/** A route where a path exists, over links that carry it, and its weakest link is one of them. */
function checkRoute(network: RadiosOfNetwork, expected: ExpectedLinks, id: number, to: number): void {
  const path = network.call(id, 'routing_path', String(to)) as string[];
  const weakest = network.call(id, 'weakest_link', String(to)) as string[];
  if (to === id || !expected.reached(id).has(to)) {
    expect([path, weakest]).toEqual([[], []]);
    return;
  }
  const nodes = [id, ...path.map(Number)];
  expect(nodes.at(-1)).toBe(to);
  expect(new Set(nodes).size).toBe(nodes.length);
  const hops = path.map((each, index) => [nodes[index] ?? 0, Number(each)] as const);
  for (const [from, next] of hops) expect(expected.carries(from, next)).toBe(true);
  const snrs = hops.map(([from, next]) => expected.link(from, next)?.snr ?? Infinity);
  const [from, next, snr] = weakest.map(Number);
  expect(hops).toContainEqual([from, next]);
  expect([snr, weakest[3], weakest.length]).toEqual([Math.round(Math.min(...snrs)) + 0, '1', 4]);
}

/** Both ends of a link say the same of it, and nothing of one that is not there. */
function checkNeighbour(network: RadiosOfNetwork, expected: ExpectedLinks, id: number, other: number): void {
  const [incoming, outgoing] = [expected.link(other, id), expected.link(id, other)];
  const rssi = network.call(id, 'nbr_rssi', String(other)) as string[];
  expect(rssi).toHaveLength(incoming === undefined ? 0 : 4);
  if (incoming !== undefined) expect(rssi).toContain(whole(incoming.signal));
  const mcs = outgoing === undefined ? [] : [String(outgoing.mcs)];
  expect(network.call(id, 'nbr_mcs', String(other))).toEqual(mcs);
  expect(network.call(other, 'nbr_mcs_rx', String(id))).toEqual(mcs);
  const throughput = outgoing === undefined ? [] : [outgoing.throughput.toFixed(1)];
  expect(network.call(id, 'link_throughput', String(other), '1')).toEqual(throughput);
}

/** IDs and ticks of `current_tof`. */
function flightsOf(network: RadiosOfNetwork, id: number): readonly (readonly [number, number])[] {
  const texts = network.call(id, 'current_tof') as string[];
  expect(texts.length % 3).toBe(0);
  const numbers = texts.map(Number);
  return numbers.flatMap((each, index) => (index % 3 === 0 ? [[each, numbers[index + 1] ?? NaN]] : []));
}

test('every method of every node says what follows from the links between all pairs', deadline, async () => {
  await holds(
    fc.asyncProperty(
      radiosWith(anySettings),
      anyPhysics,
      anyRules,
      fc.nat(),
      fc.integer({ min: 0, max: 120_000 }),
      async (radios, model, ruled, seed, ms) => {
        const network = new RadiosOfNetwork(radios, seed, model);
        for (const { from, to, rule } of ruled) {
          const [one, other] = [radios[from % radios.length]?.id, radios[to % radios.length]?.id].map(String);
          if (one === undefined || other === undefined || one === other) continue;
          if (rule === 'cut') network.model.cut(one, other, { direction: 'forward' });
          else network.model.override(one, other, rule === 'snr' ? { snr: 12 } : { packetLoss: 1 });
        }
        await network.advance(ms);
        const expected = new ExpectedLinks(network, radios);
        const onAir = radios.filter((radio) => radio.onAir === 'on').map(({ id }) => id);
        for (const id of onAir) {
          checkTree(network, expected, id);
          checkLinks(network, expected, id);
          for (const { id: to } of radios) checkRoute(network, expected, id, to);
          for (const other of onAir.filter((each) => each !== id))
            checkNeighbour(network, expected, id, other);
          const heard = onAir.filter((other) => expected.link(id, other) ?? expected.link(other, id));
          const flights = flightsOf(network, id);
          expect(flights.map(([other]) => other)).toEqual([...heard].sort((one, other) => one - other));
          for (const [other, ticks] of flights) expect(flightsOf(network, other)).toContainEqual([id, ticks]);
        }
      },
    ),
    { share: 0.1 },
  );
});

test(
  'no node hears one of another frequency, width, name, key or mode, or one that is silent',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(radiosWith(anySettings), fc.nat(), async (radios, seed) => {
        const network = new RadiosOfNetwork(radios, seed);
        const settingsOf = (id: unknown) => radios.find((radio) => String(radio.id) === String(id));
        await network.advance(0);
        for (const { id } of radios.filter(({ onAir }) => onAir === 'on')) {
          const status = network.call(id, 'network_status') as string[];
          for (let at = 0; at < status.length; at += 3) {
            const [from, to] = [settingsOf(status[at]), settingsOf(status[at + 1])];
            for (const name of ['freq_bw', 'nw_name', 'enc_disable', 'routing_proto'] as const)
              expect(from?.settings[name]).toEqual(to?.settings[name]);
            if (from?.settings['enc_disable']?.[0] === '0')
              expect(from.settings['enc_key']).toEqual(to?.settings['enc_key']);
            expect([from?.onAir, to?.onAir, from?.settings['tx_fifo_disable']]).toEqual(['on', 'on', ['0']]);
          }
        }
      }),
      { share: 0.1 },
    );
  },
);

test(
  'where all radios are alike, a link is as good in both directions, and every node it joins shows the same',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(
        radiosWith(fc.constant(alike)).map((radios) =>
          radios.map((radio) => ({ ...radio, antennas: 2, gain: 2 })),
        ),
        fc.nat(),
        async (radios, seed) => {
          const network = new RadiosOfNetwork(radios, seed, {
            propagation: { model: 'log-distance', exponent: 2.2, sigma: 5 },
          });
          await network.advance(60_000);
          const onAir = radios.filter((radio) => radio.onAir === 'on').map(({ id }) => id);
          for (const id of onAir) {
            const status = network.call(id, 'network_status') as string[];
            const snrs = new Map<string, string | undefined>();
            for (let at = 0; at < status.length; at += 3)
              snrs.set(`${status[at]}-${status[at + 1]}`, status[at + 2]);
            for (const [pair, snr] of snrs) expect(snrs.get(pair.split('-').reverse().join('-'))).toBe(snr);
            for (const other of network.call(id, 'routing_tree') as number[]) {
              expect(network.call(other, 'network_status')).toEqual(status);
              expect(network.call(other, 'nbr_mcs', String(id))).toEqual(
                network.call(id, 'nbr_mcs', String(other)),
              );
            }
          }
        },
      ),
      { share: 0.1 },
    );
  },
);
