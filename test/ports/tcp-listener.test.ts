import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/core/time/clock.js';
import { TcpListener } from '../../src/ports/tcp-listener.js';
import { rawClient } from '../support/raw-client.js';

/** A port on a server that the test can take away. */
async function opened() {
  const server = createServer();
  const lost: unknown[] = [];
  const refused: string[] = [];
  const port = new TcpListener({
    name: 'http',
    server,
    address: { host: '127.0.0.1', port: 0 },
    limits: { maxConnections: 0, maxPerAddress: 0, atLimit: 'refuse', writeTimeout: 0 },
    socketClock: systemClock(),
    fateOf: () => undefined,
    onOpen: ({ stream }) => stream.resume(),
    listener: {
      onRefused: (reason) => refused.push(reason),
      onEnded: () => undefined,
      onLost: (error) => lost.push(error),
    },
  });
  const address = await port.open();
  onTestFinished(async () => {
    port.destroyConnections();
    await port.stop();
  });
  return { server, port, address, lost, refused };
}

const closed = (server: ReturnType<typeof createServer>) =>
  new Promise((resolve) => {
    server.close(resolve);
  });

test('a port that stops listening by itself is reported, and opens again at the same address', async () => {
  const { server, port, address, lost } = await opened();
  await closed(server);
  expect(lost).toEqual([new Error('it stopped listening')]);
  await port.reopen();
  expect((server.address() as AddressInfo).port).toBe(address.port);
  (await rawClient(address.port)).socket.destroy();
});

test('a reopening rejects while another has the port, and works once it is free', async () => {
  const { server, port, address } = await opened();
  await closed(server);
  const other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(address.port, '127.0.0.1', resolve);
  });
  await expect(port.reopen()).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE' });
  await closed(other);
  await port.reopen();
  expect(server.listening).toBe(true);
});

test('a fatal fault of the server closes it and is reported once', async () => {
  const { server, port, lost } = await opened();
  server.emit('error', Object.assign(new Error('accept EBADF'), { code: 'EBADF' }));
  expect(server.listening).toBe(false);
  expect(lost).toMatchObject([{ message: 'accept EBADF' }]);
  await port.reopen();
  expect(server.listening).toBe(true);
});

test('a want of descriptors loses no port: it is a refusal', async () => {
  const { server, lost, refused } = await opened();
  server.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }));
  expect([server.listening, lost, refused]).toEqual([true, [], ['descriptors']]);
});

test('a port that is dark or to be closed is not lost, and opens for nobody', async () => {
  const { server, port, lost } = await opened();
  port.enterBlackout('refuse');
  await port.reopen();
  expect(server.listening).toBe(false);
  await port.leaveBlackout();
  expect(server.listening).toBe(true);
  await port.stop();
  await port.reopen();
  expect(server.listening).toBe(false);
  expect(lost).toEqual([]);
});
