import { expect, test } from 'vitest';
import { rawClient } from '../support/client.js';
import { largeLimits, largeRequests } from '../support/large-reply.js';
import { running } from '../support/running.js';

test.each([
  ['http', 'refuse'],
  ['http', 'reset'],
  ['http', 'hang'],
  ['maintenance', 'refuse'],
] as const)(
  '%s: who reads a reply while the radio goes dark (%s) reads all of it, then the end',
  async (port, blackout) => {
    const { http, maintenance } = largeLimits;
    const mock = await running({ blackout, http, maintenance: { ...maintenance, persistent: true } });
    const client = await rawClient(mock[port].port);
    const begun = new Promise<void>((resolve) => {
      client.socket.once('data', () => {
        client.socket.pause();
        resolve();
      });
    });
    client.socket.write(largeRequests[port]);
    await begun;
    mock.blackout.begin('60s');
    client.socket.resume();
    expect((await client.ended).text).toMatch(/"jsonrpc" : "2\.0"\}\n?$/);
    await expect.poll(() => mock.stats().connections[port].endedFor).toMatchObject({ blackout: 1 });
  },
);
