import { expect, onTestFinished, test } from 'vitest';
import { next } from '../support/events.js';
import { largeLimits, largeRequests } from '../support/large-reply.js';
import { running } from '../support/radio.js';
import { frozenClient, rawClient } from '../support/raw-client.js';

const ports = ['http', 'maintenance'] as const;

test.each(ports)('a client of %s that does not take its answer is cut off', async (port) => {
  const mock = await running({ ...largeLimits, [port]: { ...largeLimits[port], writeTimeout: 200 } });
  const client = await frozenClient(mock[port].port);
  const answered = next(mock, 'command');
  client.socket.write(largeRequests[port]);
  await answered;
  const begun = performance.now();
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
