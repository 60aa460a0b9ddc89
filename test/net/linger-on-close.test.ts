import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { virtualClock } from '../../src/index.js';
import { linger } from '../../src/net/linger.js';
import { inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { frozenClient, rawClient, sendsOnAndReads } from '../support/raw-client.js';

test('HTTP: a client that sends on while the simulator closes still reads the reply before', async () => {
  const mock = await running();
  const client = await frozenClient(mock.http.port);
  client.socket.write(keepAlive(rpc('freq')));
  await expect.poll(() => mock.stats().connections.http.bytesOut).toBeGreaterThan(0);
  client.socket.write('POST /streamsc');
  const closed = mock.close();
  expect(await sendsOnAndReads(client)).toContain('"result" : ["4700"]');
  expect(await closed).toMatchObject({ forced: 0, closed: 1 });
});

test.each([
  ['http', keepAlive(rpc('freq')), '"result" : ["4700"]'],
  ['maintenance', `${rpc('zeroize')}\n`, '"result" : [""]'],
] as const)(
  '%s: a client that sends on still reads the reply that the close has waited for',
  async (port, request, reply) => {
    const { mock } = await runningInVirtualTime({ worker: { processingTime: '20s' } });
    const client = await frozenClient(mock[port].port);
    client.socket.write(request);
    await inputIsRead(mock);
    const closed = mock.close();
    await expect.poll(() => mock.stats().connections[port].bytesOut).toBeGreaterThan(0);
    expect(await sendsOnAndReads(client)).toContain(reply);
    expect(await closed).toMatchObject({ drained: 1, forced: 0 });
  },
);

test('maintenance that stays open: a client that sends on still reads the reply before', async () => {
  const mock = await running({ maintenance: { persistent: true } });
  const client = await frozenClient(mock.maintenance.port);
  client.socket.write(`${rpc('zeroize')}\n`);
  await expect.poll(() => mock.stats().connections.maintenance.bytesOut).toBeGreaterThan(0);
  const closed = mock.close();
  expect(await sendsOnAndReads(client)).toContain('"result" : [""]');
  expect(await closed).toMatchObject({ forced: 0, closed: 1 });
});

test('what comes after the end is not taken in, and a client that never ends is let go of', async () => {
  const mock = await running();
  const client = await rawClient(mock.http.port, { allowHalfOpen: true });
  client.socket.write(keepAlive(rpc('freq', 1)));
  await client.until(/4700/);
  const closed = mock.close();
  // Our FIN: what was sent before it is still answered.
  await client.ended;
  client.socket.write(keepAlive(rpc('freq', 2)));
  expect(await closed).toMatchObject({ rejected: 0, forced: 0, closed: 1 });
  expect(mock.journal.total).toBe(1);
  expect(client.text()).not.toContain('"id" : 2');
});

/** The server's side of a connection whose end has begun, in virtual time. */
async function lingering() {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const { socket: client } = await rawClient(port, { allowHalfOpen: true });
  const [socket] = await accepted;
  const clock = virtualClock();
  const flushed = once(socket, 'finish');
  linger(socket, clock);
  await flushed;
  await clock.advance(0);
  return { socket, client, clock };
}

test('a client that stays silent has 100 ms for its end', async () => {
  const { socket, clock } = await lingering();
  await clock.advance('99ms');
  expect(socket.destroyed).toBe(false);
  await clock.advance('1ms');
  expect(socket.destroyed).toBe(true);
});

test('one that sends on has a second in all', async () => {
  const { socket, client, clock } = await lingering();
  for (let passed = 0; passed < 1_000; passed += 50) {
    expect(socket.destroyed).toBe(false);
    const read = socket.bytesRead;
    client.write(' ');
    await expect.poll(() => socket.bytesRead).toBe(read + 1);
    await clock.advance('50ms');
  }
  expect(socket.destroyed).toBe(true);
});

test('one that was never answered is closed at once', async () => {
  const durations: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const mock = await running();
    const socket = connect({ host: '127.0.0.1', port: mock.http.port, allowHalfOpen: true });
    await expect.poll(() => mock.stats().connections.http.open).toBe(1);
    durations.push((await mock.close()).durationMs);
    socket.destroy();
  }
  // Each would take the linger time of 100 ms; the machine may be busy during some of them.
  expect(Math.min(...durations)).toBeLessThan(90);
});
