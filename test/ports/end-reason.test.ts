import { expect, test } from 'vitest';
import { httpRequest, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { frozenClient, type RawClient, rawClient, sendsOnAndReads } from '../support/raw-client.js';
import type { SilvusMock } from '../../src/index.js';

const requests = [
  ['http', httpRequest(rpc('freq'))],
  ['maintenance', `${rpc('zeroize')}\n`],
] as const;

/** A client that has its reply and our end, and does not end by itself. */
async function servedClient(mock: SilvusMock, port: 'http' | 'maintenance', bytes: string | Uint8Array) {
  const client = await rawClient(mock[port].port, { allowHalfOpen: true });
  client.socket.write(bytes);
  expect((await client.ended).text).toContain('"result"');
  return client;
}

/** Says for what the one connection has ended, once it has. */
async function expectServed(mock: SilvusMock, port: 'http' | 'maintenance', { socket }: RawClient) {
  await expect.poll(() => mock.stats().connections[port].open).toBe(0);
  socket.destroy();
  const { accepted, endedFor } = mock.stats().connections[port];
  expect({ accepted, served: endedFor.served }).toEqual({ accepted: 1, served: 1 });
}

test.each(requests)(
  '%s: who has been served was served, though the simulator closes',
  async (port, bytes) => {
    const mock = await running();
    const client = await servedClient(mock, port, bytes);
    expect(await mock.close()).toMatchObject({ forced: 0 });
    await expectServed(mock, port, client);
  },
);

test.each(requests)('%s: though the client resets it then', async (port, bytes) => {
  const mock = await running();
  const client = await servedClient(mock, port, bytes);
  client.socket.resetAndDestroy();
  await expectServed(mock, port, client);
});

test.each(['refuse', 'rst', 'hang'] as const)(
  'HTTP: though the radio goes dark (%s) and comes back',
  async (blackout) => {
    const mock = await running({ blackout });
    const client = await servedClient(mock, ...requests[0]);
    mock.blackout.begin('10s');
    await mock.blackout.end();
    await expectServed(mock, 'http', client);
  },
);

test('HTTP: a client that sends on while the radio goes dark still reads the reply before', async () => {
  const mock = await running({ blackout: 'refuse' });
  const client = await frozenClient(mock.http.port);
  client.socket.write(httpRequest(rpc('freq')));
  await expect.poll(() => mock.stats().connections.http.bytesOut).toBeGreaterThan(0);
  client.socket.write(' ');
  mock.blackout.begin('10s');
  expect(await sendsOnAndReads(client)).toContain('"result" : ["4700"]');
});

test('HTTP: who was refused was served, however slow the rest of the request is', async () => {
  const mock = await running({ http: { headerTimeout: '400ms', requestTimeout: '500ms' } });
  const client = await rawClient(mock.http.port, { allowHalfOpen: true });
  client.socket.write('POST /elsewhere HTTP/1.1\r\nConnection: close\r\nContent-Length: 1000000\r\n\r\n');
  const sending = setInterval(() => client.socket.write(' '), 10);
  await client.ended;
  await expect.poll(() => mock.stats().connections.http.open).toBe(0);
  clearInterval(sending);
  expect(client.text()).toMatch(/^HTTP\/1\.1 404 [^]*<title>404 Not Found<[^]*<\/html>\n$/);
  await expectServed(mock, 'http', client);
});
