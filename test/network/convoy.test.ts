import { cpuUsage } from 'node:process';
import { expect, test } from 'vitest';
import { Network } from '../../src/network/network.js';
import { east, nodeAt } from './support/nodes.js';

/** Eight vehicles, 100 m apart, that drive east; the last ones fall behind more and more. */
function convoy(): Network {
  const network = new Network({
    seed: 3,
    settings: { propagation: { model: 'log-distance', exponent: 2.6, sigma: 3 } },
  });
  for (let index = 0; index < 8; index += 1) {
    const start = 700 - 100 * index;
    const end = start + (15 - index * 2) * 600;
    const motion = { kind: 'waypoints', points: [{ seconds: 600, position: east(end) }] } as const;
    network.add({
      ...nodeAt(String(index + 1), east(start), { maxLinkDistance: 3000 }),
      antennas: 2,
      motion,
    });
  }
  return network;
}

/** The first vehicle's link to the second and its route to the last, each second. */
function drive(network: Network, seconds: number): readonly string[] {
  const trace: string[] = [];
  for (let second = 0; second <= seconds; second += 1) {
    network.advanceTo(second);
    for (const id of network.ids()) network.neighbours(id);
    const link = network.link('1', '2');
    const route = network.route('1', '8')?.nodes.join('-') ?? 'none';
    trace.push(`${second} s: ${link?.snr.toFixed(1) ?? '-'} dB, MCS ${link?.mcs ?? '-'}, ${route}`);
  }
  return trace;
}

test('a convoy drives apart: the signal falls, the route gets longer, and breaks', () => {
  const before = cpuUsage();
  const trace = drive(convoy(), 600);
  const { user, system } = cpuUsage(before);
  console.info(
    `ten minutes of a convoy of 8, all neighbours each second: ${((user + system) / 1000).toFixed(0)} ms`,
  );
  expect([0, 60, 120, 240, 360, 480, 540, 600].map((second) => trace[second])).toMatchInlineSnapshot(`
    [
      "0 s: 31.8 dB, MCS 15, 1-6-8",
      "60 s: 22.9 dB, MCS 12, 1-4-6-8",
      "120 s: 18.0 dB, MCS 11, 1-2-4-6-8",
      "240 s: 12.0 dB, MCS 9, 1-2-4-6-8",
      "360 s: 8.1 dB, MCS 8, 1-2-4-5-6-8",
      "480 s: 5.2 dB, MCS 0, none",
      "540 s: 4.0 dB, MCS 0, none",
      "600 s: - dB, MCS -, none",
    ]
  `);
  const routes = trace.map((line) => line.split(', ').at(-1));
  expect(new Set(routes).size).toBeGreaterThan(3);
});

test('the same convoy again gives the same trace', () => {
  expect(drive(convoy(), 100)).toEqual(drive(convoy(), 100));
});
