import { expect, test } from 'vitest';
import { virtualClock } from '../../../src/index.js';
import { Supervisor } from '../../../src/simulator/supervision/supervisor.js';
import type { ActivityEvent, ActivityPolicy } from '../../../src/simulator/supervision/activity-status.js';

/** One activity under supervision on a virtual clock; `restart` does what a test says. */
function supervised(policy: ActivityPolicy) {
  const clock = virtualClock();
  const events: ActivityEvent[] = [];
  const givenUp: unknown[] = [];
  const restarts: number[] = [];
  let fault: Error | undefined;
  const supervisor = new Supervisor({
    clock,
    onEvent: (event) => events.push(event),
    onLost: (error) => givenUp.push([error.message, error.cause]),
  });
  const restart = () => {
    restarts.push(clock.now());
    if (fault !== undefined) throw fault;
  };
  supervisor.register('worker', policy, restart);
  return {
    clock,
    events,
    givenUp,
    restarts,
    supervisor,
    status: () => supervisor.statuses().worker,
    failWith: (each: Error | undefined) => (fault = each),
  };
}

test('one that dies is begun again after a second', async () => {
  const { clock, supervisor, restarts, status, events } = supervised('restart');
  supervisor.died('worker', new Error('why'));
  expect(status()).toEqual({ state: 'restarting', deaths: 1, restarts: 0 });
  await clock.advance(999);
  expect(restarts).toEqual([]);
  await clock.advance(1);
  expect(status()).toEqual({ state: 'running', deaths: 1, restarts: 1 });
  expect(events).toEqual([
    { activity: 'worker', what: 'died', text: 'why', inMs: 1_000 },
    { activity: 'worker', what: 'restarted' },
  ]);
});

test.each(['restart', 'restart-or-close'] as const)(
  'the wait doubles, and after five restarts in ten minutes it is given up: %s',
  async (policy) => {
    const { clock, supervisor, restarts, status, failWith, givenUp, events } = supervised(policy);
    const fault = new Error('again');
    failWith(fault);
    supervisor.died('worker', fault);
    await clock.advance('10m');
    expect(restarts).toEqual([1_000, 3_000, 7_000, 15_000, 31_000]);
    expect(status()).toEqual({ state: 'down', deaths: 6, restarts: 0 });
    expect(events.at(-1)).toEqual({ activity: 'worker', what: 'given-up', text: 'again' });
    expect(givenUp).toEqual(policy === 'restart' ? [] : [['the worker kept dying and was given up', fault]]);
    expect(clock.pendingTimers()).toBe(0);
  },
);

test('the longest wait is 30 s', async () => {
  const { clock, supervisor, restarts, events } = supervised('restart');
  // Five tries spread so that none is ten minutes old, and a sixth when the first is.
  for (const at of [0, 100_000, 200_000, 300_000, 400_000]) {
    await clock.advance(at - clock.now());
    supervisor.died('worker', new Error('now and then'));
  }
  expect(events.filter(({ what }) => what === 'died').map(({ inMs }) => inMs)).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000,
  ]);
  await clock.advance(602_000 - clock.now());
  supervisor.died('worker', new Error('once more'));
  expect(events.at(-1)).toMatchObject({ what: 'died', inMs: 16_000 });
  await clock.advance('1m');
  expect(restarts).toHaveLength(6);
});

test('restarts that are ten minutes old do not count', async () => {
  const { clock, supervisor, restarts, status } = supervised('restart-or-close');
  for (let round = 0; round < 20; round += 1) {
    supervisor.died('worker', new Error('once in a while'));
    await clock.advance('5m');
  }
  expect(restarts).toHaveLength(20);
  expect(status()).toMatchObject({ state: 'running', deaths: 20, restarts: 20 });
});

test('one that is to be left stays down at once, and does so without harm to the rest', async () => {
  const { clock, supervisor, restarts, status, givenUp } = supervised('leave');
  supervisor.died('worker', 'a text');
  await clock.advance('1h');
  expect(restarts).toEqual([]);
  expect(givenUp).toEqual([]);
  expect(status()).toEqual({ state: 'down', deaths: 1, restarts: 0 });
});

test('a second death while it waits for its restart is the same death', async () => {
  const { clock, supervisor, restarts } = supervised('restart');
  supervisor.died('worker', new Error('first'));
  supervisor.died('worker', new Error('second'));
  await clock.advance('1m');
  expect(restarts).toEqual([1_000]);
});

test.each(['close', 'ended'] as const)('nothing is begun again after %s', async (how) => {
  const { clock, supervisor, restarts, status } = supervised('restart');
  supervisor.died('worker', new Error('why'));
  if (how === 'close') supervisor.stopRestarting();
  else expect(supervisor.ended('worker')).toBe(true);
  expect(clock.pendingTimers()).toBe(0);
  await clock.advance('1m');
  expect(restarts).toEqual([]);
  expect(status()?.state).toBe(how === 'close' ? 'down' : 'ended');
});

test('a death after the end is none', () => {
  const { supervisor, status, events } = supervised('restart');
  supervisor.ended('worker');
  supervisor.died('worker', new Error('late'));
  expect(status()).toEqual({ state: 'ended', deaths: 0, restarts: 0 });
  expect(events).toEqual([]);
  expect(supervisor.ended('worker')).toBe(false);
});

test('one that begins once more goes on being counted', () => {
  const { supervisor, status } = supervised('leave');
  supervisor.died('worker', new Error('why'));
  supervisor.register('worker', 'leave', () => undefined);
  expect(status()).toEqual({ state: 'running', deaths: 1, restarts: 0 });
});

test('one that begins once more after its end is looked after as before', async () => {
  const { clock, supervisor, events, restarts } = supervised('restart');
  supervisor.ended('worker');
  supervisor.register('worker', 'restart', () => undefined);
  supervisor.died('worker', new Error('why'));
  expect(events).toEqual([{ activity: 'worker', what: 'died', text: 'why', inMs: 1_000 }]);
  await clock.advance('1s');
  expect(restarts).toEqual([1_000]);
});

test('a death of what was never taken in is nobody’s', () => {
  const { supervisor, events } = supervised('restart');
  supervisor.died('scenario', new Error('why'));
  expect(events).toEqual([]);
});
