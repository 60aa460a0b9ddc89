import { expect, test } from 'vitest';
import { createSilvusMock, startSilvusMock, virtualClock } from '../../src/index.js';
import { runningInVirtualTime } from '../support/radio.js';

const aWhile = { steps: [{ after: '1h', note: 'over' }] } as const;

test('once closed, none begins: no timer is left', async () => {
  const { mock, clock } = await runningInVirtualTime();
  await mock.close();
  expect(() => mock.scenario.run(aWhile)).toThrow(expect.objectContaining({ code: 'ALREADY_CLOSED' }));
  expect(clock.pendingTimers()).toBe(0);
});

test('one that plays ends with a start that fails', async () => {
  await using other = await startSilvusMock();
  const clock = virtualClock();
  const mock = createSilvusMock({ clock, http: { port: other.http.port } });
  mock.scenario.run(aWhile);
  await expect(mock.start()).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE' });
  expect(mock.scenario.status?.state).toBe('stopped');
  expect(clock.pendingTimers()).toBe(0);
});

test('a listener that stops or resets at a step keeps that step from acting', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const before = mock.state.read('power_dBm');
  const off = mock.on('scenario', ({ what }) => {
    if (what === 'step') mock.scenario.stop();
  });
  mock.scenario.run({ steps: [{ after: '1s', set: { power_dBm: 22 } }] });
  await clock.advance('2s');
  expect(mock.state.read('power_dBm')).toEqual(before);
  off();
  mock.on('scenario', ({ what }) => (what === 'step' ? mock.reset() : undefined));
  mock.scenario.run({ steps: [{ after: '1s', fault: { kind: 'busy' } }] });
  await clock.advance('2s');
  expect(mock.faults.list()).toEqual([]);
});

test('one that a listener begins in the place of another is waited for', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const off = mock.on('scenario', ({ what }) => {
    if (what !== 'started') return;
    off();
    mock.scenario.stop();
    mock.scenario.run(aWhile);
  });
  mock.scenario.run({ steps: [{ note: 'first' }] });
  let hasEnded = false;
  void mock.scenario.ended.then(() => (hasEnded = true));
  await clock.advance('1s');
  expect(hasEnded).toBe(false);
  await clock.advance('1h');
  expect(hasEnded).toBe(true);
});
