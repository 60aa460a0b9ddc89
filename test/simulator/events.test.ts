import { expect, test } from 'vitest';
import type { Logger, SilvusMock, SimulatorEvents } from '../../src/index.js';
import { collected, next } from '../support/events.js';
import { keepAlive, outcome, rpc } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { exchange, rawClient } from '../support/raw-client.js';

test('command tells the id, the method, the port, the peer, the outcome and both times', async () => {
  const { mock, clock } = await runningInVirtualTime({ worker: { processingTime: '100ms' } });
  const commands = collected(mock, 'command');
  const client = await rawClient(mock.http.port);
  const peer = `127.0.0.1:${client.socket.localPort}`;
  client.socket.write(`${keepAlive(rpc('freq', 'a'))}${keepAlive(rpc('power_dBm', 0, ['99']))}`);
  const notification = '{"jsonrpc":"2.0","method":"nothing"}';
  client.socket.write(keepAlive(notification));
  const last = next(mock, 'command');
  await exchange(mock.http.port, keepAlive('no JSON').replace('HTTP/1.1', 'HTTP/1.0'));
  await clock.advance('300ms');
  await last;
  expect(commands).toEqual([
    { node: '1', id: 'a', method: 'freq', port: 'http', peer, outcome: 'ok', waitMs: 0, runMs: 100 },
    {
      node: '1',
      id: 0,
      method: 'power_dBm',
      port: 'http',
      peer,
      outcome: 'INVALID_RANGE',
      waitMs: 100,
      runMs: 100,
    },
    {
      node: '1',
      id: undefined,
      method: 'nothing',
      port: 'http',
      peer,
      outcome: 'Method not found',
      waitMs: 200,
      runMs: 100,
    },
  ]);
});

test('blackout tells the cause and how long, online comes at its end', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const told: unknown[] = [];
  mock.on('blackout', (event) => told.push(event));
  mock.on('online', () => told.push('online'));
  await outcome(mock, 'freq', ['2220']);
  expect(told).toEqual([{ node: '1', cause: 'soft-boot', ms: 30_000 }]);
  await clock.advance(29_999);
  expect(told).toHaveLength(1);
  await clock.advance(1);
  expect(told.slice(1)).toEqual(['online']);
  await exchange(mock.maintenance.port, `${rpc('radio_reset')}\n`);
  await clock.advance('3s');
  expect(told.slice(2)).toEqual([{ node: '1', cause: 'reboot', ms: 60_000 }]);
  await clock.advance('60s');
  expect(told.slice(3)).toEqual(['online']);
});

test('offline and online tell of the mode', async () => {
  const mock = await running();
  const told: string[] = [];
  mock.on('offline', () => told.push('offline'));
  mock.on('online', () => told.push('online'));
  await mock.setMode('offline');
  await mock.setMode('normal');
  expect(told).toEqual(['offline', 'online']);
});

test('busy is the command event of one that found no place', async () => {
  const { mock } = await runningInVirtualTime({ worker: { queueCapacity: 0, processingTime: '1s' } });
  const busy = next(mock, 'busy');
  const client = await rawClient(mock.http.port);
  client.socket.write(keepAlive(rpc('freq', 1)) + keepAlive(rpc('bw', 2)));
  expect(await busy).toMatchObject({ id: 2, method: 'bw', outcome: 'BUSY', waitMs: 0, runMs: 0 });
});

test('closed carries the report that close gives, and no event comes after it', async () => {
  const mock = await running();
  const order: string[] = [];
  mock.on('command', () => order.push('command'));
  mock.on('closed', () => order.push('closed'));
  const closed = next(mock, 'closed');
  await outcome(mock, 'freq');
  const report = await mock.close();
  expect(await closed).toEqual(report);
  expect(order).toEqual(['command', 'closed']);
});

test('a listener that was taken off hears no more', async () => {
  const mock = await running();
  let heard = 0;
  const off = mock.on('command', () => (heard += 1));
  await outcome(mock, 'freq');
  off();
  off();
  await outcome(mock, 'freq');
  expect(heard).toBe(1);
});

const faulty: readonly (keyof SimulatorEvents)[] = [
  'command',
  'blackout',
  'online',
  'busy',
  'connection-refused',
  'closed',
];

/** A simulator whose listeners all throw or reject, with the lines that it logs as errors. */
async function withFaultyListeners(): Promise<{ mock: SilvusMock; errors: object[] }> {
  const errors: object[] = [];
  const nothing = () => undefined;
  const logger: Logger = {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (fields) => errors.push(fields),
  };
  const mock = await running({
    logger,
    timing: { softBoot: 1 },
    http: { maxConnections: 2, atLimit: 'refuse' },
  });
  for (const name of faulty) {
    mock.on(name, () => {
      throw new Error(`thrown by ${name}`);
    });
    mock.on(name, () => Promise.reject(new Error(`rejected by ${name}`)));
  }
  return { mock, errors };
}

test('listeners that throw or reject harm nobody and are logged', async () => {
  const { mock, errors } = await withFaultyListeners();
  const commands = collected(mock, 'command');
  const back = next(mock, 'online');
  expect(await outcome(mock, 'freq', ['2220'])).toEqual(['']);
  await back;
  expect(await outcome(mock, 'freq')).toEqual(['2220']);
  expect(commands).toHaveLength(2);
  await mock.close();
  const where = new Set(errors.map((fields) => (fields as { where: string }).where));
  expect([...where].sort()).toEqual(
    ['blackout', 'closed', 'command', 'online'].map((name) => `a listener of ${name}`),
  );
});
