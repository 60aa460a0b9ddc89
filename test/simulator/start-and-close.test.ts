import { expect, test } from 'vitest';
import { createSilvusMock, startSilvusMock } from '../../src/index.js';
import { outcome } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

test('start twice is one start', async () => {
  const mock = createSilvusMock();
  expect(mock.lifecycle).toBe('created');
  const starting = mock.start();
  expect(mock.lifecycle).toBe('starting');
  expect(mock.start()).toBe(starting);
  expect(await starting).toBe(mock);
  expect(mock.lifecycle).toBe('running');
  await mock.close();
});

test('before its start a simulator has no address, after its close it can not start again', async () => {
  const mock = createSilvusMock();
  expect(() => mock.http).toThrow(expect.objectContaining({ code: 'NOT_RUNNING' }));
  expect(() => mock.maintenance).toThrow(expect.objectContaining({ code: 'NOT_RUNNING' }));
  await mock.close();
  expect(mock.lifecycle).toBe('closed');
  await expect(mock.start()).rejects.toMatchObject({ code: 'ALREADY_CLOSED' });
});

test('a close while it starts wins', async () => {
  const mock = createSilvusMock();
  const starting = mock.start();
  const closing = mock.close();
  await expect(starting).rejects.toMatchObject({ code: 'CLOSED_WHILE_STARTING' });
  await closing;
  expect(mock.lifecycle).toBe('closed');
});

test('await using closes', async () => {
  let port = 0;
  {
    await using mock = await startSilvusMock();
    port = mock.http.port;
    expect(await outcome(mock, 'freq')).toEqual(['4700']);
  }
  await expect(startSilvusMock({ http: { port } }).then((mock) => mock.close())).resolves.toBeDefined();
});

test('two simulators in one process do not know of each other', async () => {
  const first = await running();
  const second = await running();
  const seen: unknown[] = [];
  second.on('command', (event) => seen.push(event));
  await outcome(first, 'max_link_distance', ['77']);
  await outcome(first, 'freq', ['2220']);
  expect(await outcome(first, 'freq')).toBe('UNAVAILABLE');
  expect(seen).toEqual([]);
  expect(await outcome(second, 'max_link_distance')).toEqual(['1000']);
  await first.close();
  expect(await outcome(second, 'freq')).toEqual(['4700']);
});
