import { expect, test } from 'vitest';
import { controlledInVirtualTime } from '../../support/control-plane-client.js';

const climb = {
  name: 'climb',
  steps: [{ set: { power_dBm: 20 } }, { after: '10s', set: { power_dBm: 25 } }],
};

test('a scenario is begun, told, and plays on the clock', async () => {
  const radio = await controlledInVirtualTime();
  expect(await radio.get('/scenario')).toBeNull();
  expect(await radio.take('PUT', '/scenario', climb)).toMatchObject({ name: 'climb', state: 'running' });
  expect(await radio.get('/status')).toMatchObject({ scenario: { name: 'climb', state: 'running' } });
  expect(await radio.get('/state/power_dBm')).toEqual({ value: ['20'] });
  await radio.take('POST', '/clock/advance', { duration: '10s' });
  expect(await radio.get('/state/power_dBm')).toEqual({ value: ['25'] });
  expect(await radio.get('/scenario')).toMatchObject({ state: 'ended' });
});

test('one is stopped, and a second is refused while it plays', async () => {
  const radio = await controlledInVirtualTime();
  await radio.take('PUT', '/scenario', climb);
  expect(await radio.refusal('PUT', '/scenario', climb)).toMatch(/^409 CONFLICT: .*"climb" is running/);
  expect(await radio.take('DELETE', '/scenario')).toMatchObject({ state: 'stopped' });
  await radio.take('POST', '/clock/advance', { duration: '10s' });
  expect(await radio.get('/state/power_dBm')).toEqual({ value: ['20'] });
});

test.each([
  [{ name: 'empty' }, /^400 OPTION_INVALID: scenario: steps: /],
  [{ name: 'x', steps: [{ set: { nothing: 1 } }] }, /^400 OPTION_INVALID: scenario: .*nothing/],
  ['"/etc/hostname.yaml"', /^400 OPTION_INVALID: body: .*allowed: an object/],
])('%j is refused', async (body, refusal) => {
  const radio = await controlledInVirtualTime();
  expect(await radio.refusal('PUT', '/scenario', body)).toMatch(refusal);
  expect(await radio.get('/scenario')).toBeNull();
});
