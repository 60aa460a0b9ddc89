import { expect, test } from 'vitest';
import { LogSampler } from '../../../src/core/log/sampled-logger.js';

/** A sampler with an interval of 100 ms, on a clock that is set by hand, and what it has said. */
function sampling() {
  const said: string[] = [];
  let at = 0;
  const sampler = new LogSampler({ now: () => at }, 100);
  return {
    said,
    sampler,
    /** Offers a line of this kind at this time, ms. */
    offer: (time: number, key: string, text = key) => {
      at = time;
      sampler.offer(key, (leftOut) => said.push(`${text} +${leftOut}`));
    },
  };
}

test('of each kind one line in an interval is said, the next with the number of those left out', () => {
  const { said, offer } = sampling();
  for (const time of [0, 1, 99, 100, 199, 200, 400]) offer(time, 'a');
  expect(said).toEqual(['a +0', 'a +2', 'a +1', 'a +0']);
});

test('kinds do not count for each other', () => {
  const { said, offer } = sampling();
  offer(0, 'a');
  offer(1, 'b');
  offer(2, 'a');
  offer(100, 'a');
  offer(101, 'b');
  expect(said).toEqual(['a +0', 'b +0', 'a +1', 'b +0']);
});

test('a flush says the last that was left out of each kind, once', () => {
  const { said, offer, sampler } = sampling();
  for (const text of ['1', '2', '3']) offer(0, 'a', text);
  offer(0, 'b');
  sampler.flush();
  sampler.flush();
  expect(said).toEqual(['1 +0', 'b +0', '3 +1']);
});

test('more kinds than it tells apart share one, and none is lost from the count', () => {
  const { said, offer, sampler } = sampling();
  for (let index = 0; index < 10_000; index += 1) offer(0, `kind ${index}`);
  sampler.flush();
  const told = said.reduce((sum, line) => sum + 1 + Number(line.split('+')[1]), 0);
  expect(said.length).toBeLessThan(300);
  expect(told).toBe(10_000);
});

test('256 kinds are told apart, those beyond share one line', () => {
  const { said, offer } = sampling();
  for (let index = 0; index < 256; index += 1) offer(0, `kind ${index}`);
  expect(said).toHaveLength(256);
  for (const key of ['one more', 'another', 'kind 255']) offer(1, key);
  expect(said.slice(256)).toEqual(['one more +0']);
  for (let index = 0; index < 256; index += 1) offer(100, `kind ${index}`);
  offer(101, 'another');
  expect(said.at(-1)).toBe('another +1');
});

test('kinds that have been quiet for an interval make room', () => {
  const { said, offer } = sampling();
  for (let index = 0; index < 256; index += 1) offer(0, `kind ${index}`);
  offer(100, 'late');
  offer(100, 'later');
  expect(said.slice(-2)).toEqual(['late +0', 'later +0']);
});

test('what is said may throw: the kind counts as said', () => {
  const { said, offer, sampler } = sampling();
  const fail = () =>
    sampler.offer('a', () => {
      throw new Error('the disk is full');
    });
  expect(fail).toThrow('the disk is full');
  expect(fail).not.toThrow();
  offer(100, 'a');
  expect(said).toEqual(['a +1']);
});
