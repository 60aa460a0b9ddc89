import { expect, test } from 'vitest';
import { next } from '../support/events.js';
import { bodiesOf, inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { largeLimits, largeRequests } from '../support/large-reply.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { frozenClient, rawClient } from '../support/raw-client.js';

const ports = ['http', 'maintenance'] as const;

test.each(ports)(
  'a client of %s that does not take its answer is cut at the deadline and counted',
  async (port) => {
    const mock = await running(largeLimits);
    const { socket } = await frozenClient(mock[port].port);
    const answered = next(mock, 'command');
    socket.write(largeRequests[port]);
    await answered;
    await inputIsRead(mock);
    const report = await mock.close({ graceMs: 200 });
    expect(report).toMatchObject({ forced: 1, cut: 0 });
    expect(report.durationMs).toBeGreaterThanOrEqual(199);
    expect(report.durationMs).toBeLessThan(3_000);
  },
);

test.each(ports)(
  'a client of %s that is taking its answer when the close begins gets all of it',
  async (port) => {
    const mock = await running(largeLimits);
    const client = await rawClient(mock[port].port);
    client.socket.pause();
    const answered = next(mock, 'command');
    client.socket.write(largeRequests[port]);
    await answered;
    await inputIsRead(mock);
    const closing = mock.close();
    client.socket.resume();
    expect((await client.ended).text.length).toBeGreaterThan(8_000_000);
    expect(await closing).toMatchObject({ forced: 0, cut: 0 });
  },
);

test('the setting close.grace is the deadline where the call gives none', async () => {
  const mock = await running({ ...largeLimits, close: { grace: '150ms' } });
  const { socket } = await frozenClient(mock.maintenance.port);
  const answered = next(mock, 'command');
  socket.write(largeRequests.maintenance);
  await answered;
  expect(await mock.close()).toMatchObject({ forced: 1 });
});

test('a close that is done before the deadline does not wait for it', async () => {
  const mock = await running();
  const client = await rawClient(mock.http.port);
  client.socket.write(keepAlive(rpc('freq')));
  await client.until(/"4700"/);
  expect((await mock.close({ graceMs: 60_000 })).durationMs).toBeLessThan(2_000);
});

test('commands that are cut at the deadline are counted as cut alone', async () => {
  const { mock } = await runningInVirtualTime({
    methods: [{ name: 'never', execute: () => new Promise(() => undefined) }],
  });
  const client = await rawClient(mock.http.port);
  client.socket.write([rpc('never', 1), rpc('freq', 2), rpc('freq', 3)].map(keepAlive).join(''));
  await inputIsRead(mock);
  const report = await mock.close({ graceMs: 20 });
  expect(report).toMatchObject({ drained: 0, rejected: 0, cut: 3, unended: ['never'] });
  expect(bodiesOf((await client.ended).text)).toMatchObject(
    [1, 2, 3].map((id) => ({ error: { message: 'UNAVAILABLE' }, id })),
  );
});

test('with drain: reject those that wait are rejected, and the one that runs is cut', async () => {
  const { mock } = await runningInVirtualTime({
    close: { drain: 'reject' },
    methods: [{ name: 'never', execute: () => new Promise(() => undefined) }],
  });
  const client = await rawClient(mock.http.port);
  client.socket.write([rpc('never', 1), rpc('freq', 2), rpc('freq', 3)].map(keepAlive).join(''));
  await inputIsRead(mock);
  expect(await mock.close({ graceMs: 20 })).toMatchObject({ drained: 0, rejected: 2, cut: 1 });
});

test('a deadline of 0 still counts or answers every call that was accepted', async () => {
  const { mock } = await runningInVirtualTime({ worker: { processingTime: '20s' } });
  const client = await rawClient(mock.http.port);
  client.socket.write(keepAlive(rpc('freq', 1)) + keepAlive(rpc('freq', 2)));
  await inputIsRead(mock);
  const { drained, rejected } = await mock.close({ graceMs: 0 });
  expect(drained + rejected).toBe(2);
  await client.ended;
});
