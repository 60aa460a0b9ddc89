import { X509Certificate } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { startNetwork } from '../../../src/index.js';
import { outcome } from '../../support/json-rpc-client.js';
import { callByHttps } from '../../support/tls-client.js';

const at = { latitude: 50, longitude: 8, altitude: 100 };

test('every radio of a network that is served has HTTPS, each with a certificate of its own', async () => {
  const network = await startNetwork({
    https: { port: 0 },
    network: {
      nodes: [
        { nodeid: 310061, position: at, served: true },
        { nodeid: 310062, position: at, served: { https: 0 } },
        { nodeid: 310063, position: at, served: false },
      ],
    },
  });
  onTestFinished(async () => {
    await network.close({ graceMs: 1_000 });
  });
  const served = network.radios.filter(({ isServed }) => isServed);
  expect(served).toHaveLength(2);
  for (const radio of served) {
    const [ca = ''] = (await outcome(radio, 'tls_cert')) as readonly string[];
    expect(new X509Certificate(ca).subject).toBe(`CN=silvus-${radio.nodeid}`);
    expect(await callByHttps(radio, 'nodeid', { ca })).toContain(`["${radio.nodeid}"]`);
  }
});

test('a node can have HTTPS where the others have none', async () => {
  const network = await startNetwork({
    network: {
      nodes: [
        { nodeid: 310061, position: at, served: true },
        { nodeid: 310062, position: at, served: { https: 0 } },
      ],
    },
  });
  onTestFinished(async () => {
    await network.close({ graceMs: 1_000 });
  });
  expect(network.radios.map(({ addresses }) => addresses.https !== undefined)).toEqual([false, true]);
});
