import { expect, test } from 'vitest';
import type { Logger } from '../../src/index.js';
import { next } from '../support/events.js';
import { call, maintain, outcome } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

const fail = () => {
  throw new Error('the disk is full');
};

const logger: Logger = { debug: fail, info: fail, warn: fail, error: fail, isLevelEnabled: fail };

test('a logger that throws loses its own lines and nothing else', async () => {
  const mock = await running({ logger, timing: { softBoot: 1, rebootDelay: 1, reboot: 1 } });
  mock.on('command', fail);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  const dark = next(mock, 'blackout');
  const back = next(mock, 'online');
  expect(await outcome(mock, 'freq', ['2220'])).toEqual(['']);
  await Promise.all([dark, back]);
  expect((await call(mock, 'nothing')).error?.message).toBe('Method not found');
  expect((await maintain(mock, 'zeroize')).result).toEqual(['']);
  await expect(mock.close()).resolves.toMatchObject({ cut: 0, forced: 0 });
});

test('a logger that says no level is enabled by throwing gets no lines of commands', async () => {
  const lines: unknown[] = [];
  const quiet: Logger = { ...logger, debug: (fields) => lines.push(fields), info: () => undefined };
  const mock = await running({ logger: quiet });
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  expect(lines).toEqual([]);
});
