import fc from 'fast-check';
import { expect, test } from 'vitest';
import { virtualClock } from '../../src/index.js';
import { FlashKeeper } from '../../src/flash/flash-keeper.js';
import { UnwrittenFlash } from '../../src/flash/flash-store.js';
import type { Execution } from '../../src/radio/declaration.js';
import type { FlashSettings } from '../../src/radio/settings.js';
import { deadline, holds } from '../support/property.js';

/** How a write ends: it is on disk, it failed, or it failed and is what the file holds all the same. */
type End = 'written' | 'failed' | 'in place';

const done: Execution = { outcome: { kind: 'result', result: [''] }, effects: [] };
const flashOf = (value: number): FlashSettings => new Map([['freq', [String(value)]]]);

/** A store whose writes last as long as a scheduler lets them. */
function scheduledStore(scheduler: fc.Scheduler, ends: readonly End[]) {
  const store = { disk: flashOf(0), writing: 0, most: 0, closed: false };
  let count = 0;
  const save = async (flash: FlashSettings) => {
    expect(store.closed).toBe(false);
    store.writing += 1;
    store.most = Math.max(store.most, store.writing);
    const end = ends[count++ % ends.length] ?? 'written';
    await scheduler.schedule(Promise.resolve(), `write ${count}`);
    store.writing -= 1;
    if (end !== 'failed') store.disk = flash;
    if (end !== 'written') throw new UnwrittenFlash('ENOSPC', end === 'in place');
  };
  const close = () => {
    store.closed = true;
    return Promise.resolve();
  };
  const opened = { store: { file: 'flash', save, close }, flash: store.disk, warnings: [] };
  return { store, open: () => Promise.resolve(opened) };
}

/** A radio's flash. */
function holder(flash: FlashSettings) {
  const radio = {
    flash,
    putFlash: (other: FlashSettings) => {
      radio.flash = other;
    },
  };
  return radio;
}

/** `save` waits for its reply as a worker does; `given up` does not, as after a deadline. */
const step = fc.constantFrom('save', 'save', 'given up', 'reset');
const end = fc.constantFrom<End>('written', 'written', 'failed', 'in place');

test(
  'memory and store agree, whatever is given up, reset or fails, and a save that is told to be kept is',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(step, { minLength: 1, maxLength: 10 }),
        fc.array(end, { minLength: 1, maxLength: 10 }),
        async (scheduler, steps, ends) => {
          const clock = virtualClock();
          const { store, open } = scheduledStore(scheduler, ends);
          const failures: unknown[] = [];
          const keeper = new FlashKeeper({
            clock,
            open,
            onWarning: () => undefined,
            onFailure: (fault) => failures.push(fault),
          });
          let radio = holder((await keeper.open()) ?? flashOf(-1));
          let kept: FlashSettings | undefined;
          const ongoing: Promise<unknown>[] = [];
          for (const [index, what] of steps.entries()) {
            if (what === 'reset') {
              radio = holder(keeper.atStart ?? flashOf(-1));
              kept = undefined;
              ongoing.push((keeper.reset(radio) ?? Promise.resolve()).catch(() => undefined));
              continue;
            }
            const flash = flashOf(index + 1);
            const work = Promise.resolve(
              keeper.execute(radio, () => {
                radio.putFlash(flash);
                return done;
              }),
            );
            ongoing.push(work);
            if (what === 'given up') continue;
            const { outcome } = await scheduler.waitFor(work);
            if (outcome.kind === 'result') {
              expect(store.disk).toBe(flash);
              kept = flash;
            }
          }
          const last = steps.at(-1);
          const closing = keeper.close();
          await scheduler.waitFor(Promise.all([...ongoing, closing]));
          expect(radio.flash).toEqual(store.disk);
          if (last === 'save' && kept !== undefined && keeper.figures.failures === 0)
            expect(store.disk).toBe(kept);
          expect(store).toMatchObject({ closed: true, writing: 0 });
          expect(store.most).toBeLessThanOrEqual(1);
          expect(keeper.figures.failures).toBe(failures.length);
          expect(clock.pendingTimers()).toBe(0);
        },
      ),
    );
  },
);

test('of saves that were given up and do not end, two are held and the next is refused', async () => {
  const never = new Promise<void>(() => undefined);
  let closed = false;
  const store = {
    file: 'flash',
    save: () => never,
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
  const keeper = new FlashKeeper({
    clock: virtualClock(),
    open: () => Promise.resolve({ store, flash: flashOf(0), warnings: [] }),
    onWarning: () => undefined,
    onFailure: () => undefined,
  });
  const radio = holder((await keeper.open()) ?? flashOf(-1));
  const save = (value: number) =>
    keeper.execute(radio, () => {
      radio.putFlash(flashOf(value));
      return done;
    });
  void save(1);
  void save(2);
  expect(await save(3)).toMatchObject({ outcome: { kind: 'error', error: { token: 'INTERNAL' } } });
  expect(radio.flash).toEqual(flashOf(0));
  // As the end of a grace does, while the worker has not ended yet.
  keeper.abandon();
  await keeper.close();
  expect(closed).toBe(false);
});
