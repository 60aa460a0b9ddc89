import { type IncomingMessage, request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import type { SimulatorEvents } from '../../../src/index.js';
import {
  controlledInVirtualTime,
  type ControlPlaneClient,
  radioWithControlPlane,
} from '../../support/control-plane-client.js';
import { EventReader } from '../../support/event-reader.js';
import { outcome } from '../../support/json-rpc-client.js';
import { takenPort } from '../../support/listening-port.js';
import { losePort } from '../../support/lost-port.js';
import { rawClient } from '../../support/raw-client.js';

test('what happens is told as it happens', async () => {
  const radio = await controlledInVirtualTime();
  const events = await EventReader.open(radio.port, '/events');
  await outcome(radio.mock, 'freq');
  const command = await events.next('command');
  expect(command).toMatchObject({ id: 1, method: 'freq', port: 'http', outcome: 'ok', waitMs: 0, runMs: 0 });
  expect(await events.next('exchange')).toMatchObject({ n: 1, commands: [{ method: 'freq' }] });
  radio.mock.blackout.begin('5s');
  expect(await events.next('blackout')).toEqual({ node: '1', cause: 'manual', ms: 5_000 });
  await radio.clock.advance('5s');
  expect(await events.next('online')).toEqual({ node: '1' });
  await radio.mock.setMode('offline');
  expect(await events.next('offline')).toEqual({ node: '1' });
});

/** What makes each event happen; only one of several nodes can be lost. */
const causes: Readonly<
  Record<Exclude<keyof SimulatorEvents, 'node-lost'>, (radio: ControlPlaneClient) => unknown>
> = {
  command: ({ mock }) => outcome(mock, 'freq'),
  blackout: ({ mock }) => mock.blackout.begin('5s'),
  online: ({ mock }) => {
    mock.blackout.begin('5s');
    return mock.blackout.end();
  },
  offline: ({ mock }) => mock.setMode('offline'),
  busy: async ({ mock }) => {
    mock.faults.add({ kind: 'busy' });
    await outcome(mock, 'freq');
  },
  reload: ({ mock }) => mock.reload({ worker: { queueCapacity: 3 } }),
  'connection-refused': async ({ mock }) => {
    mock.faults.add({ kind: 'drop-connection' });
    await (
      await rawClient(mock.http.port)
    ).ended;
  },
  activity: ({ mock }) => losePort(mock.maintenance.port),
  scenario: ({ mock }) => mock.scenario.run({ name: 'quiet', steps: [{ note: 'hello' }] }),
  chaos: ({ mock }) => outcome(mock, 'freq'),
  closed: ({ mock }) => mock.close(),
};

test.each(Object.entries(causes))('%s comes alone where it alone was asked for', async (name, cause) => {
  const only = ['http.freq.1.spacing'];
  const radio = await radioWithControlPlane(name === 'chaos' ? { chaos: { level: 'json-rpc', only } } : {});
  const events = await EventReader.open(radio.port, `/events?types=${name}`);
  await cause(radio);
  await events.next(name);
  await radio.mock.close();
  await events.ended;
  expect(new Set(events.names)).toEqual(new Set([name]));
});

test('several are asked for with commas between them', async () => {
  const radio = await radioWithControlPlane();
  const events = await EventReader.open(radio.port, '/events?types=online,%20blackout');
  radio.mock.blackout.begin('5s');
  await radio.mock.blackout.end();
  await events.next('online');
  expect(events.names).toEqual(['blackout', 'online']);
});

test('a name that is none is refused', async () => {
  const radio = await radioWithControlPlane();
  expect(await radio.refusal('GET', '/events?types=command,explosion')).toMatch(
    /^400 OPTION_INVALID: query: types: "explosion": is not allowed; allowed: command, .*exchange/,
  );
});

test('the close is told with its report, and ends the stream', async () => {
  const radio = await radioWithControlPlane();
  const events = await EventReader.open(radio.port, '/events');
  const report = await radio.mock.close();
  await events.ended;
  expect(await events.next('closed')).toEqual(report);
});

test('a stream is declared as one, kept by no cache, and begins with when to come again', async () => {
  const radio = await radioWithControlPlane();
  const events = await EventReader.open(radio.port, '/events');
  expect(events.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
  });
  await radio.mock.close();
  await events.ended;
  expect(events.text).toMatch(/^retry: \d+\n\n/);
});

test('sixteen may follow; a place is free once one has gone', async () => {
  const radio = await radioWithControlPlane();
  const all = await Promise.all(Array.from({ length: 16 }, () => EventReader.open(radio.port, '/events')));
  expect(await radio.refusal('GET', '/events')).toBe(
    '503 TOO_MANY_FOLLOWERS: 16 follow already; allowed: 16',
  );
  expect(await radio.get('/version')).toMatchObject({ name: 'silvus-mock' });
  await all[0]?.leave();
  // Its end was on its way before these, so that it has been seen when they are answered.
  for (let round = 0; round < 2; round += 1) await radio.get('/version');
  const late = await EventReader.open(radio.port, '/events');
  await outcome(radio.mock, 'freq');
  expect(await late.next('command')).toMatchObject({ method: 'freq' });
});

test('what took the simulator down is told with its message', async () => {
  const radio = await radioWithControlPlane({ blackout: 'refuse' });
  const { port } = radio.mock.http;
  const events = await EventReader.open(radio.port, '/events');
  radio.mock.blackout.begin('1h');
  await takenPort(port);
  await radio.mock.blackout.end();
  expect(await events.next('closed')).toMatchObject({
    fault: {
      code: 'PORT_UNAVAILABLE',
      message: `the http port ${port} on 127.0.0.1 can't be opened: it is taken`,
    },
  });
});

test('one that does not read is cut, and the others go on', async () => {
  const radio = await radioWithControlPlane();
  const frozen = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request({ port: radio.port, host: '127.0.0.1', path: '/events', agent: false }, resolve);
    sent.on('error', reject).end();
    onTestFinished(() => void sent.destroy());
  });
  const cut = new Promise<void>((resolve) => {
    frozen.once('close', resolve);
    frozen.once('error', () => undefined);
  });
  frozen.pause();
  const reader = await EventReader.open(radio.port, '/events?types=command');
  const long = 'x'.repeat(400_000);
  // The system's own buffers take some MB first.
  for (let count = 0; count < 40; count += 1) await outcome(radio.mock, 'nothing', [long]);
  await reader.next('command');
  frozen.resume();
  await cut;
  expect(frozen.complete).toBe(false);
  expect(reader.names.length).toBe(40);
});
