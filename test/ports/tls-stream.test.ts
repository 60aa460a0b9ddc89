import { once } from 'node:events';
import type { Socket } from 'node:net';
import { type TLSSocket, TLSSocket as ServerSocket, connect, createSecureContext } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { httpPortWithSink } from '../support/port-with-sink.js';
import { rawClient } from '../support/raw-client.js';
import { selfSigned } from '../support/self-signed.js';

const { key, cert } = selfSigned();
const secureContext = createSecureContext({ key, cert });

/** An HTTP port that puts a TLS socket over each raw socket. */
const tlsPort = (options: Parameters<typeof httpPortWithSink>[0] = {}) => {
  const raws: Socket[] = [];
  const wrap = (raw: Socket) => {
    raws.push(raw);
    return new ServerSocket(raw, { isServer: true, secureContext });
  };
  const tls = { wrap, handshakeTimeout: () => 0 };
  return httpPortWithSink({ ...options, tls }).then((made) => ({ ...made, raws }));
};

/** A client of it, and what became of it. */
async function tlsClient(number: number) {
  const { socket: raw } = await rawClient(number);
  let error: string | undefined;
  const onError = (fault: NodeJS.ErrnoException) => {
    error ??= fault.code;
  };
  raw.on('error', onError);
  const socket: TLSSocket = connect({ socket: raw, ca: cert, servername: 'localhost' });
  socket.on('error', onError);
  await once(socket, 'secureConnect');
  let text = '';
  socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const closed = new Promise<{ readonly text: string; readonly error: string | undefined }>((resolve) => {
    socket.once('close', () => resolve({ text, error }));
  });
  onTestFinished(() => void raw.destroy());
  const until = async (pattern: RegExp) => {
    while (!pattern.test(text)) await once(socket, 'data');
  };
  return { raw, socket, closed, until };
}

const request = 'POST /streamscape_api HTTP/1.1\r\nHost: radio\r\nContent-Length: 2\r\n\r\n{}';

test('the connection of a request over TLS is found, and requests follow one another on it', async () => {
  const { port, number, origins, raws } = await tlsPort();
  const { raw, socket, until } = await tlsClient(number);
  socket.write(request);
  await until(/"done"/);
  socket.write(request);
  await until(/"done"[^]*"done"/);
  const peer = `127.0.0.1:${raw.localPort ?? 0}`;
  expect(origins).toEqual([
    { port: 'http', peer, path: '/streamscape_api' },
    { port: 'http', peer, path: '/streamscape_api' },
  ]);
  const { open, accepted, bytesIn } = port.figures();
  // On the wire, not in the clear.
  expect([open, accepted, bytesIn]).toEqual([1, 1, raws[0]?.bytesRead]);
  expect(bytesIn).toBeGreaterThan(2 * request.length);
});

test('a fault that resets the connection sends a RST on the raw socket', async () => {
  const { port, number, ends } = await tlsPort({ replier: () => ({ text: undefined, ending: 'reset' }) });
  const { socket, closed } = await tlsClient(number);
  socket.write(request);
  expect(await closed).toEqual({ text: '', error: 'ECONNRESET' });
  expect(ends).toEqual(['fault']);
  expect(port.figures().open).toBe(0);
});

test('a blackout that shows as rst sends a RST on the raw socket', async () => {
  const { port, number, ends } = await tlsPort();
  const { socket, until, closed } = await tlsClient(number);
  socket.write(request);
  await until(/"done"/);
  // Another handshake takes longer than the end of the reply.
  await tlsClient(number);
  port.enterBlackout('rst');
  expect(await closed).toMatchObject({ error: 'ECONNRESET' });
  expect(ends).toEqual(['blackout', 'blackout']);
  await port.leaveBlackout();
});

test('a port that stops ends an idle TLS connection after its reply, with an end and no reset', async () => {
  const { port, number, ends } = await tlsPort();
  const { socket, until, closed } = await tlsClient(number);
  socket.write(request);
  await until(/"done"/);
  await port.stop();
  expect(await closed).toMatchObject({ error: undefined });
  expect(ends).toEqual(['closing']);
});

test('a client whose headers take too long is sent a 408 over TLS', async () => {
  const { port, number, ends } = await tlsPort({ http: { headerTimeout: 100, requestTimeout: 200 } });
  const { socket, closed } = await tlsClient(number);
  socket.write('POST /streamscape_api HTTP/1.1\r\n');
  expect((await closed).text).toMatch(/^HTTP\/1.1 408 /);
  await port.stop();
  expect(ends).toEqual(['header-timeout']);
});

test('bytes that are no TLS end the connection', async () => {
  const { port, number } = await tlsPort();
  const client = await rawClient(number);
  client.socket.write(request);
  await client.ended;
  client.socket.destroy();
  await port.stop();
  expect(port.figures().open).toBe(0);
});
