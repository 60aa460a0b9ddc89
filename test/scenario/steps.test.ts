import { expect, test } from 'vitest';
import type { ScenarioEvent } from '../../src/index.js';
import { outcome } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';

test('steps are taken at their times, each after the one before', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const taken: [number, string | undefined][] = [];
  mock.on('scenario', ({ what, text }) => {
    if (what === 'step') taken.push([clock.now(), text]);
  });
  mock.scenario.run({
    steps: [{ note: 'a' }, { after: '2s', note: 'b' }, { at: '10s', note: 'c' }, { after: 500, note: 'd' }],
  });
  expect(taken).toEqual([[0, 'a']]);
  await clock.advance('1m');
  expect(taken).toEqual([
    [0, 'a'],
    [2_000, 'b'],
    [10_000, 'c'],
    [10_500, 'd'],
  ]);
  expect(mock.scenario.status).toEqual({
    name: 'scenario',
    state: 'ended',
    step: 'steps.3',
    steps: 4,
    fault: undefined,
    startedAtMs: 0,
    endedAtMs: 10_500,
  });
  await mock.scenario.ended;
});

test('set changes settings as if the radio had had them all along', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({ steps: [{ after: '1s', set: { max_link_distance: 77, freq_bw: ['2220', 5] } }] });
  expect(await outcome(mock, 'max_link_distance')).toEqual(['1000']);
  await clock.advance('1s');
  expect(await outcome(mock, 'max_link_distance')).toEqual(['77']);
  expect(await outcome(mock, 'freq_bw')).toEqual(['2220', '5']);
});

test('drift moves a setting in even steps, to the very end', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({ steps: [{ drift: { setting: 'power_dBm', to: 20, over: '10s', every: '4s' } }] });
  const seen: unknown[] = [];
  for (const ms of [0, 4_000, 4_000, 2_000]) {
    await clock.advance(ms);
    seen.push(await outcome(mock, 'power_dBm'));
  }
  expect(seen).toEqual([['30'], ['26'], ['22'], ['20']]);
});

test('a fault comes and goes', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({
    steps: [
      { fault: { kind: 'busy', name: 'crowded' } },
      { after: '5s', removeFault: 'crowded' },
      { after: '5s', fault: { kind: 'error', message: 'INTERNAL' } },
      { after: '5s', clearFaults: true },
    ],
  });
  const seen: unknown[] = [];
  for (let step = 0; step < 4; step += 1) {
    seen.push(await outcome(mock, 'freq'));
    await clock.advance('5s');
  }
  expect(seen).toEqual(['BUSY', ['4700'], 'INTERNAL', ['4700']]);
});

test('a blackout begins and may be ended early; its cause is told', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({
    steps: [
      { blackout: '30s' },
      { after: '5s', endBlackout: true },
      { after: '5s', blackout: { duration: '30s', cause: 'reboot' } },
    ],
  });
  expect(mock.blackout.current).toEqual({ cause: 'manual', leftMs: 30_000 });
  await clock.advance('5s');
  expect(mock.blackout.current).toBeUndefined();
  await clock.advance('5s');
  expect(mock.blackout.current).toEqual({ cause: 'reboot', leftMs: 30_000 });
});

test('modes change', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({
    steps: [{ mode: 'offline' }, { after: '1s', mode: 'degraded' }, { after: '1s', mode: 'normal' }],
  });
  const seen = [mock.mode];
  for (let step = 0; step < 2; step += 1) {
    await clock.advance('1s');
    seen.push(mock.mode);
  }
  expect(seen).toEqual(['offline', 'degraded', 'normal']);
  expect(mock.faults.list()).toEqual([]);
});

test('repeat plays its steps again, at an interval or one round after the other', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const notes: string[] = [];
  const keep = ({ text }: ScenarioEvent) => text !== undefined && notes.push(`${text}@${clock.now()}`);
  mock.on('scenario', keep);
  mock.scenario.run({
    steps: [
      { repeat: { times: 2, every: '10s', steps: [{ note: 'a' }, { after: '3s', note: 'b' }] } },
      { repeat: { times: 2, steps: [{ after: '1s', note: 'c' }] } },
      { note: 'end' },
    ],
  });
  await clock.advance('1m');
  expect(notes).toEqual(['a@0', 'b@3000', 'a@10000', 'b@13000', 'c@21000', 'c@22000', 'end@22000']);
});

test('one without an end goes on for as long as the simulator lives, and nobody waits for it', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({ steps: [{ repeat: { every: '1h', steps: [{ note: 'hour' }] } }] });
  await clock.runUntilIdle();
  expect(clock.now()).toBeLessThan(10);
  await clock.advance('10d');
  expect(mock.scenario.status).toMatchObject({ state: 'running', steps: 242 });
  await mock.close();
  expect(mock.scenario.status).toMatchObject({ state: 'stopped' });
  expect(clock.pendingTimers()).toBe(0);
});
