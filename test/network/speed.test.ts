import { cpuUsage } from 'node:process';
import { expect, test } from 'vitest';
import { randomSource } from '../../src/core/random.js';
import { Network } from '../../src/network/network.js';
import type { PhysicsOptions } from '../../src/network/settings.js';

/** Nodes on a square of such a size that each has about twelve neighbours within the 1,000 m that links may have. */
function city(nodes: number, settings: PhysicsOptions): Network {
  const network = new Network({ seed: 7, settings });
  const side = Math.sqrt((nodes * Math.PI * 1e6) / 12);
  const place = randomSource(7).stream('city');
  for (let index = 0; index < nodes; index += 1) {
    network.add({
      id: String(100_000 + index),
      position: {
        latitude: 48 + place.between(0, side) / 111_200,
        longitude: 11 + place.between(0, side) / (111_320 * Math.cos((48 * Math.PI) / 180)),
      },
      motion: { kind: 'random-walk', speed: 15 },
    });
  }
  return network;
}

/** The least CPU time of a tick, ms. */
function leastTick(network: Network, ticks: number): number {
  let least = Infinity;
  for (let tick = 1; tick <= ticks; tick += 1) {
    const before = cpuUsage();
    network.advanceTo(tick);
    network.neighbours('100000');
    const { user, system } = cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

// Printed, not asserted: the machine may be busy.
test.each([
  ['free space', {}],
  ['shadowing', { propagation: { model: 'log-distance', exponent: 2.1, sigma: 4 } }],
] as const)('the cost of a tick grows with the links: %s', (name, settings) => {
  for (const nodes of [1000, 10_000]) {
    const network = city(nodes, settings);
    const ms = leastTick(network, 60);
    const links = network.linkCount;
    const perLink = ((ms * 1e6) / links).toFixed(0);
    console.info(`${name}, ${nodes} nodes: ${links} links, ${ms.toFixed(2)} ms a tick, ${perLink} ns a link`);
    expect(links).toBeGreaterThan(9 * nodes);
  }
});
