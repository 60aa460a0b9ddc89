import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';
import { radioTest as test } from '../../src/vitest/vitest.js';
import type { SilvusMock } from '../../src/index.js';
import { maintain, outcome, post } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

test('received(n) resolves when so many have come in, on both ports together', async ({ radio }) => {
  await radio.received(0);
  radio.worker.pause();
  const answers = [outcome(radio, 'freq'), maintain(radio, 'zeroize')];
  await radio.received(2);
  expect(radio.worker.figures.waiting).toBe(2);
  radio.worker.resume();
  await Promise.all(answers);
  await radio.received(1);
});

test('what is no request counts, and so does one that a fault answers', async ({ radio }) => {
  await post(radio, 'no JSON');
  radio.faults.add({ kind: 'busy' });
  await outcome(radio, 'freq');
  await radio.received(2);
  expect(radio.stats().requests).toBe(2);
});

test('a client that was refused on the clock’s standstill is in the blackout once it was received', async ({
  radio,
  clock,
}) => {
  radio.faults.add({ kind: 'latency', ms: '400ms' });
  const reply = outcome(radio, 'freq');
  await radio.received(1);
  await clock.advance('400ms');
  expect(await reply).toEqual(['4700']);
  expect(clock.now()).toBe(400);
});

test('after a reset it counts anew', async ({ radio }) => {
  await outcome(radio, 'freq');
  await radio.reset();
  let reached = false;
  const one = radio.received(1).then(() => (reached = true));
  await setImmediate();
  expect(reached).toBe(false);
  await outcome(radio, 'freq');
  await one;
});

test.each<[string, (radio: SilvusMock) => unknown]>([
  ['its outcome is known', () => undefined],
  ['a fault answers it', (radio) => radio.faults.add({ kind: 'busy' })],
])('a request counts as one of before where a listener resets as soon as %s', async (_, prepare) => {
  const radio = await running();
  prepare(radio);
  const resets: Promise<void>[] = [];
  const stop = radio.on('command', () => resets.push(radio.reset()));
  await outcome(radio, 'freq');
  stop();
  await Promise.all(resets);
  expect(resets).toHaveLength(1);
  let reached = false;
  const one = radio.received(1).then(() => (reached = true));
  await setImmediate();
  expect(reached).toBe(false);
  await outcome(radio, 'freq');
  await one;
});

test('a close lets go of those who wait', async ({ radio }) => {
  const waiting = radio.received(1_000);
  await radio.close();
  await waiting;
});
