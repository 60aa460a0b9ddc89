import { expect, test } from 'vitest';
import type { FaultSpec, VirtualClock } from '../../src/index.js';
import { runningInVirtualTime } from '../support/radio.js';
import { cookieOf, logIn, outcomeWith, postApi, send } from '../support/login-client.js';
import { maintain, rpc } from '../support/json-rpc-client.js';

const login = { enabled: true };
const denied = 'Authentication error';
const minutes = (m: number, s = 0, ms = 0) => (m * 60 + s) * 1_000 + ms;

test.each([
  ['9:59', minutes(9, 59), ['4700']],
  ['9:59.999', minutes(9, 59, 999), ['4700']],
  ['10:00', minutes(10), denied],
  ['10:01', minutes(10, 1), denied],
])('at %s after the login', async (_, ms, expected) => {
  const { mock, clock } = await runningInVirtualTime({ login });
  const cookie = await cookieOf(mock, 'basic');
  await clock.advance(ms);
  expect(await outcomeWith(mock, cookie, 'freq')).toEqual(expected);
});

/** Each reply of the API sets the cookie again: the ten minutes begin anew with it. */
const replies: readonly (readonly [string, string, number])[] = [
  ['a result', rpc('freq'), 200],
  ['an error', rpc('nothing'), 200],
  ['a refusal for want of a level', rpc('power_dBm', 1, ['20']), 200],
  ['no JSON', 'no JSON', 200],
  ['a batch', `[${rpc('freq')}, ${rpc('bw', 2)}]`, 200],
  ['a notification', '{"jsonrpc":"2.0","method":"freq"}', 204],
];

test.each(replies)('%s renews it', async (_, body, expected) => {
  const { mock, clock } = await runningInVirtualTime({ login });
  const cookie = await cookieOf(mock, 'basic');
  for (let round = 0; round < 3; round += 1) {
    await clock.advance(minutes(9, 59, 999));
    const reply = await postApi(mock, body, cookie);
    expect({ status: reply.status, cookie: reply.cookie }).toEqual({ status: expected, cookie });
  }
  await clock.advance(minutes(10));
  expect(await outcomeWith(mock, cookie, 'freq')).toBe(denied);
});

const faults: readonly FaultSpec[] = [
  { kind: 'latency', ms: '2s' },
  { kind: 'slow-drip' },
  { kind: 'truncate' },
  { kind: 'chunked' },
  { kind: 'busy' },
];

test.each(faults)('a reply that the fault $kind changes sets it again', async (fault: FaultSpec) => {
  const { mock, clock } = await runningInVirtualTime({ login });
  const cookie = await cookieOf(mock, 'basic');
  mock.faults.add(fault);
  expect((await endOf(postApi(mock, rpc('freq'), cookie), clock)).cookie).toBe(cookie);
});

test('each copy of a reply that a fault doubles sets it again', async () => {
  const { mock } = await runningInVirtualTime({ login });
  const cookie = await cookieOf(mock, 'basic');
  mock.faults.add({ kind: 'duplicate' });
  const { head, body } = await postApi(mock, rpc('freq'), cookie);
  for (const copy of [head, body]) expect(copy).toContain(`Set-Cookie: ${cookie};`);
});

/** Moves time until something has ended. */
async function endOf<T>(pending: Promise<T>, clock: VirtualClock): Promise<T> {
  const end = { isReached: false };
  const ended = pending.finally(() => {
    end.isReached = true;
  });
  while (!end.isReached) await clock.advance('1s');
  return ended;
}

test('a reply that comes after the ten minutes renews it: the request came in time', async () => {
  const { mock, clock } = await runningInVirtualTime({ login, deadlines: { read: 0 } });
  const cookie = await cookieOf(mock, 'basic');
  await clock.advance(minutes(9, 59));
  mock.worker.pause();
  const late = outcomeWith(mock, cookie, 'freq');
  await mock.received(1);
  await clock.advance(minutes(5));
  mock.worker.resume();
  expect(await late).toEqual(['4700']);
  expect(await outcomeWith(mock, cookie, 'freq')).toEqual(['4700']);
});

test('a request without a session sets no cookie', async () => {
  const { mock } = await runningInVirtualTime({ login });
  for (const cookie of [undefined, 'session=', `session=${'0'.repeat(32)}`, 'other=1'])
    expect((await postApi(mock, rpc('freq'), cookie)).cookie).toBeUndefined();
});

test('a cookie that is expired, garbage, doubled or long is no session, and a login with it works', async () => {
  const { mock, clock } = await runningInVirtualTime({ login });
  const old = await cookieOf(mock, 'admin');
  await clock.advance(minutes(10));
  const valid = await cookieOf(mock, 'admin');
  const others = [
    old,
    'session',
    '=;=',
    'session=;',
    'session="',
    `${valid}; ${valid}`,
    `a=${'b'.repeat(15_000)}`,
  ];
  for (const cookie of others) {
    expect(await outcomeWith(mock, cookie, 'freq')).toBe(denied);
    const again = await logIn(mock, 'admin', 'HelloWorld', cookie);
    expect(await outcomeWith(mock, again.cookie, 'freq')).toEqual(['4700']);
  }
  expect(await outcomeWith(mock, `a=1; ${valid};b=2`, 'freq')).toEqual(['4700']);
  expect(await outcomeWith(mock, `${valid.replace('=', '="')}"`, 'freq')).toEqual(['4700']);
});

test('a cookie of a megabyte is refused as headers that are too long, and the next client is served', async () => {
  const { mock } = await runningInVirtualTime({ login });
  const valid = await cookieOf(mock, 'admin');
  const { status } = await postApi(mock, rpc('freq'), `session=${'a'.repeat(1_048_576)}`);
  expect(status).toBe(431);
  expect(await outcomeWith(mock, valid, 'freq')).toEqual(['4700']);
});

test('a login in a session ends it and begins another', async () => {
  const { mock } = await runningInVirtualTime({ login });
  const first = await cookieOf(mock, 'basic');
  const { cookie } = await logIn(mock, 'admin', 'HelloWorld', first);
  expect(cookie).not.toBe(first);
  expect(await outcomeWith(mock, first, 'freq')).toBe(denied);
  expect(mock.stats().login.sessions).toBe(1);
});

test('a wrong password in a session leaves it as it is', async () => {
  const { mock } = await runningInVirtualTime({ login });
  const first = await cookieOf(mock, 'basic');
  expect((await logIn(mock, 'admin', 'hush', first)).cookie).toBeUndefined();
  expect(await outcomeWith(mock, first, 'freq')).toEqual(['4700']);
});

test('a reboot, a reset and zeroize end all sessions; a soft boot ends none', async () => {
  const { mock, clock } = await runningInVirtualTime({ login, timing: { preset: 'fast' } });
  const session = () => cookieOf(mock, 'admin');
  let cookie = await session();
  await outcomeWith(mock, cookie, 'freq', ['2220']);
  await clock.advance('1s');
  expect(await outcomeWith(mock, cookie, 'freq')).toEqual(['2220']);
  await outcomeWith(mock, cookie, 'radio_reset');
  await clock.advance('5s');
  expect(mock.stats().login.sessions).toBe(0);
  expect(await outcomeWith(mock, cookie, 'freq')).toBe(denied);
  cookie = await session();
  await mock.reset();
  expect(await outcomeWith(mock, cookie, 'freq')).toBe(denied);
  cookie = await session();
  await maintain(mock, 'zeroize');
  expect(await outcomeWith(mock, cookie, 'freq')).toBe(denied);
});

test('lifetime and name of the cookie are settings', async () => {
  const { mock, clock } = await runningInVirtualTime({
    login: { ...login, lifetime: '90s', sessionName: 'sid' },
  });
  const { head, cookie } = await logIn(mock, 'admin');
  expect(head).toMatch(/^set-cookie: sid=[\da-f]{32}; Path=\/; Max-Age=90; HttpOnly\r?$/im);
  await clock.advance(89_999);
  expect(await outcomeWith(mock, cookie, 'freq')).toEqual(['4700']);
  await clock.advance(90_000);
  expect(await outcomeWith(mock, cookie, 'freq')).toBe(denied);
});

test('pages other than the API belong to a session too', async () => {
  const { mock, clock } = await runningInVirtualTime({ login });
  const page = 'POST /cgi-bin/nodePositionHandler.pyc';
  const save = 'action=save&posJson={"version":0.1,"nodeDB":{}}';
  expect((await send(mock, page, { body: 'action=load' })).body).toBe('Error. Authentication error\n');
  const basic = await cookieOf(mock, 'basic');
  expect((await send(mock, page, { body: save, cookie: basic })).body).toBe('Error. Authentication error\n');
  await clock.advance(minutes(9));
  expect(await send(mock, page, { body: 'action=load', cookie: basic })).toMatchObject({
    cookie: basic,
    body: '{"version":0.1,"nodeDB":{}}',
  });
  await clock.advance(minutes(9));
  expect(await outcomeWith(mock, basic, 'freq')).toEqual(['4700']);
  const advanced = await cookieOf(mock, 'advanced');
  expect((await send(mock, page, { body: save, cookie: advanced })).body).toBe('JSON Valid\n');
});
