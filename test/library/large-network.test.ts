import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { SimulatedRadio } from '../../src/index.js';
import { createNetwork } from '../../src/library/create-network.js';

/** A network of so many nodes, of which one is served. */
const city = (nodes: number) => ({
  settings: { max_link_distance: 500 },
  generate: { nodes, center: { latitude: 48, longitude: 11 }, spacing: 250, served: 1 },
});

/** True once its ports are open. */
function isOpen(radio: SimulatedRadio | undefined): boolean {
  try {
    return radio?.addresses !== undefined;
  } catch {
    return false;
  }
}

test('a large network that is closed while its links are computed at the start has ended', async () => {
  const network = createNetwork({ network: city(400), clock: 'virtual' });
  const started = network.start();
  started.catch(() => undefined);
  const [radio] = network.radios;
  // Its ports are open, and the links are what is left.
  while (!isOpen(radio)) await turn();
  await turn();
  expect(network.lifecycle).toBe('starting');
  const closed = network.close();
  await expect(started).rejects.toMatchObject({ code: 'CLOSED_WHILE_STARTING' });
  await closed;
  expect(network.lifecycle).toBe('closed');
});
