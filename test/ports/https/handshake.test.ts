import { expect, test } from 'vitest';
import type { SilvusMock } from '../../../src/index.js';
import { httpRequest, rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';
import { callByHttps, httpsPort, tlsClient } from '../../support/tls-client.js';

/** The beginning of what a TLS client sends first: a record of 198 bytes, of which 11 come. */
const halfHello = Buffer.from('16030100c6010000c20303', 'hex');

async function nextIsServed(mock: SilvusMock): Promise<void> {
  expect(await callByHttps(mock, 'freq')).toContain('"4700"');
}

const endedFor = (mock: SilvusMock) => mock.stats().connections.https?.endedFor;

test.each([
  ['plain HTTP', httpRequest(rpc('freq'))],
  ['bytes that are no TLS', Buffer.alloc(1_000, 0xff)],
  ['a megabyte of it', Buffer.alloc(1_048_576, 'x')],
])('%s ends the connection with handshake-failed, and the next client is served', async (_what, bytes) => {
  const mock = await running({ https: { port: 0 } });
  const client = await rawClient(httpsPort(mock));
  client.socket.write(bytes);
  expect((await client.ended).text).not.toContain('HTTP/');
  await expect.poll(() => endedFor(mock)?.['handshake-failed']).toBe(1);
  await nextIsServed(mock);
});

test.each([
  ['that sends nothing', Buffer.alloc(0)],
  ['that stays half', halfHello],
])('a handshake %s is ended after its time, 0 is no bound', async (_what, bytes) => {
  const mock = await running({ https: { port: 0, handshakeTimeout: 150 } });
  // Before the connection: the port may accept it long before this process hears of it.
  const begun = performance.now();
  const client = await rawClient(httpsPort(mock));
  client.socket.write(bytes);
  expect(await client.ended).toEqual({ text: '', error: undefined });
  expect(performance.now() - begun).toBeGreaterThanOrEqual(149);
  await expect.poll(() => endedFor(mock)).toMatchObject({ 'handshake-timeout': 1, 'handshake-failed': 0 });
  await nextIsServed(mock);
});

test('a change of the time holds for new connections; bytes one by one do not prolong it', async () => {
  const mock = await running({ https: { port: 0, handshakeTimeout: 0 } });
  const waiting = await rawClient(httpsPort(mock));
  await mock.reload({ https: { port: 0, handshakeTimeout: 300 } });
  const slow = await rawClient(httpsPort(mock));
  const drip = setInterval(() => slow.socket.write(Buffer.of(0x16)), 20);
  await slow.ended;
  clearInterval(drip);
  expect(waiting.socket.readyState).toBe('open');
});

test('a client that ends or resets within the handshake is counted so', async () => {
  const mock = await running({ https: { port: 0 } });
  const ending = await rawClient(httpsPort(mock));
  ending.socket.end(halfHello);
  await ending.ended;
  const resetting = await rawClient(httpsPort(mock));
  resetting.socket.write(halfHello);
  await expect.poll(() => mock.stats().connections.https?.bytesIn).toBe(2 * halfHello.length);
  resetting.socket.resetAndDestroy();
  await expect
    .poll(() => endedFor(mock))
    .toMatchObject({ client: 1, 'client-reset': 1, 'handshake-failed': 0 });
  await nextIsServed(mock);
});

test('TLS 1.2 and 1.3 are spoken; an older client is refused', async () => {
  const mock = await running({ https: { port: 0 } });
  expect(await callByHttps(mock, 'freq', { maxVersion: 'TLSv1.2' })).toContain('"4700"');
  expect(await callByHttps(mock, 'freq', { maxVersion: 'TLSv1.3' })).toContain('"4700"');
  await expect(tlsClient(httpsPort(mock), { maxVersion: 'TLSv1.1' })).rejects.toThrow();
});

test('a connection whose handshake goes on does not hold up a close', async () => {
  const mock = await running({ https: { port: 0 } });
  const half = await rawClient(httpsPort(mock));
  half.socket.write(halfHello);
  await expect.poll(() => mock.stats().connections.https?.open).toBe(1);
  expect(await mock.close()).toMatchObject({ forced: 0 });
  await half.ended;
});

test('half a handshake takes a place as half a request does, and none is idle before its first request', async () => {
  const mock = await running({ https: { port: 0 }, http: { maxConnections: 1 } });
  const half = await rawClient(httpsPort(mock));
  half.socket.write(halfHello);
  await expect.poll(() => mock.stats().connections.https?.bytesIn).toBe(halfHello.length);
  await expect(tlsClient(httpsPort(mock))).rejects.toThrow();
  expect(mock.stats().connections.https?.refusedFor.limit).toBe(1);
  half.socket.destroy();
  await expect.poll(() => mock.stats().connections.https?.open).toBe(0);
  await nextIsServed(mock);
});
