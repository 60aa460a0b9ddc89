import { expect, onTestFinished, test } from 'vitest';
import { ControlPlane } from '../../../src/control/server/control-plane.js';
import { virtualClock } from '../../../src/index.js';
import { httpCall, radioWithControlPlane } from '../../support/control-plane-client.js';
import { rawClient } from '../../support/raw-client.js';
import { startedSimulatorOf } from '../../support/simulator.js';

const body = '{"method":"freq"}';
const post = `POST /call HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** A control plane whose time with its clients is virtual, beside a running radio. */
async function planeInVirtualTime() {
  const { simulator } = await startedSimulatorOf([{ id: '1' }], { control: { enabled: false } });
  const clock = virtualClock();
  const options = { host: '127.0.0.1', port: 0, allowedHosts: [] };
  const plane = new ControlPlane(simulator, { ...options, clock, onLost: () => undefined });
  const { port } = await plane.open();
  onTestFinished(async () => {
    plane.force();
    await plane.stop();
    const ended = plane.end();
    await clock.advance('2s');
    await ended;
  });
  return { port, clock, radio: simulator.first };
}

test('a call that is never answered ends after 10 s, with its connection', async () => {
  const { port, clock, radio } = await planeInVirtualTime();
  const before = clock.pendingTimers();
  radio.faults.add({ kind: 'no-reply' });
  const called = httpCall(port, 'POST', '/call', { body: { method: 'freq' } });
  await radio.received(1);
  await clock.advance('9999ms');
  expect(radio.stats().connections.http.open).toBe(1);
  await clock.advance('1ms');
  expect((await called).body).toEqual({
    request: '{"jsonrpc":"2.0","method":"freq","id":1}',
    reply: null,
    outcome: 'timeout',
    ms: 10_000,
    error: 'no reply within 10 s; the clock is not real: it may have to be advanced',
  });
  await expect.poll(() => radio.stats().connections.http.open).toBe(0);
  await expect.poll(() => clock.pendingTimers()).toBe(before);
});

test('a client that disconnects takes its call with it', async () => {
  const { port, clock, radio } = await planeInVirtualTime();
  const before = clock.pendingTimers();
  radio.worker.pause();
  const client = await rawClient(port);
  client.socket.write(post);
  await radio.received(1);
  expect(radio.worker.figures.waiting).toBe(1);
  client.socket.destroy();
  await expect.poll(() => radio.worker.figures.waiting).toBe(0);
  await expect.poll(() => radio.stats().connections.http.open).toBe(0);
  await expect.poll(() => clock.pendingTimers()).toBe(before);
  expect(radio.journal.entries).toMatchObject([{ ending: 'cancelled' }]);
});

test('a close answers the call that is under way', async () => {
  const { mock, port } = await radioWithControlPlane();
  mock.worker.pause();
  const called = httpCall(port, 'POST', '/call', { body: { method: 'freq' } });
  await mock.received(1);
  await mock.close();
  expect(await called).toMatchObject({ status: 200, body: { outcome: 'ok' } });
});

test('a close cuts one that is never answered, and leaves nothing', async () => {
  const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  const before = sockets();
  const { mock, port } = await radioWithControlPlane({ worker: { processingTime: '1h' } });
  const client = await rawClient(port);
  client.socket.write(post);
  await mock.received(1);
  mock.faults.add({ kind: 'no-reply' });
  const other = await rawClient(port);
  other.socket.write(post);
  await mock.received(2);
  await mock.close({ graceMs: 50 });
  await Promise.all([client.ended, other.ended]);
  expect(mock.lifecycle).toBe('closed');
  await expect.poll(sockets).toBe(before);
});

test('64 calls may be under way, and one more is refused', async () => {
  const radio = await radioWithControlPlane();
  radio.mock.worker.pause();
  const client = await rawClient(radio.port);
  client.socket.write(post.repeat(64));
  await radio.mock.received(64);
  expect(await radio.refusal('POST', '/call', { method: 'freq' })).toBe(
    '503 TOO_MANY_CALLS: 64 calls are under way; try again later',
  );
  radio.mock.worker.resume();
  await client.until(/(?:"outcome":"ok"(?:(?!"outcome")[^])*){64}/);
  client.socket.destroy();
  expect(await radio.take('POST', '/call', { method: 'freq' })).toMatchObject({ outcome: 'ok' });
});
