import { expect, test } from 'vitest';
import type { SilvusMock } from '../../src/index.js';
import { inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

const ports = [
  ['http', keepAlive(rpc('zeroize'))],
  ['maintenance', `${rpc('zeroize')}\n`],
  ['maintenance', rpc('zeroize')],
] as const;

/** Sends bytes and the FIN with them; the other half stays open. */
async function sentAndEnded(mock: SilvusMock, port: 'http' | 'maintenance', bytes: string) {
  const client = await rawClient(mock[port].port, { allowHalfOpen: true });
  client.socket.end(bytes);
  return client;
}

test.each(ports)(
  'on %s a client that ends after its request gets the answer, then our end',
  async (port, bytes) => {
    const mock = await running();
    const client = await sentAndEnded(mock, port, bytes);
    expect(await client.ended).toMatchObject({
      text: expect.stringContaining('"result" : [""]'),
      error: undefined,
    });
  },
);

test.each(ports)('on %s it gets it after its turn too, however long that takes', async (port, bytes) => {
  const { mock, clock } = await runningInVirtualTime({ worker: { processingTime: '20s' } });
  const client = await sentAndEnded(mock, port, bytes);
  await inputIsRead(mock);
  expect(client.text()).toBe('');
  await clock.advance('20s');
  expect((await client.ended).text).toContain('"result" : [""]');
});

test('text on the maintenance port that the end completes is answered', async () => {
  const mock = await running();
  const client = await sentAndEnded(mock, 'maintenance', 'no JSON');
  expect((await client.ended).text).toContain('Parse error');
});

test('half a message and an end get Parse error; an end alone gets an end', async () => {
  const mock = await running();
  const half = await sentAndEnded(mock, 'maintenance', '{"jsonrpc":"2.0","meth');
  expect((await half.ended).text).toContain('Parse error');
  const none = await sentAndEnded(mock, 'maintenance', '');
  expect((await none.ended).text).toBe('');
});

test('half an HTTP request and an end get 400', async () => {
  const mock = await running();
  const whole = keepAlive(rpc('freq'));
  for (const bytes of [whole.slice(0, 30), whole.slice(0, -3)]) {
    const client = await sentAndEnded(mock, 'http', bytes);
    expect((await client.ended).text).toMatch(/^HTTP\/1\.1 400 /);
  }
  const silent = await sentAndEnded(mock, 'http', '');
  expect((await silent.ended).text).toBe('');
});
