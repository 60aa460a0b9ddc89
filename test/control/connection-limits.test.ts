import { type IncomingMessage, request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { httpCall, radioWithControlPlane } from '../support/control-plane-client.js';
import { EventReader } from '../support/event-reader.js';
import { outcome } from '../support/json-rpc-client.js';
import { planeInVirtualTime } from '../support/plane-in-virtual-time.js';
import { type RawClient, rawClient } from '../support/raw-client.js';
import { startedSimulatorOf } from '../support/simulator.js';

/** A control plane in virtual time, beside a radio. */
async function planeOfRadio() {
  const { simulator } = await startedSimulatorOf([{ id: '1' }], { control: { enabled: false } });
  return { ...(await planeInVirtualTime(simulator)), mock: simulator.first };
}

/** A request whose answer is not read. */
async function unread(port: number, path: string): Promise<IncomingMessage> {
  const sent = request({ host: '127.0.0.1', port, path, agent: false });
  onTestFinished(() => void sent.destroy());
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject).end();
  });
  response.on('error', () => undefined);
  return response.pause();
}

/** Resolves once the rest of an answer has been read; says whether it was whole. */
function readOn(response: IncomingMessage): Promise<boolean> {
  return new Promise((resolve) => {
    response.once('close', () => resolve(response.complete));
    response.resume();
  });
}

test('where nothing happens, a heartbeat is sent every 15 s', async () => {
  const { port, clock } = await planeOfRadio();
  const reader = await EventReader.open(port, '/events');
  const beats = () => reader.text.split(': heartbeat\n\n').length - 1;
  await clock.advance('14s');
  await httpCall(port, 'GET', '/version');
  expect(beats()).toBe(0);
  await clock.advance('31s');
  await reader.until(() => (beats() === 3 ? true : undefined));
});

test('a follower that has gone leaves no timer behind', async () => {
  const { port, clock } = await planeOfRadio();
  const before = clock.pendingTimers();
  const reader = await EventReader.open(port, '/events');
  expect(clock.pendingTimers()).toBe(before + 1);
  await reader.leave();
  // Its end was on its way before these, so that it has been seen when they are answered.
  for (let round = 0; round < 2; round += 1) await httpCall(port, 'GET', '/version');
  await expect.poll(() => clock.pendingTimers()).toBe(before);
});

test('one who follows behind an answer that is held, and goes, leaves nothing behind', async () => {
  const { port, clock } = await planeOfRadio();
  const before = clock.pendingTimers();
  const client = await rawClient(port);
  const get = 'GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n';
  client.socket.write(get + get + get);
  await client.until(/retry/);
  await httpCall(port, 'GET', '/version');
  await expect.poll(() => clock.pendingTimers()).toBe(before + 3);
  client.socket.destroy();
  for (let round = 0; round < 2; round += 1) await httpCall(port, 'GET', '/version');
  await expect.poll(() => clock.pendingTimers()).toBe(before);
});

test('one that does not take its answer is cut after 30 s, one that does is not', async () => {
  const { mock, port, clock } = await planeOfRadio();
  for (let count = 0; count < 24; count += 1) await outcome(mock, 'nothing', ['x'.repeat(300_000)]);
  const frozen = await unread(port, '/journal');
  const slow = await unread(port, '/journal');
  await clock.advance('29s');
  expect(await readOn(slow)).toBe(true);
  await clock.advance('1s');
  expect(await readOn(frozen)).toBe(false);
});

test('a follower that does not read its last event is cut 1 s after the close', async () => {
  const { mock, plane, port, clock } = await planeOfRadio();
  const frozen = await unread(port, '/events');
  for (let count = 0; count < 24; count += 1) await outcome(mock, 'nothing', ['x'.repeat(300_000)]);
  await plane.stop();
  const ended = plane.end();
  await clock.advance('1s');
  await ended;
  expect(await readOn(frozen)).toBe(false);
});

const halfRequest = 'GET /version HTTP/1.1\r\nHost: localhost\r\n';

test('with 64 connections open the one that has been idle for longest makes room', async () => {
  const { port } = await radioWithControlPlane();
  const clients = await Promise.all(Array.from({ length: 64 }, () => rawClient(port)));
  for (const { socket } of clients.slice(0, 3)) socket.write(halfRequest);
  expect((await httpCall(port, 'GET', '/version')).status).toBe(200);
  expect(await clients[3]?.ended).toMatchObject({ text: '' });
  clients[0]?.socket.write('\r\n');
  await clients[0]?.until(/200 OK/);
  for (const { socket } of clients) socket.destroy();
});

/** Clients that hold all places but the one for probes, each with half a request. */
async function fullOfHalfRequests(port: number): Promise<ReadonlySet<RawClient>> {
  const clients = new Set<RawClient>();
  const begin = async () => {
    const client = await rawClient(port);
    client.socket.write(halfRequest);
    clients.add(client);
    void client.ended.then(() => clients.delete(client));
  };
  // One whose bytes have not been read yet is idle, and makes room.
  await expect
    .poll(async () => {
      if (clients.size === 64) return (await httpCall(port, 'GET', '/version')).status;
      while (clients.size < 64) await begin();
      return 'to be looked at once they have been read';
    })
    .toBe(503);
  return clients;
}

test('with none idle one place is left for probes and metrics, and the next is closed without a byte', async () => {
  const { port } = await radioWithControlPlane();
  const clients = await fullOfHalfRequests(port);
  for (const path of ['/healthz', '/readyz', '/metrics'])
    expect((await httpCall(port, 'GET', path)).status).toBe(200);
  const refusal = await httpCall(port, 'GET', '/status');
  expect(refusal.status).toBe(503);
  expect(refusal.text).toContain('TOO_MANY_CONNECTIONS');
  const more = await Promise.all(Array.from({ length: 10 }, () => rawClient(port)));
  for (const { socket } of more) socket.write(halfRequest);
  // One of them has the place that is left.
  let open = more.length;
  for (const { ended } of more) void ended.then(({ text }) => (open -= text === '' ? 1 : 0));
  await expect.poll(() => open).toBe(1);
  const [first] = clients;
  first?.socket.write('Connection: close\r\n\r\n');
  await first?.until(/200 OK/);
  for (const { socket } of [...clients, ...more]) socket.destroy();
});

test('half a request keeps the place for probes for 1 s', async () => {
  const { port, clock } = await planeOfRadio();
  const clients = await fullOfHalfRequests(port);
  const late = await rawClient(port);
  late.socket.write(halfRequest);
  await clock.advance('1s');
  expect((await late.ended).text).toBe('');
  expect((await httpCall(port, 'GET', '/healthz')).status).toBe(200);
  for (const { socket } of clients) socket.destroy();
});

test('HEAD is answered where GET is, with the same headers and no body', async () => {
  const { port } = await radioWithControlPlane();
  for (const path of ['/version', '/healthz', '/metrics', '/openapi.json']) {
    const get = await fetch(`http://127.0.0.1:${port}${path}`);
    const head = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type')]).toEqual([200, get.headers.get('content-type')]);
    expect((await get.text()).length).toBeGreaterThan(0);
    expect(await head.text()).toBe('');
  }
  const events = await fetch(`http://127.0.0.1:${port}/events`, { method: 'HEAD' });
  expect([events.status, await events.text()]).toEqual([200, '']);
});

test('one that sends requests without end and takes no answer is cut', async () => {
  const { port, mock } = await radioWithControlPlane();
  mock.worker.pause();
  const client = await rawClient(port);
  client.socket.pause();
  const gone = new Promise((resolve) => client.socket.once('close', resolve));
  client.socket.write('GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(1_000));
  client.socket.resume();
  await gone;
  expect((await httpCall(port, 'GET', '/version')).status).toBe(200);
});
