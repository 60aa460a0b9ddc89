import fc from 'fast-check';
import { expect, test } from 'vitest';
import { virtualClock } from '../../src/index.js';
import { CommandWorker } from '../../src/worker/command-worker.js';
import type { Executor } from '../../src/worker/job.js';
import { hop } from '../support/microtasks.js';
import { inShort } from '../support/outcomes.js';
import { deadline, holds } from '../support/property.js';

const burst = 10_000;
const origin = { port: 'http', peer: '127.0.0.1:1' } as const;

test(
  'of 10,000 jobs in one tick the capacity and one are taken, all others are told BUSY in that tick',
  deadline,
  async () => {
    const executor: Executor = {
      outageError: () => undefined,
      deadline: () => 30_000,
      execute: () => Promise.resolve({ outcome: { kind: 'result', result: [''] }, effects: [] }),
      begin: () => undefined,
    };
    const batch = fc.integer({ min: 1, max: 3 });
    await holds(
      fc.asyncProperty(fc.nat(200), batch, fc.boolean(), async (capacity, size, paused) => {
        const clock = virtualClock();
        const waiting: number[] = [];
        const worker: CommandWorker = new CommandWorker({
          clock,
          executor,
          capacity,
          admissionTimeout: 0,
          processingTime: () => 10,
          observe: () => waiting.push(worker.figures.waiting),
          onError: () => undefined,
        });
        if (paused) worker.pause();
        const commands = Array.from({ length: size }, (_, id) => ({ id, method: 'freq', params: [] }));
        const told: string[] = [];
        for (let job = 0; job < burst; job += 1) {
          void Promise.resolve(worker.submit({ commands, origin })).then((records) =>
            told.push(...records.map(({ outcome }) => inShort(outcome))),
          );
        }
        await hop(3);
        const taken = capacity + (paused ? 0 : 1);
        expect(told).toEqual(Array<string>((burst - taken) * size).fill('BUSY'));
        expect(Math.max(...waiting)).toBeLessThanOrEqual(capacity);
        expect(clock.pendingTimers()).toBe(taken + (paused ? 0 : 1));
        await worker.close('finish');
        expect(told.filter((each) => each === 'result')).toHaveLength(taken * size);
        expect(clock.pendingTimers()).toBe(0);
      }),
      { share: 0.05 },
    );
  },
);
