import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type SilvusMock, createSilvusMock } from '../../src/index.js';
import { outcome } from '../support/json-rpc-client.js';

/** A simulator whose blackouts close its ports, not started yet. */
function closedWhenDark(mode: 'normal' | 'offline' = 'normal'): SilvusMock {
  const mock = createSilvusMock({ blackout: 'refuse', mode });
  onTestFinished(async () => {
    await mock.close();
  });
  return mock;
}

/** What a client that connects sees: the error's code, or `open`. */
function knock(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve('open');
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
  });
}

test('taken offline before its start, its ports are closed once it has started', async () => {
  const mock = closedWhenDark();
  await mock.setMode('offline');
  await mock.start();
  expect(await knock(mock.http.port)).toBe('ECONNREFUSED');
  expect(await knock(mock.maintenance.port)).toBe('ECONNREFUSED');
  await mock.setMode('normal');
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});

test('taken offline and back before its start, nothing listens until then', async () => {
  const mock = closedWhenDark();
  await mock.setMode('offline');
  await mock.setMode('normal');
  expect(() => mock.http).toThrow(expect.objectContaining({ code: 'NOT_RUNNING' }));
  await mock.start();
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});

test('taken offline and back while it starts, it listens', async () => {
  const mock = closedWhenDark();
  const starting = mock.start();
  await mock.setMode('offline');
  await mock.setMode('normal');
  await starting;
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  expect(await knock(mock.maintenance.port)).toBe('open');
});

test('taken offline while it starts, its ports are closed', async () => {
  const mock = closedWhenDark();
  const starting = mock.start();
  const offline = mock.setMode('offline');
  await starting;
  await offline;
  expect(await knock(mock.http.port)).toBe('ECONNREFUSED');
  expect(await knock(mock.maintenance.port)).toBe('ECONNREFUSED');
});
