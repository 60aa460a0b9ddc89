import { expect, test } from 'vitest';
import { controlledInVirtualTime } from '../../support/control-plane-client.js';
import { outcome } from '../../support/json-rpc-client.js';

test('a blackout begins, is told with what is left, and ends by itself', async () => {
  const radio = await controlledInVirtualTime();
  expect(await radio.get('/blackout')).toBeNull();
  const begun = await radio.take('POST', '/blackout', { duration: '5s' });
  expect(begun).toEqual({ cause: 'manual', leftMs: 5_000 });
  expect(await outcome(radio.mock, 'freq')).toBe('UNAVAILABLE');
  await radio.clock.advance('2s');
  expect(await radio.get('/blackout')).toEqual({ cause: 'manual', leftMs: 3_000 });
  await radio.clock.advance('3s');
  expect(await radio.get('/blackout')).toBeNull();
  expect(await outcome(radio.mock, 'freq')).toEqual(['4700']);
});

test('it has the cause that was asked for, and is ended by hand', async () => {
  const radio = await controlledInVirtualTime({ blackout: 'refuse' });
  const body = { duration: 60_000, cause: 'reboot' };
  expect(await radio.take('POST', '/blackout', body)).toEqual({ cause: 'reboot', leftMs: 60_000 });
  expect(await radio.take('DELETE', '/blackout')).toBeNull();
  expect(await outcome(radio.mock, 'freq')).toEqual(['4700']);
});

test('a radio that is out of reach has no end', async () => {
  const radio = await controlledInVirtualTime({ mode: 'offline' });
  expect(await radio.get('/blackout')).toEqual({ cause: 'offline', leftMs: null });
  expect(await radio.take('DELETE', '/blackout')).toEqual({ cause: 'offline', leftMs: null });
});

test.each([
  [{}, /^400 OPTION_INVALID: body: duration: /],
  [{ duration: '5 parsec' }, /^400 OPTION_INVALID: body: duration: "5 parsec": is no duration; allowed: /],
  [{ duration: 0 }, /^400 OPTION_INVALID: blackout: duration: 0 is not allowed; allowed: .*above 0/],
  [
    { duration: '5s', cause: 'offline' },
    /^400 OPTION_INVALID: body: cause: "offline": is not allowed; allowed: .*manual/,
  ],
  [
    { duraton: '5s', duration: '5s' },
    /^400 OPTION_INVALID: body: duraton: is unknown; allowed: duration, cause/,
  ],
])('%j begins none', async (body, refusal) => {
  const radio = await controlledInVirtualTime();
  expect(await radio.refusal('POST', '/blackout', body)).toMatch(refusal);
  expect(radio.mock.blackout.current).toBeUndefined();
});
