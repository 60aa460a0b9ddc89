import { expect, test } from 'vitest';
import { controlledInVirtualTime, radioWithControlPlane } from '../../support/control-plane-client.js';
import { outcome } from '../../support/json-rpc-client.js';

test('a virtual clock is told and moved on, and what falls due happens', async () => {
  const radio = await controlledInVirtualTime();
  const wallTime = radio.clock.wallTime();
  expect(await radio.get('/clock')).toEqual({ nowMs: 0, wallTime, virtual: true });
  radio.mock.blackout.begin('30s');
  const moved = await radio.take('POST', '/clock/advance', { duration: '30s' });
  expect(moved).toEqual({ nowMs: 30_000, wallTime: wallTime + 30_000, virtual: true });
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
  expect(await radio.get('/clock')).toMatchObject({ virtual: false });
  expect(await radio.refusal('POST', '/clock/advance', { duration: '1s' })).toBe(
    '409 CONFLICT: the clock is not virtual: it runs by itself',
  );
});

test('what is no duration moves nothing', async () => {
  const radio = await controlledInVirtualTime();
  expect(await radio.refusal('POST', '/clock/advance', { duration: '-1s' })).toMatch(
    /^400 OPTION_INVALID: body: duration: "-1s": is no duration; allowed: /,
  );
  expect(radio.clock.now()).toBe(0);
});
