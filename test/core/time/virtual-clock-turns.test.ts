import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { virtualClock } from '../../../src/index.js';

/** Counts the turns of the event loop that `work` takes. */
async function turnsOf(work: () => Promise<void>): Promise<number> {
  const end = new AbortController();
  const counting = (async () => {
    let turns = 0;
    for (; !end.signal.aborted; turns += 1) await setImmediate();
    return turns;
  })();
  await work();
  end.abort();
  return counting;
}

test('any number of timers of one moment take as many turns of the event loop as one', async () => {
  const turns: number[] = [];
  for (const count of [1, 1_000, 16_000]) {
    const clock = virtualClock();
    let fired = 0;
    for (let timer = 0; timer < count; timer += 1) clock.setTimeout(() => (fired += 1), 10);
    turns.push(await turnsOf(() => clock.advance(20)));
    expect(fired).toBe(count);
  }
  expect(new Set(turns).size).toBe(1);
});

test('a moment with timers takes two turns of the event loop, and the time between them none', async () => {
  const turns = async (count: number) => {
    const clock = virtualClock();
    for (let timer = 1; timer <= count; timer += 1) clock.setTimeout(() => undefined, timer * 1_000);
    return turnsOf(() => clock.advance('3650d'));
  };
  const none = await turns(0);
  expect(none).toBeLessThanOrEqual(2);
  expect((await turns(4_000)) - none).toBe(2 * 4_000);
});

test('what a timer settles is followed to its end before the next timer of the same moment', async () => {
  const clock = virtualClock();
  const seen: string[] = [];
  const follow = async (name: string) => {
    await clock.sleep(10);
    for (let step = 0; step < 50; step += 1) await Promise.resolve();
    seen.push(name);
  };
  const first = follow('first');
  const timer = clock.setTimeout(() => seen.push('cancelled by the first'), 10);
  const second = follow('second');
  void first.then(() => timer.cancel());
  await clock.advance(10);
  await Promise.all([first, second]);
  expect(seen).toEqual(['first', 'second']);
});

test('what takes two turns of the event loop happens before the next moment', async () => {
  const clock = virtualClock();
  const seen: [string, number][] = [];
  clock.setTimeout(() => {
    void setImmediate().then(() => seen.push(['I/O', clock.now()]));
  }, 10);
  clock.setTimeout(() => seen.push(['timer', clock.now()]), 11);
  await clock.advance(20);
  expect(seen).toEqual([
    ['I/O', 10],
    ['timer', 11],
  ]);
});

test('a promise that a timer gives is waited for before time goes on', async () => {
  const clock = virtualClock();
  const seen: [string, number][] = [];
  clock.setTimeout(async () => {
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    seen.push(['done', clock.now()]);
  }, 10);
  clock.setTimeout(() => seen.push(['timer', clock.now()]), 11);
  await clock.advance(20);
  expect(seen).toEqual([
    ['done', 10],
    ['timer', 11],
  ]);
});

test('a timer that throws keeps none of its moment from running; the first exception comes out of advance', async () => {
  const clock = virtualClock();
  const seen: string[] = [];
  for (const name of ['first', 'second']) {
    clock.setTimeout(() => {
      seen.push(name);
      throw new Error(name);
    }, 5);
  }
  clock.setTimeout(() => seen.push('third'), 5);
  clock.setTimeout(() => seen.push('later'), 9);
  await expect(clock.advance(20)).rejects.toThrow('first');
  expect({ seen: [...seen], now: clock.now() }).toEqual({ seen: ['first', 'second', 'third'], now: 5 });
  await clock.advance(4);
  expect(seen).toEqual(['first', 'second', 'third', 'later']);
});

test('parts of a millisecond add up', async () => {
  const clock = virtualClock();
  const fired: number[] = [];
  clock.setTimeout(() => fired.push(clock.now()), 1);
  for (let step = 0; step < 9; step += 1) await clock.advance(0.1);
  expect({ now: clock.now(), fired: [...fired] }).toEqual({ now: 0, fired: [] });
  await clock.advance(0.1);
  expect({ now: clock.now(), fired }).toEqual({ now: 1, fired: [1] });
});
