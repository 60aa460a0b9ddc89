import { expect, test } from 'vitest';
import type { DurationInput } from '../../src/index.js';
import { collected } from '../support/events.js';
import { inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

/** One runs, two wait, two wait at the door; what comes then finds no place. */
async function withDoor(admissionTimeout: DurationInput) {
  const worker = { queueCapacity: 2, processingTime: '600ms', admissionTimeout } as const;
  const { mock, clock } = await runningInVirtualTime({ worker });
  const commands = collected(mock, 'command');
  const client = await rawClient(mock.http.port);
  client.socket.write([1, 2, 3, 4, 5, 6].map((id) => keepAlive(rpc('freq', id))).join(''));
  await inputIsRead(mock);
  return { clock, outcomes: () => commands.map(({ id, outcome }) => [id, outcome]) };
}

test('as many wait at the door as in the queue; one more is BUSY at once', async () => {
  const { outcomes } = await withDoor('1s');
  expect(outcomes()).toEqual([[6, 'BUSY']]);
});

test('who waits at the door gets the place that becomes free, or BUSY when the time is over', async () => {
  const { clock, outcomes } = await withDoor('1s');
  await clock.advance(999);
  expect(outcomes()).toEqual([
    [6, 'BUSY'],
    [1, 'ok'],
  ]);
  await clock.advance(1);
  expect(outcomes().slice(2)).toEqual([[5, 'BUSY']]);
  await clock.advance('2s');
  expect(outcomes().slice(3)).toEqual([
    [2, 'ok'],
    [3, 'ok'],
    [4, 'ok'],
  ]);
});

test('without an admission timeout nobody waits at the door', async () => {
  const { outcomes } = await withDoor('0');
  expect(outcomes()).toEqual([
    [4, 'BUSY'],
    [5, 'BUSY'],
    [6, 'BUSY'],
  ]);
});
