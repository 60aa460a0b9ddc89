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

/** 300 steps, of which those with these numbers have a fault of an unknown kind; in a repetition where asked for. */
function longScenario(wrong: readonly number[], isRepeated: boolean): object {
  const steps = Array.from({ length: 300 }, (_, index) => ({
    after: '1s',
    fault: { kind: wrong.includes(index) ? 'slow' : 'busy', name: `fault-${index}`, for: '10s' },
  }));
  return { name: 'long', steps: isRepeated ? [{ repeat: { times: 1, steps } }] : steps };
}

test.each([false, true])('300 steps play as they are written, repeated: %s', async (isRepeated) => {
  const radio = await controlledInVirtualTime();
  expect(await radio.take('PUT', '/scenario', longScenario([], isRepeated))).toMatchObject({
    state: 'running',
  });
  await radio.take('POST', '/clock/advance', { duration: '300s' });
  expect(await radio.get('/scenario')).toMatchObject({ state: 'ended', steps: isRepeated ? 301 : 300 });
  const names = Array.from({ length: 10 }, (_, index) => ({ name: `fault-${290 + index}` }));
  expect(await radio.get('/faults')).toMatchObject(names);
});

test.each([
  ['steps', false],
  ['steps.0.repeat.steps', true],
])('all mistakes of 300 steps are named by their places in %s', async (list, isRepeated) => {
  const radio = await controlledInVirtualTime();
  const refusal = await radio.refusal('PUT', '/scenario', longScenario([7, 120, 299], isRepeated));
  for (const place of [7, 120, 299]) expect(refusal).toContain(`${list}.${place}.fault: kind: "slow"`);
  expect(refusal.split('"slow" is not allowed')).toHaveLength(4);
  expect(await radio.get('/scenario')).toBeNull();
});
