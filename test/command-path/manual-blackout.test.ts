import { expect } from 'vitest';
import type { BlackoutCause, DurationInput } from '../../src/index.js';
import { radioTest as test, silvusTest } from '../../src/vitest/vitest.js';
import { collected } from '../support/events.js';
import { call, httpRequest, outcome, rpc } from '../support/json-rpc-client.js';
import { observeConnection } from '../support/raw-client.js';

test('a blackout that was begun ends by itself, at its moment', async ({ radio, clock }) => {
  const [dark, back] = [collected(radio, 'blackout'), collected(radio, 'online')];
  radio.blackout.begin('30s');
  expect(radio.blackout.current).toEqual({ cause: 'manual', leftMs: 30_000 });
  await clock.advance('29999ms');
  expect((await call(radio, 'freq')).error).toMatchObject({
    message: 'UNAVAILABLE',
    data: { detail: { reason: 'manual' }, retryAfterMs: 1 },
  });
  expect(back).toEqual([]);
  await clock.advance('1ms');
  expect(radio.blackout.current).toBeUndefined();
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  expect(dark).toEqual([{ node: '1', cause: 'manual', ms: 30_000 }]);
  expect(back).toHaveLength(1);
});

test.for<BlackoutCause>(['soft-boot', 'power-change', 'reboot', 'zeroize', 'manual'])(
  'a client sees its cause: %s',
  async (cause, { radio }) => {
    radio.blackout.begin(500, cause);
    expect((await call(radio, 'freq')).error?.data).toMatchObject({ detail: { reason: cause } });
    expect(radio.stats().blackouts).toEqual({ [cause]: 1 });
  },
);

test('where blackouts overlap, the later end wins', async ({ radio, clock }) => {
  radio.blackout.begin('10s', 'reboot');
  radio.blackout.begin('4s', 'manual');
  expect(radio.blackout.current).toEqual({ cause: 'reboot', leftMs: 10_000 });
  await clock.advance('3s');
  radio.blackout.begin('20s', 'power-change');
  expect(radio.blackout.current).toEqual({ cause: 'power-change', leftMs: 20_000 });
  await clock.advance('19999ms');
  expect(await outcome(radio, 'freq')).toBe('UNAVAILABLE');
  await clock.advance('1ms');
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
});

test('end() ends one that a client caused too, and does nothing where there is none', async ({ radio }) => {
  await outcome(radio, 'freq', ['2220']);
  expect(radio.blackout.current?.cause).toBe('soft-boot');
  await radio.blackout.end();
  await radio.blackout.end();
  expect(await outcome(radio, 'freq')).toEqual(['2220']);
});

silvusTest({ blackout: 'refuse' })('end() resolves when the closed ports are open', async ({ radio }) => {
  const { port } = radio.http;
  radio.blackout.begin('1h');
  expect(await observeConnection(port, httpRequest(rpc('freq')))).toMatchObject({ saw: 'refused' });
  await radio.blackout.end();
  expect(radio.http.port).toBe(port);
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
});

test('a reboot that is to come is not called off by end()', async ({ radio, clock }) => {
  await outcome(radio, 'radio_reset');
  await radio.blackout.end();
  await clock.advance('3s');
  expect(radio.blackout.current?.cause).toBe('reboot');
});

test.for([
  [0, 'manual', 'blackout: duration: 0 is not allowed'],
  [-1, 'manual', 'blackout: duration: -1 is not allowed'],
  ['soon', 'manual', 'blackout: duration: "soon" is not allowed; allowed: a number of ms, or a text such as'],
  [NaN, 'manual', 'blackout: duration: NaN is not allowed'],
  ['5s', 'sunset', 'blackout: cause: "sunset" is not allowed; allowed: soft-boot, power-change, reboot,'],
] as const)('begin(%j, %j) is refused, and nothing goes dark', ([duration, cause, message], { radio }) => {
  const given: string = cause;
  expect(() => radio.blackout.begin(duration as DurationInput, given as BlackoutCause)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(message) as string }),
  );
  expect(radio.blackout.current).toBeUndefined();
});
