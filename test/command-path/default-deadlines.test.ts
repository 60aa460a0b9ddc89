import { expect, test } from 'vitest';
import { call } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';

const late = { message: 'INTERNAL', data: { detail: { reason: 'the deadline of the command has passed' } } };

test.each([
  ['an RF write', 'freq', ['2220'], 30_000],
  ['a power write', 'power_dBm', ['27'], 10_000],
  ['a read', 'freq', undefined, 5_000],
])(
  '%s has its outcome 1 ms before its deadline, and is INTERNAL at it',
  async (_, method, params, deadline) => {
    const answered = async (processingTime: number) => {
      const { mock, clock } = await runningInVirtualTime({ worker: { processingTime } });
      const reply = call(mock, method, params);
      await mock.received(1);
      await clock.advance(deadline);
      return { reply: await reply, freq: mock.state.read('freq'), power: mock.state.read('power_dBm') };
    };
    expect((await answered(deadline - 1)).reply.error).toBeUndefined();
    const { reply, freq, power } = await answered(deadline);
    expect(reply.error).toMatchObject(late);
    // What was not in time has changed nothing.
    expect([freq, power]).toEqual([['4700'], ['30']]);
  },
);

test('a command that waits behind others has the same time, from its admission', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.worker.pause();
  let isAnswered = false;
  const waiting = call(mock, 'freq').finally(() => (isAnswered = true));
  await mock.received(1);
  await clock.advance(4_999);
  expect(isAnswered).toBe(false);
  await clock.advance(1);
  expect((await waiting).error).toMatchObject(late);
});

test('a deadline of 0 is none', async () => {
  const { mock, clock } = await runningInVirtualTime({ deadlines: { read: 0 } });
  mock.worker.pause();
  const waiting = call(mock, 'freq');
  await mock.received(1);
  await clock.advance('365d');
  mock.worker.resume();
  expect((await waiting).result).toEqual(['4700']);
});
