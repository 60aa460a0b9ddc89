import { expect, test } from 'vitest';
import type { SilvusMock } from '../../src/index.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { cookieOf, logIn, outcomeWith } from '../support/login-client.js';

const login = { enabled: true, maxTries: 3, lockout: '1m' } as const;

/** True if the right password logs a user in. */
const letsIn = async (mock: SilvusMock, user = 'admin') => (await logIn(mock, user)).cookie !== undefined;

async function fail(mock: SilvusMock, times: number, user = 'admin'): Promise<void> {
  for (let n = 0; n < times; n += 1) await logIn(mock, user, `wrong ${n}`);
}

test('after the last try a user is locked out for a time; others are not', async () => {
  const { mock, clock } = await runningInVirtualTime({ login });
  await fail(mock, 3);
  expect([await letsIn(mock), await letsIn(mock, 'basic')]).toEqual([false, true]);
  await clock.advance(59_999);
  expect(await letsIn(mock)).toBe(false);
  await clock.advance(1);
  expect(await letsIn(mock)).toBe(true);
  expect(mock.stats().login.tries).toEqual({ accepted: 2, refused: 3, locked: 2, concurrent: 0 });
});

test('a right password before the last try makes it begin anew, and so does the end of a lock-out', async () => {
  const { mock, clock } = await runningInVirtualTime({ login });
  await fail(mock, 2);
  expect(await letsIn(mock)).toBe(true);
  await fail(mock, 2);
  expect(await letsIn(mock)).toBe(true);
  await fail(mock, 3);
  await clock.advance('1m');
  await fail(mock, 2);
  expect(await letsIn(mock)).toBe(true);
});

test('a try during a lock-out does not prolong it', async () => {
  const { mock, clock } = await runningInVirtualTime({ login });
  await fail(mock, 3);
  await clock.advance('59s');
  await fail(mock, 5);
  await clock.advance('1s');
  expect(await letsIn(mock)).toBe(true);
});

test('a lock-out ends no session', async () => {
  const mock = await running({ login });
  const cookie = await cookieOf(mock, 'admin');
  await fail(mock, 3);
  expect(await outcomeWith(mock, cookie, 'freq')).toEqual(['4700']);
});

test('by default 4 wrong passwords do not lock out, one more does, for five minutes; 0 is no limit', async () => {
  const { mock, clock } = await runningInVirtualTime({ login: { enabled: true } });
  await fail(mock, 4);
  expect(await letsIn(mock)).toBe(true);
  await fail(mock, 5);
  expect(await letsIn(mock)).toBe(false);
  await clock.advance(299_999);
  expect(await letsIn(mock)).toBe(false);
  await clock.advance(1);
  expect(await letsIn(mock)).toBe(true);
  const free = await running({ login: { enabled: true, maxTries: 0 } });
  await fail(free, 20);
  expect(await letsIn(free)).toBe(true);
});

test('a reset and zeroize end lock-outs', async () => {
  const mock = await running({ login });
  await fail(mock, 3);
  await mock.reset();
  expect(await letsIn(mock)).toBe(true);
  await fail(mock, 3, 'basic');
  await outcomeWith(mock, await cookieOf(mock, 'admin'), 'zeroize');
  expect(await letsIn(mock, 'basic')).toBe(true);
});

test.each<['allow' | 'refuse' | 'replace', boolean, boolean]>([
  ['allow', true, true],
  ['refuse', true, false],
  ['replace', false, true],
])('a further session of a user, %s: the first is valid %s, the second %s', async (concurrent, ...valid) => {
  const { mock, clock } = await runningInVirtualTime({ login: { enabled: true, concurrent } });
  const first = await cookieOf(mock, 'admin');
  const { cookie: second, body } = await logIn(mock, 'admin');
  const isValid = async (cookie?: string) => Array.isArray(await outcomeWith(mock, cookie, 'freq'));
  expect([await isValid(first), await isValid(second)]).toEqual(valid);
  expect(body.includes('Invalid Login Authentication.')).toBe(concurrent === 'refuse');
  expect(await letsIn(mock, 'basic')).toBe(true);
  // A login with the cookie of the user's own session takes its place.
  const own = await logIn(mock, 'admin', 'HelloWorld', valid[1] ? second : first);
  expect(await isValid(own.cookie)).toBe(true);
  await clock.advance('10m');
  expect(await letsIn(mock)).toBe(true);
});
