import { expect, test } from 'vitest';
import { createSilvusMock, startSilvusMock, virtualClock } from '../../src/index.js';
import { collected } from '../support/events.js';
import { runningInVirtualTime } from '../support/radio.js';

const aWhile = { name: 'a while', steps: [{ note: 'begun' }, { after: '1h', note: 'over' }] } as const;

test('one at a time: a second one is refused while the first plays', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run(aWhile);
  expect(() => mock.scenario.run(aWhile)).toThrow(
    expect.objectContaining({ code: 'SCENARIO_RUNNING', message: expect.stringContaining('"a while"') }),
  );
  await clock.advance('1h');
  await mock.scenario.ended;
  mock.scenario.run(aWhile);
  expect(mock.scenario.status?.state).toBe('running');
});

test('stopped, it takes no more steps; what it has done stays', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({
    steps: [{ set: { max_link_distance: 5 } }, { after: 1, set: { max_link_distance: 6 } }],
  });
  mock.scenario.stop();
  await mock.scenario.ended;
  await clock.advance('1m');
  expect(mock.state.read('max_link_distance')).toEqual(['5']);
  expect(mock.scenario.status?.state).toBe('stopped');
  expect(clock.pendingTimers()).toBe(0);
  mock.scenario.stop();
});

test('a reset ends it and forgets it; one that was given at the start begins anew', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run(aWhile);
  await mock.reset();
  expect(mock.scenario.status).toBeUndefined();
  expect(clock.pendingTimers()).toBe(0);
  await using other = await startSilvusMock({ clock, scenario: { ...aWhile } });
  await clock.advance('30m');
  await other.reset();
  await clock.advance('59m');
  expect(other.scenario.status).toMatchObject({ state: 'running', steps: 1 });
  await clock.advance('1m');
  expect(other.scenario.status).toMatchObject({ state: 'ended', steps: 2 });
});

test('given at the start, what is due at its beginning is done when the start resolves', async () => {
  await using mock = await startSilvusMock({
    clock: virtualClock(),
    scenario: { steps: [{ mode: 'offline' }] },
  });
  expect(mock.mode).toBe('offline');
});

test('what could never work on this radio is refused before anything listens', () => {
  expect(() => createSilvusMock({ scenario: { steps: [{ after: '1h', set: { power_dBm: 99 } }] } })).toThrow(
    'scenario: steps.0: state: power_dBm: "99" is not allowed; allowed: 0 to 39 dBm, whole numbers',
  );
});

test('a step that fails at its time ends the scenario, is told, and harms nobody', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const told = collected(mock, 'scenario');
  mock.faults.add({ kind: 'busy', name: 'taken' });
  mock.scenario.run({
    steps: [
      { note: 'a' },
      { after: '1s', fault: { kind: 'busy', name: 'taken' } },
      { after: '1s', note: 'b' },
    ],
  });
  await clock.advance('1m');
  await mock.scenario.ended;
  expect(mock.scenario.status).toMatchObject({ state: 'failed', step: 'steps.1' });
  expect(told.map(({ what }) => what)).toEqual(['started', 'step', 'step', 'failed']);
  expect(told.at(-1)?.text).toContain('"taken" is taken');
});

test('a drift that fails half way ends the scenario too', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({
    steps: [{ drift: { setting: 'freq', from: '2380', to: '4700', over: '10s' } }, { note: 'never' }],
  });
  await clock.advance('1m');
  await mock.scenario.ended;
  expect(mock.scenario.status).toMatchObject({ state: 'failed' });
  expect(mock.scenario.status?.fault).toContain('freq');
  expect(clock.pendingTimers()).toBe(0);
});

test('it has one timer, in a repetition too', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({
    steps: [
      { after: '1s', note: 'a' },
      { repeat: { times: 2, steps: [{ after: '1s', note: 'b' }] } },
      { drift: { setting: 'max_link_distance', from: 1, to: 9, over: '10s' } },
    ],
  });
  for (let second = 0; second < 8; second += 1) {
    expect(clock.pendingTimers()).toBe(1);
    await clock.advance('1s');
  }
  await clock.advance('1m');
  expect(mock.scenario.status?.state).toBe('ended');
  expect(clock.pendingTimers()).toBe(0);
});

test('run and stop can be handed on without their object', async () => {
  const { mock } = await runningInVirtualTime();
  const { run, stop } = mock.scenario;
  run({ steps: [{ after: '1s', note: 'later' }] });
  expect(mock.scenario.status?.state).toBe('running');
  stop();
  expect(mock.scenario.status?.state).toBe('stopped');
});
