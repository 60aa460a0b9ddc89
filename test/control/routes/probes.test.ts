import { expect, test } from 'vitest';
import { controlPort, httpCall, radioWithControlPlane } from '../../support/control-plane-client.js';
import { next } from '../../support/events.js';
import { inputIsRead } from '../../support/json-rpc-client.js';
import { largeLimits, largeRequests } from '../../support/large-reply.js';
import { losePort } from '../../support/lost-port.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';
import { scrape } from '../../support/scrape.js';

test('a simulator that runs is alive and ready', async () => {
  const radio = await radioWithControlPlane();
  expect(await radio.ask('GET', '/healthz')).toMatchObject({
    status: 200,
    body: { alive: true, reasons: [] },
  });
  expect(await radio.ask('GET', '/readyz')).toMatchObject({
    status: 200,
    body: { ready: true, reasons: [] },
  });
});

test('a dark radio is ready, and says that it is dark', async () => {
  const radio = await radioWithControlPlane({ blackout: 'refuse' });
  radio.mock.blackout.begin('1h', 'reboot');
  const body = { ready: true, reasons: ['the radio is in blackout: reboot'] };
  expect(await radio.ask('GET', '/readyz')).toMatchObject({ status: 200, body });
});

test('one whose worker is held is alive and not ready', async () => {
  const radio = await radioWithControlPlane();
  radio.mock.worker.pause();
  const body = { ready: false, reasons: ['the worker is paused'] };
  expect(await radio.ask('GET', '/readyz')).toMatchObject({ status: 503, body });
  expect(await radio.ask('GET', '/healthz')).toMatchObject({ status: 200 });
});

test('while a close drains, probes and scrapes hear that it is closing; then nobody answers', async () => {
  const mock = await running({ ...largeLimits, control: { enabled: true } });
  const port = controlPort(mock);
  const client = await rawClient(mock.http.port);
  client.socket.pause();
  const answered = next(mock, 'command');
  client.socket.write(largeRequests.http);
  await answered;
  await inputIsRead(mock);
  const closed = mock.close();
  const closing = { ready: false, reasons: ['the simulator is closing'] };
  expect(await httpCall(port, 'GET', '/readyz')).toMatchObject({ status: 503, body: closing });
  expect(await httpCall(port, 'GET', '/healthz')).toMatchObject({ status: 200, body: { alive: true } });
  expect((await scrape(mock)).value('silvus_mock_ready')).toBe(0);
  client.socket.resume();
  await client.ended;
  await closed;
  await expect(httpCall(port, 'GET', '/readyz')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a port of the radio that is lost makes it not ready until it is back', async () => {
  const radio = await radioWithControlPlane();
  const died = next(radio.mock, 'activity');
  losePort(radio.mock.http.port);
  await died;
  const body = { ready: false, reasons: ['http has died and is restarting'] };
  expect(await radio.ask('GET', '/readyz')).toMatchObject({ status: 503, body });
  const down = await scrape(radio.mock);
  expect(down.value('silvus_mock_activity_up', { activity: 'http' })).toBe(0);
  expect(down.value('silvus_mock_activity_up', { activity: 'worker' })).toBe(1);
  expect(down.value('silvus_mock_activity_deaths_total', { activity: 'http' })).toBe(1);
  await next(radio.mock, 'activity');
  expect(await radio.ask('GET', '/readyz')).toMatchObject({ status: 200 });
  const up = await scrape(radio.mock);
  expect(up.value('silvus_mock_activity_up', { activity: 'http' })).toBe(1);
  expect(up.value('silvus_mock_activity_restarts_total', { activity: 'http' })).toBe(1);
});
