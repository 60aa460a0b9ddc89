import { expect, test } from 'vitest';
import { type RandomStream, randomSource } from '../../src/core/random.js';

const draws = (stream: RandomStream, count = 20) => Array.from({ length: count }, () => stream.real());

test('the same seed and name give the same draws', () => {
  expect(draws(randomSource(7).stream('delay'))).toEqual(draws(randomSource(7).stream('delay')));
});

test('a stream begins anew each time it is asked for', () => {
  const source = randomSource(7);
  const first = draws(source.stream('delay'));
  expect(draws(source.stream('delay'))).toEqual(first);
});

test('another name gives other draws', () => {
  const source = randomSource(7);
  expect(draws(source.stream('delay'))).not.toEqual(draws(source.stream('loss')));
});

test.each([
  [7, 8],
  [0, 1],
  [1, 2 ** 32 + 1],
  [1, Number.MAX_SAFE_INTEGER],
])('the seeds %d and %d give different draws', (one, other) => {
  expect(draws(randomSource(one).stream('delay'))).not.toEqual(draws(randomSource(other).stream('delay')));
});

test('what one stream draws does not change what another draws', () => {
  const alone = draws(randomSource(7).stream('delay'));
  const source = randomSource(7);
  const delay = source.stream('delay');
  const loss = source.stream('loss');
  const together = Array.from({ length: 20 }, () => {
    draws(loss, 3);
    return delay.real();
  });
  expect(together).toEqual(alone);
});

test('draws are at least 0, below 1, and spread evenly', () => {
  const many = draws(randomSource(7).stream('delay'), 10_000);
  expect(Math.min(...many)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...many)).toBeLessThan(1);
  const tenths = Array.from({ length: 10 }, (_, tenth) =>
    many.filter((each) => Math.floor(each * 10) === tenth),
  );
  for (const each of tenths) expect(Math.abs(each.length - 1_000)).toBeLessThan(150);
});

test('draws between bounds stay within them and reach near both', () => {
  const stream = randomSource(7).stream('delay');
  const many = Array.from({ length: 1_000 }, () => stream.between(20, 50));
  expect(Math.min(...many)).toBeGreaterThanOrEqual(20);
  expect(Math.min(...many)).toBeLessThan(21);
  expect(Math.max(...many)).toBeLessThan(50);
  expect(Math.max(...many)).toBeGreaterThan(49);
});

test('equal bounds give that value', () => {
  expect(randomSource(7).stream('delay').between(20, 20)).toBe(20);
});

test('a source tells its seed', () => {
  expect(randomSource(7).seed).toBe(7);
});
