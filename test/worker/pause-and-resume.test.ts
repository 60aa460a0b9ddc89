import { expect } from 'vitest';
import { radioTest as test, silvusTest } from '../../src/vitest/vitest.js';
import { outcome } from '../support/json-rpc-client.js';

silvusTest({ worker: { queueCapacity: 2 } })(
  'a worker that is held lets the queue fill: BUSY, at the third',
  async ({ radio }) => {
    radio.worker.pause();
    const waiting = [outcome(radio, 'freq'), outcome(radio, 'bw')];
    await radio.received(2);
    expect(radio.worker.figures).toMatchObject({ waiting: 2, running: false, paused: true });
    expect(await outcome(radio, 'nodeid')).toBe('BUSY');
    radio.worker.resume();
    expect(await Promise.all(waiting)).toEqual([['4700'], ['20']]);
    expect(radio.worker.figures).toMatchObject({ waiting: 0, running: false, paused: false });
  },
);

test('idle() resolves at once where nothing is to do, and else when all is carried out', async ({
  radio,
}) => {
  await radio.worker.idle();
  radio.worker.pause();
  const answers: unknown[] = [];
  const [first, second] = [outcome(radio, 'freq'), outcome(radio, 'bw')];
  void first.then((answer) => answers.push(answer));
  await radio.received(2);
  let isIdle = false;
  const idle = radio.worker.idle().then(() => (isIdle = true));
  await radio.journal.waitFor({ method: 'freq' }, { timeoutMs: 20 }).catch(() => undefined);
  expect({ isIdle, answers }).toEqual({ isIdle: false, answers: [] });
  radio.worker.resume();
  await idle;
  await Promise.all([first, second]);
  expect(answers).toEqual([['4700']]);
});

silvusTest({ worker: { processingTime: '100ms' } })(
  'a job that runs goes on when the worker is held; the next waits',
  async ({ radio, clock }) => {
    const first = outcome(radio, 'freq');
    await radio.received(1);
    radio.worker.pause();
    const second = outcome(radio, 'bw');
    await radio.received(2);
    await clock.advance('1s');
    expect(await first).toEqual(['4700']);
    expect(radio.worker.figures).toMatchObject({ waiting: 1, running: false });
    radio.worker.resume();
    await clock.advance('100ms');
    expect(await second).toEqual(['20']);
  },
);

test('a close lets it go on: what waits is answered', async ({ radio }) => {
  radio.worker.pause();
  const waiting = outcome(radio, 'freq');
  await radio.received(1);
  expect(await radio.close()).toMatchObject({ drained: 1 });
  expect(await waiting).toEqual(['4700']);
});
