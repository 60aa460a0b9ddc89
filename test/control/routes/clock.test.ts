import { expect, test } from 'vitest';
import { systemClock } from '../../../src/index.js';
import { controlledInVirtualTime, radioWithControlPlane } from '../../support/control-plane-client.js';
import { outcome } from '../../support/json-rpc-client.js';

test('a virtual clock is told and moved on, and what falls due happens', async () => {
  const radio = await controlledInVirtualTime();
  const wallTime = radio.clock.wallTime();
  expect(await radio.get('/clock')).toEqual({ nowMs: 0, wallTime, virtual: true, scale: null });
  radio.mock.blackout.begin('30s');
  const moved = await radio.take('POST', '/clock/advance', { duration: '30s' });
  expect(moved).toEqual({ nowMs: 30_000, wallTime: wallTime + 30_000, virtual: true, scale: null });
  expect(await outcome(radio.mock, 'freq')).toEqual(['4700']);
});

test('two who move it on at once move it on by both', async () => {
  const radio = await controlledInVirtualTime();
  const ran: number[] = [];
  for (const ms of [5_000, 25_000, 55_000])
    radio.clock.setTimeout(async () => {
      // Others get to ask meanwhile.
      await radio.get('/version');
      ran.push(radio.clock.now());
    }, ms);
  const moves = ['10s', '20s', '30s'].map((duration) => radio.take('POST', '/clock/advance', { duration }));
  await Promise.all(moves);
  expect(ran).toEqual([5_000, 25_000, 55_000]);
  expect(radio.clock.now()).toBe(60_000);
});

test('a clock that runs by itself says so, and is not advanced', async () => {
  const radio = await radioWithControlPlane();
  expect(await radio.get('/clock')).toMatchObject({ virtual: false, scale: 1 });
  expect(await radio.refusal('POST', '/clock/advance', { duration: '1s' })).toBe(
    '409 CONFLICT: the clock is not virtual: it runs by itself; a start with --clock virtual has one that can be moved',
  );
});

test('a real clock says how fast it runs, and one of a program that its speed is not known', async () => {
  const quick = await radioWithControlPlane({ timeScale: 60 });
  expect(await quick.get('/clock')).toMatchObject({ virtual: false, scale: 60 });
  const real = systemClock();
  const own = await radioWithControlPlane({
    clock: {
      now: () => real.now(),
      wallTime: () => real.wallTime(),
      setTimeout: (...parameters) => real.setTimeout(...parameters),
      sleep: (...parameters) => real.sleep(...parameters),
    },
  });
  expect(await own.get('/clock')).toMatchObject({ virtual: false, scale: null });
});

test('what is no duration moves nothing', async () => {
  const radio = await controlledInVirtualTime();
  expect(await radio.refusal('POST', '/clock/advance', { duration: '-1s' })).toMatch(
    /^400 OPTION_INVALID: body: duration: "-1s": is no duration; allowed: /,
  );
  expect(radio.clock.now()).toBe(0);
});

test.each([
  [{}, /^400 OPTION_INVALID: body: duration: is missing; allowed: .*until: online/],
  [{ duration: '1s', until: 'online' }, /^400 OPTION_INVALID: body: until: .*one of the two/],
  [{ duration: '1s', limit: '1s' }, /^400 OPTION_INVALID: body: limit: /],
  [{ until: 'onlin' }, /^400 OPTION_INVALID: body: until: /],
  [{ until: 'online', limit: 'x' }, /^400 OPTION_INVALID: body: limit: "x"/],
])('%j moves nothing', async (body, words) => {
  const radio = await controlledInVirtualTime();
  expect(await radio.refusal('POST', '/clock/advance', body)).toMatch(words);
  expect(radio.clock.now()).toBe(0);
});

test('until online and run-until-idle move it as far as is needed', async () => {
  const radio = await controlledInVirtualTime();
  expect(await radio.take('POST', '/clock/advance', { until: 'online' })).toMatchObject({ nowMs: 0 });
  radio.mock.blackout.begin('20s');
  expect(await radio.take('POST', '/clock/advance', { until: 'online' })).toMatchObject({ nowMs: 20_000 });
  radio.mock.blackout.begin('20s');
  expect(await radio.take('POST', '/clock/run-until-idle')).toMatchObject({ nowMs: 40_000 });
  expect(await outcome(radio.mock, 'freq')).toEqual(['4700']);
});

test.each([
  ['count=-1', /^400 OPTION_INVALID: query: count: /],
  ['count=x', /^400 OPTION_INVALID: query: count: /],
  ['count=1&timeout=x', /^400 OPTION_INVALID: query: timeout: /],
  ['count=1&timeout=11m', /^400 OPTION_INVALID: query: timeout: .*at most 10m/],
  ['cuont=1', /^400 OPTION_INVALID: query: /],
  ['count=1&timeout=0', /^409 NOT_SEEN: received: 0 of 1 requests within 0 ms/],
])('GET /received?%s is refused', async (query, words) => {
  expect(await (await controlledInVirtualTime()).refusal('GET', `/received?${query}`)).toMatch(words);
});
