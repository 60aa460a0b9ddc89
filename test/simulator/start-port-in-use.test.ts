import { type AddressInfo, type Server, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createSilvusMock } from '../../src/index.js';
import { rawClient } from '../support/raw-client.js';

/** A server on any free port. */
async function taken(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return { server, port: (server.address() as AddressInfo).port };
}

/** A port that was free a moment ago. */
async function free(): Promise<number> {
  const { server, port } = await taken();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('a taken HTTP port is named, and the maintenance port is not open', async () => {
  const { port } = await taken();
  const other = await free();
  const mock = createSilvusMock({ http: { port }, maintenance: { port: other } });
  await expect(mock.start()).rejects.toMatchObject({
    name: 'SilvusMockError',
    code: 'PORT_UNAVAILABLE',
    message: `the http port ${port} on 127.0.0.1 can't be opened: it is taken`,
  });
  expect(mock.lifecycle).toBe('failed');
  await expect(rawClient(other)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a taken maintenance port is named, and the HTTP port is closed again', async () => {
  const { port } = await taken();
  const other = await free();
  const mock = createSilvusMock({ http: { port: other }, maintenance: { port } });
  await expect(mock.start()).rejects.toMatchObject({
    code: 'PORT_UNAVAILABLE',
    message: `the maintenance port ${port} on 127.0.0.1 can't be opened: it is taken`,
  });
  await expect(rawClient(other)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('after a start that failed, close is done at once and a second start fails in the same way', async () => {
  const { port } = await taken();
  const mock = createSilvusMock({ http: { port } });
  await expect(mock.start()).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE' });
  await expect(mock.start()).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE' });
  expect(await mock.close()).toMatchObject({ drained: 0, rejected: 0, cut: 0, forced: 0 });
});

test('an address that this machine does not have is named', async () => {
  const mock = createSilvusMock({ host: '192.0.2.1' });
  await expect(mock.start()).rejects.toMatchObject({
    code: 'PORT_UNAVAILABLE',
    message: expect.stringMatching(/^the http port 0 on 192\.0\.2\.1 can't be opened: .*EADDRNOTAVAIL/),
  });
});
