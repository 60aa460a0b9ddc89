import { expect } from 'vitest';
import { radioTest as test } from '../../src/vitest/vitest.js';
import { maintain, outcome, post } from '../support/json-rpc-client.js';

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
  await Promise.resolve();
  expect(reached).toBe(false);
  await outcome(radio, 'freq');
  await one;
});

test('a close lets go of those who wait', async ({ radio }) => {
  const waiting = radio.received(1_000);
  await radio.close();
  await waiting;
});
