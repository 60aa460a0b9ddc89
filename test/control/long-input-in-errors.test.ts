import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../support/control-plane-client.js';

const long = 'x'.repeat(500_000);

test.each([
  ['PATCH', '/state', { [long]: 1 }],
  ['PUT', '/scenario', { steps: [{ set: { [long]: 1 } }] }],
  ['PUT', '/scenario', { steps: [{ [long]: 1 }] }],
  ['PUT', '/scenario', { steps: [{ drift: { setting: long, to: 1, over: 5 } }] }],
  ['PUT', '/scenario', { steps: [{ fault: { kind: long } }] }],
  ['PUT', '/scenario', { steps: [{ fault: { kind: 'latency', ms: 1, [long]: 1 } }] }],
  ['POST', '/journal/verify', { method: `${long}y` }],
  ['PUT', `/faults/${long.slice(0, 10_000)}`, undefined],
  ['GET', `/state/${long.slice(0, 10_000)}`, undefined],
] as const)(
  'request %#: what is wrong is told in few words, however long it is',
  async (method, path, body) => {
    const control = await radioWithControlPlane();
    const { mock } = control;
    await fetch(mock.http.url, {
      method: 'POST',
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: long }),
    });
    expect((await control.refusal(method, path, body)).length).toBeLessThan(4_000);
  },
);

test('what is nested too deep is told as that', async () => {
  const control = await radioWithControlPlane();
  const deep = `{"params": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(await control.refusal('POST', '/journal/verify', deep)).toContain('body: is nested too deep');
});
