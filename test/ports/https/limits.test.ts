import { describe, expect, test } from 'vitest';
import type { SilvusMock, SilvusMockOptions } from '../../../src/index.js';
import { keepAlive, paddedTo, rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { type RawClient, rawClient } from '../../support/raw-client.js';
import { httpsPort, tlsClient } from '../../support/tls-client.js';

type PortName = 'http' | 'https';

const clientOf = (mock: SilvusMock, port: PortName): Promise<RawClient> =>
  port === 'http' ? rawClient(mock.http.port) : tlsClient(httpsPort(mock));

const figuresOf = (mock: SilvusMock, port: PortName) => mock.stats().connections[port];

/** A radio with these limits; a client of one of its ports. */
async function clientWith(port: PortName, http: SilvusMockOptions['http']) {
  const mock = await running({ http, https: { port: 0 } });
  return { mock, client: await clientOf(mock, port) };
}

const freq = keepAlive(rpc('freq'));

describe.each<PortName>(['http', 'https'])('the limits of HTTP on the port %s', (port) => {
  const endsFor = (mock: SilvusMock, reason: string) =>
    expect
      .poll(() => Object.entries(figuresOf(mock, port)?.endedFor ?? {}).filter(([, count]) => count > 0))
      .toContainEqual([reason, 1]);

  test('connections, of all and of one address', async () => {
    for (const [limits, reason] of [
      [{ maxConnections: 1 }, 'limit'],
      [{ maxConnectionsPerAddress: 1 }, 'address-limit'],
    ] as const) {
      const { mock, client } = await clientWith(port, { ...limits, atLimit: 'refuse' });
      const more = await clientOf(mock, port).then(
        ({ ended }) => ended,
        () => ({ text: '' }),
      );
      expect(more.text).toBe('');
      await expect.poll(() => figuresOf(mock, port)?.refusedFor[reason]).toBe(1);
      client.socket.write(freq);
      expect(await client.until(/"4700"/)).toContain('200 OK');
    }
  });

  test('the one that is idle for longest makes room', async () => {
    const { mock, client } = await clientWith(port, { maxConnections: 1 });
    client.socket.write(freq);
    await client.until(/"jsonrpc" : "2\.0"}/);
    const next = await clientOf(mock, port);
    next.socket.write(freq);
    expect(await next.until(/"4700"/)).toContain('200 OK');
    await endsFor(mock, 'idle-at-limit');
  });

  test('headers and bodies', async () => {
    const { mock, client } = await clientWith(port, { maxBodyBytes: 100 });
    client.socket.write(keepAlive(paddedTo(101)));
    expect(await client.until(/ 413 /)).toMatch(/^HTTP\/1\.1 413 /);
    const other = await clientOf(mock, port);
    other.socket.write(`POST /streamscape_api HTTP/1.1\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`);
    expect((await other.ended).text).toMatch(/^HTTP\/1\.1 431 /);
    await endsFor(mock, 'too-large');
  });

  test('the time of headers and of a request', async () => {
    const { mock, client } = await clientWith(port, { headerTimeout: 100, requestTimeout: 200 });
    const other = await clientOf(mock, port);
    client.socket.write(freq.slice(0, 20));
    other.socket.write(freq.slice(0, -5));
    for (const { ended } of [client, other]) expect((await ended).text).toMatch(/^HTTP\/1\.1 408 /);
    await endsFor(mock, 'header-timeout');
    await endsFor(mock, 'request-timeout');
  });

  test('the time between two requests', async () => {
    const { mock, client } = await clientWith(port, { keepAliveTimeout: 150 });
    client.socket.write(freq);
    expect((await client.ended).text).toContain('"4700"');
    await endsFor(mock, 'idle-timeout');
  });

  test('the time in which a client takes nothing', async () => {
    const { mock, client } = await clientWith(port, { writeTimeout: 200, maxBufferedBytes: 0 });
    client.socket.pause();
    mock.faults.add({ kind: 'reply', result: 'x'.repeat(60_000) });
    client.socket.write(freq.repeat(400));
    await endsFor(mock, 'write-timeout');
  });

  test('bytes that are held, and open requests', async () => {
    const { mock, client } = await clientWith(port, { maxBufferedBytes: 1_000 });
    mock.worker.pause();
    client.socket.write(Array.from({ length: 40 }, (_, id) => keepAlive(rpc('freq', id))).join(''));
    await endsFor(mock, 'buffer-full');
    const worker = { queueCapacity: 10_000 };
    const other = await running({ worker, http: { maxBufferedBytes: 0 }, https: { port: 0 } });
    other.worker.pause();
    const eager = await clientOf(other, port);
    eager.socket.write(freq.repeat(2_001));
    await expect.poll(() => figuresOf(other, port)?.endedFor['too-many-requests']).toBe(1);
  });

  test('what is no HTTP', async () => {
    const { mock, client } = await clientWith(port, {});
    client.socket.write('\x16\x03\x01');
    expect((await client.ended).text).toMatch(/^HTTP\/1\.1 400 /);
    await endsFor(mock, 'not-http');
  });
});
