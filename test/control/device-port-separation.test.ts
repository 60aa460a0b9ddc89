import { expect, test } from 'vitest';
import { type ControlPlaneClient, httpCall, radioWithControlPlane } from '../support/control-plane-client.js';
import { maintain } from '../support/json-rpc-client.js';
import type { OpenApi } from '../support/openapi-validator.js';
import { running } from '../support/radio.js';

/** Every path and method of the control plane. */
async function requests(radio: ControlPlaneClient): Promise<readonly (readonly [string, string])[]> {
  const { paths } = (await radio.get('/openapi.json')) as OpenApi;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => [method.toUpperCase(), path.replace(/[{}]/g, '')] as const),
  );
}

test("the device's port answers no path of the control plane, and as it does without one", async () => {
  const radio = await radioWithControlPlane();
  const bare = await running();
  const all = await requests(radio);
  expect(all.length).toBeGreaterThan(20);
  for (const [method, path] of all) {
    const reply = await httpCall(radio.mock.http.port, method, path);
    expect([reply.status, path]).toEqual([404, path]);
    expect(reply).toEqual(await httpCall(bare.http.port, method, path));
  }
});

test("the device's replies are the same with a control plane and without", async () => {
  const radio = await radioWithControlPlane();
  const bare = await running();
  for (const body of [
    '{"jsonrpc":"2.0","method":"freq","id":1}',
    '{"jsonrpc":"2.0","method":"mode","id":1}',
    '{',
  ])
    expect(await httpCall(radio.mock.http.port, 'POST', '/streamscape_api', { body })).toEqual(
      await httpCall(bare.http.port, 'POST', '/streamscape_api', { body }),
    );
  expect(await maintain(radio.mock, 'reset')).toEqual(await maintain(bare, 'reset'));
});

test("the control port answers none of the device's paths", async () => {
  const radio = await radioWithControlPlane();
  const body = { jsonrpc: '2.0', method: 'freq', id: 1 };
  expect(await radio.refusal('POST', '/streamscape_api', body)).toMatch(/^404 NOT_FOUND/);
  expect(radio.mock.journal.total).toBe(0);
  expect(radio.mock.stats().connections.http.accepted).toBe(0);
});
