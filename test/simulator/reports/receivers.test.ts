import { expect, test } from 'vitest';
import { type Logger, startNetwork, virtualClock } from '../../../src/index.js';
import { DatagramSockets } from '../../../src/net/datagram-sockets.js';
import { outcome } from '../../support/json-rpc-client.js';
import { pair } from '../../support/pair.js';
import { running, runningInVirtualTime } from '../../support/radio.js';
import { udpReceiver } from '../../support/udp-receiver.js';

/** A port of the loopback where nobody listens. */
async function deadPort(): Promise<string> {
  const receiver = await udpReceiver();
  await receiver.close();
  return receiver.address[1];
}

/** UDP sockets of this process. */
const sockets = () => process.getActiveResourcesInfo().filter((name) => /udp/i.test(name)).length;

/** Keeps the warnings. */
function warnings(): Logger & { readonly lines: readonly object[] } {
  const lines: object[] = [];
  const none = () => undefined;
  return {
    lines,
    debug: none,
    info: none,
    warn: (fields, message) => lines.push({ ...fields, message }),
    error: none,
  };
}

test('reports without an address are counted, and logged now and then', async () => {
  const logger = warnings();
  const clock = virtualClock();
  const mock = await running({ clock, logger });
  await outcome(mock, 'rssi_report_enable', ['1']);
  await clock.advance('1s');
  expect(mock.stats().reports).toEqual({ sent: {}, dropped: { 'no-address': 100 } });
  expect(mock.health().ready).toBe(true);
  await mock.close();
  expect(logger.lines.length).toBeLessThan(10);
  expect(logger.lines[0]).toEqual({
    node: '1',
    report: 'rssi',
    reason: 'no-address',
    message: 'a report was not delivered',
  });
});

test('a receiver where nobody listens costs nothing to another, and gets its reports once it is there', async () => {
  const dead = await deadPort();
  const alive = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime();
  mock.state.patch({
    rssi_report_address: ['127.0.0.1', dead],
    rssi_report_enable: '1',
    rssi_report_period: 10,
    temp_reporting_address: alive.address,
    temp_reporting_mode: '2',
  });
  await clock.advance('10s');
  await alive.received(10);
  await expect.poll(() => mock.stats().reports.dropped['refused']).toBeGreaterThan(0);
  expect(mock.stats().reports.sent).toEqual({ rssi: 1_000, temperature: 10 });
  expect(Object.keys(mock.stats().reports.dropped)).toEqual(['refused']);
  expect(mock.health().ready).toBe(true);
  const again = await udpReceiver(Number(dead));
  await clock.advance('100ms');
  await again.received(10);
});

test('the streams of a radio share the socket of a receiver', async () => {
  const sockets = new DatagramSockets();
  const receiver = { host: '127.0.0.1', port: 5_100 };
  const routes = Array.from({ length: 3 }, () => sockets.route({ id: '1' }, receiver));
  expect(sockets.size).toBe(1);
  await Promise.all(routes.map((route) => route.release()));
  await routes[0]?.release();
  expect(sockets.size).toBe(0);
});

test('beyond 1,024 sockets, the others share one more, and get their datagrams', async () => {
  const receiver = await udpReceiver();
  const sockets = new DatagramSockets();
  const many = Array.from({ length: 1_100 }, (_, index) =>
    sockets.route({ id: '1' }, { host: '127.0.0.1', port: 1 + index }),
  );
  const route = sockets.route({ id: '1' }, { host: '127.0.0.1', port: receiver.port });
  expect(sockets.size).toBe(1_025);
  route.send(Buffer.from('hello'), (failure) => expect.fail(failure));
  await receiver.received(1);
  await Promise.all([route, ...many].map((each) => each.release()));
  expect(sockets.size).toBe(0);
});

test('of datagrams that the system does not take yet, 1000 of a socket wait', async () => {
  const sockets = new DatagramSockets();
  const failures: string[] = [];
  const route = sockets.route({ id: '1' }, { host: '127.0.0.1', port: 9 });
  // The socket becomes ready in the next turn.
  for (let index = 0; index < 1_002; index += 1)
    route.send(Buffer.from('x'), (failure) => failures.push(failure));
  await Promise.resolve();
  expect(failures).toEqual(['backlog', 'backlog']);
  await route.release();
});

test.each([
  ['an own address that the machine has not', '127.0.0.1', '203.0.113.7'],
  ['a receiver to which there is no way', '198.51.100.1', '127.0.0.2'],
])('%s is a failure of each datagram, and no more', async (_, host, address) => {
  const sockets = new DatagramSockets();
  const failures: string[] = [];
  const route = sockets.route({ id: '1', address }, { host, port: 9 });
  for (let index = 0; index < 3; index += 1) {
    await new Promise<void>((resolve) => {
      route.send(Buffer.from('x'), (failure) => {
        failures.push(failure);
        resolve();
      });
    });
  }
  expect(failures).toEqual(['unreachable', 'unreachable', 'unreachable']);
  await route.release();
});

test('radios that share a host are told apart by the ports of their datagrams', async () => {
  const receiver = await udpReceiver();
  const clock = virtualClock();
  await using network = await startNetwork({ network: pair(310_061, 310_226), clock });
  for (const radio of network.radios)
    radio.state.patch({
      rssi_report_address: receiver.address,
      rssi_report_enable: '1',
      temp_reporting_address: receiver.address,
      temp_reporting_mode: '2',
    });
  await clock.advance('1s');
  await receiver.received(202);
  expect(new Set(receiver.datagrams.map(({ from }) => from.port)).size).toBe(2);
});

test('radios with hosts of their own are told apart by the addresses of their datagrams', async () => {
  const receiver = await udpReceiver();
  const clock = virtualClock();
  await using network = await startNetwork({
    network: pair(310_061, 310_226, ['127.0.0.2', '127.0.0.3']),
    clock,
  });
  for (const radio of network.radios)
    radio.state.patch({ rssi_report_address: receiver.address, rssi_report_enable: '1' });
  await clock.advance('10ms');
  await receiver.received(2);
  expect(receiver.datagrams.map(({ from }) => from.address).sort()).toEqual(['127.0.0.2', '127.0.0.3']);
});

test('a close ends the reports at once and leaves no socket and no timer', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime();
  mock.state.patch({ rssi_report_address: receiver.address, rssi_report_enable: '1' });
  await clock.advance('50ms');
  const during = sockets();
  await receiver.received(5);
  const report = await mock.close();
  expect(report.durationMs).toBeLessThan(200);
  expect(clock.pendingTimers()).toBe(0);
  await clock.advance('1s');
  expect(receiver.datagrams).toHaveLength(5);
  expect(sockets()).toBe(during - 1);
});
