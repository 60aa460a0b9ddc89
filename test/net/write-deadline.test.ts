import { expect, onTestFinished, test } from 'vitest';
import { next } from '../support/events.js';
import { largeLimits, largeRequests } from '../support/large-reply.js';
import { running } from '../support/radio.js';
import { frozenClient, rawClient } from '../support/raw-client.js';
import { keepAlive, rpc } from '../support/json-rpc-client.js';

const ports = ['http', 'maintenance'] as const;

test.each(ports)('a client of %s that does not take its answer is cut off', async (port) => {
  const mock = await running({ ...largeLimits, [port]: { ...largeLimits[port], writeTimeout: 200 } });
  const client = await frozenClient(mock[port].port);
  const answered = next(mock, 'command');
  const begun = performance.now();
  client.socket.write(largeRequests[port]);
  await answered;
  // A blank now and then, so that the client learns of the end though it reads nothing.
  const knock = setInterval(() => client.socket.write(' '), 20);
  onTestFinished(() => clearInterval(knock));
  await client.closed;
  expect(performance.now() - begun).toBeGreaterThanOrEqual(180);
});

test.each(ports)('a client of %s that takes it in time gets all of it', async (port) => {
  const mock = await running(largeLimits);
  const client = await rawClient(mock[port].port);
  client.socket.write(largeRequests[port]);
  if (port === 'http') client.socket.end();
  expect((await client.ended).text.length).toBeGreaterThan(8_000_000);
});

test('a client of http that takes a little all the time gets all of it, however long that takes', async () => {
  const writeTimeout = 500;
  const mock = await running({ http: { writeTimeout, maxBufferedBytes: 0 } });
  const { socket } = await rawClient(mock.http.port);
  socket.pause();
  const requests = Array.from({ length: 100 }, () => keepAlive(rpc('zeroize', 'x'.repeat(200_000))));
  socket.write(requests.join(''));
  await mock.received(1);
  const begun = performance.now();
  // A piece now and then, until three deadlines have passed; then the rest at once.
  const taking = setInterval(() => {
    if (performance.now() - begun < 3 * writeTimeout) socket.read(65_536);
    else socket.resume();
  }, 10);
  onTestFinished(() => clearInterval(taking));
  await expect.poll(() => socket.bytesRead).toBeGreaterThan(20_000_000);
  expect(performance.now() - begun).toBeGreaterThan(3 * writeTimeout);
  expect(mock.stats().connections.http).toMatchObject({ open: 1 });
});
