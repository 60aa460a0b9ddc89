import { expect, test } from 'vitest';
import { largeLimits, largeRequests } from '../support/large-reply.js';
import { running } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

test.each([
  ['http', 'refuse', { isOver: false }],
  ['http', 'rst', { isOver: false }],
  ['http', 'hang', { isOver: false }],
  ['http', 'hang', { isOver: true }],
  ['maintenance', 'refuse', { isOver: false }],
  ['maintenance', 'hang', { isOver: true }],
] as const)(
  '%s: who reads a reply while the radio goes dark (%s, %o) reads all of it, then the end',
  async (port, blackout, { isOver }) => {
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
    if (isOver) {
      await mock.blackout.end();
      // One that reads slowly: at any moment much of it is in the buffers of the system.
      client.socket.on('data', () => {
        client.socket.pause();
        setImmediate(() => client.socket.resume());
      });
    }
    client.socket.resume();
    expect((await client.ended).text).toMatch(/"jsonrpc" : "2\.0"\}\n?$/);
    await expect.poll(() => mock.stats().connections[port].endedFor).toMatchObject({ blackout: 1 });
  },
);
