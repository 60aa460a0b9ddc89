import { expect, test } from 'vitest';
import { Blackout } from '../../src/radio/blackout.js';

function begun(...begins: readonly (readonly [cause: 'soft-boot' | 'reboot', from: number, ms: number])[]) {
  const blackout = new Blackout();
  for (const [cause, from, ms] of begins) blackout.begin(cause, from, ms);
  return blackout;
}

test('at first there is none', () => {
  expect(new Blackout().at(0)).toBeUndefined();
});

test('it is dark up to its end, which is not part of it', () => {
  const blackout = begun(['soft-boot', 100, 50]);
  expect(blackout.at(100)).toEqual({ cause: 'soft-boot', until: 150 });
  expect(blackout.at(149)).toEqual({ cause: 'soft-boot', until: 150 });
  expect(blackout.at(149.999)).toEqual({ cause: 'soft-boot', until: 150 });
  expect(blackout.at(150)).toBeUndefined();
  expect(blackout.at(1_000)).toBeUndefined();
});

test('of two that overlap the later end wins, with its cause', () => {
  expect(begun(['soft-boot', 0, 50], ['reboot', 10, 100]).at(20)).toEqual({ cause: 'reboot', until: 110 });
});

test('one that ends sooner changes nothing', () => {
  expect(begun(['reboot', 0, 100], ['soft-boot', 10, 50]).at(20)).toEqual({ cause: 'reboot', until: 100 });
  expect(begun(['reboot', 0, 100], ['soft-boot', 50, 50]).at(60)).toEqual({ cause: 'reboot', until: 100 });
});

test('one of the same cause lengthens it', () => {
  expect(begun(['soft-boot', 0, 50], ['soft-boot', 30, 50]).at(60)).toEqual({
    cause: 'soft-boot',
    until: 80,
  });
});

test('after one has passed another can begin', () => {
  const blackout = begun(['reboot', 0, 100], ['soft-boot', 500, 10]);
  expect(blackout.at(505)).toEqual({ cause: 'soft-boot', until: 510 });
  expect(blackout.at(510)).toBeUndefined();
});

test('0 ms are no blackout', () => {
  expect(begun(['soft-boot', 100, 0]).at(100)).toBeUndefined();
  expect(begun(['reboot', 0, 100], ['soft-boot', 100, 0]).at(99)).toEqual({ cause: 'reboot', until: 100 });
});

test('it can be ended at once, and begin again', () => {
  const blackout = begun(['reboot', 0, 100]);
  blackout.end();
  expect(blackout.at(50)).toBeUndefined();
  blackout.begin('soft-boot', 60, 10);
  expect(blackout.at(65)).toEqual({ cause: 'soft-boot', until: 70 });
});
