import { expect, test } from 'vitest';
import { type SilvusMock, startSilvusMock, virtualClock } from '../../src/index.js';
import { runningInVirtualTime } from '../support/radio.js';
import { cookieOf, logInTimes, outcomeWith } from '../support/login-client.js';

const login = { enabled: true };

test('after 1,000 logins there are as many sessions as the limit says, and none once they have expired', async () => {
  const { mock, clock } = await runningInVirtualTime({ login, control: { port: 0 } });
  const oldest = await cookieOf(mock, 'admin');
  await logInTimes(mock, 1_000);
  const { sessions, tries } = mock.stats().login;
  expect({ sessions, accepted: tries.accepted }).toEqual({ sessions: 64, accepted: 1_001 });
  expect(await outcomeWith(mock, oldest, 'freq')).toBe('Authentication error');
  expect(await gauge(mock)).toBe(64);
  await clock.advance('10m');
  expect(mock.stats().login.sessions).toBe(0);
  expect(await gauge(mock)).toBe(0);
});

/** Open sessions, as /metrics says. */
async function gauge({ control }: SilvusMock): Promise<number> {
  const page = await (await fetch(`${control?.url}/metrics`)).text();
  return Number(/^silvus_mock_login_sessions (\d+)$/m.exec(page)?.[1]);
}

test('64 sessions are open at the same time, and one more ends the first', async () => {
  const { mock } = await runningInVirtualTime({ login });
  const first = await cookieOf(mock, 'admin');
  for (let count = 2; count <= 64; count += 1) await cookieOf(mock, 'basic');
  expect([mock.stats().login.sessions, await outcomeWith(mock, first, 'freq')]).toEqual([64, ['4700']]);
  for (let count = 1; count <= 64; count += 1) await cookieOf(mock, 'basic');
  expect(mock.stats().login.sessions).toBe(64);
  expect(await outcomeWith(mock, first, 'freq')).toBe('Authentication error');
});

test('at the limit the session ends whose last reply is longest ago', async () => {
  const { mock, clock } = await runningInVirtualTime({ login: { ...login, maxSessions: 2 } });
  const [first, second] = [await cookieOf(mock, 'admin'), await cookieOf(mock, 'admin')];
  await clock.advance('1s');
  expect(await outcomeWith(mock, first, 'freq')).toEqual(['4700']);
  const third = await cookieOf(mock, 'admin');
  const outcomes = [];
  for (const cookie of [first, second, third]) outcomes.push(await outcomeWith(mock, cookie, 'freq'));
  expect(outcomes).toEqual([['4700'], 'Authentication error', ['4700']]);
});

test('sessions are removed as they expire, in the background, by one timer', async () => {
  const clock = virtualClock();
  const before = clock.pendingTimers();
  const mock = await startSilvusMock({ login, clock });
  const idle = clock.pendingTimers();
  for (let count = 1; count <= 3; count += 1) {
    await cookieOf(mock, 'basic');
    await clock.advance('1m');
  }
  expect([mock.stats().login.sessions, clock.pendingTimers() - idle]).toEqual([3, 1]);
  await clock.advance('7m');
  expect(mock.stats().login.sessions).toBe(2);
  await clock.advance('1m');
  expect(mock.stats().login.sessions).toBe(1);
  await mock.close();
  expect(clock.pendingTimers()).toBe(before);
});
