import { expect, test } from 'vitest';
import { outcome, rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

/** Resolves with the bytes that came and the ms from `begun` once the peer has ended. */
async function endOf({ ended }: Awaited<ReturnType<typeof rawClient>>, begun: number) {
  const { text } = await ended;
  return { text, ms: performance.now() - begun };
}

test('a silent connection and one with half a message are closed without a byte', async () => {
  const mock = await running({ maintenance: { idleTimeout: '150ms' } });
  const begun = performance.now();
  const silent = await rawClient(mock.maintenance.port);
  const half = await rawClient(mock.maintenance.port);
  half.socket.write('{"jsonrpc":');
  for (const { text, ms } of await Promise.all([endOf(silent, begun), endOf(half, begun)])) {
    expect(text).toBe('');
    expect(ms).toBeGreaterThanOrEqual(149);
  }
});

test('a message that drips in byte by byte has the same time, however often a byte comes', async () => {
  const mock = await running({ maintenance: { idleTimeout: '200ms' } });
  const client = await rawClient(mock.maintenance.port);
  const drip = setInterval(() => client.socket.write(' '), 20);
  client.socket.write('{');
  const { text } = await client.ended;
  clearInterval(drip);
  expect(text).toBe('');
});

test('a command that waits is not idle, and a persistent connection is idle from its answer on', async () => {
  const times = { idleTimeout: '400ms', persistent: true } as const;
  const mock = await running({ maintenance: times, worker: { processingTime: '600ms' } });
  const client = await rawClient(mock.maintenance.port);
  client.socket.write(`${rpc('zeroize')}\n`);
  await client.until(/"result"/);
  const { ms } = await endOf(client, performance.now());
  expect(ms).toBeGreaterThanOrEqual(380);
});

test('with 0 it has all the time it wants, also one that a fault keeps silent', async () => {
  const times = { idleTimeout: 0, writeTimeout: 0, lingerTimeout: 0 };
  const mock = await running({ maintenance: times });
  mock.faults.add({ kind: 'half-open', times: 1 });
  const silent = await rawClient(mock.maintenance.port);
  const client = await rawClient(mock.maintenance.port);
  // Longer than a timer of 0 ms takes.
  await outcome(mock, 'freq');
  expect(mock.stats().connections.maintenance.open).toBe(2);
  client.socket.write(`${rpc('zeroize')}\n`);
  expect((await client.ended).text).toContain('"result"');
  silent.socket.destroy();
});
