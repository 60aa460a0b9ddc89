import { expect, test } from 'vitest';
import { virtualClock } from '../../../src/index.js';
import { radioWithCli } from '../../support/cli-on-control-plane.js';

test('clock advance moves a virtual clock on, and what falls due happens', async () => {
  const clock = virtualClock();
  const { mock, silvus, named, simulator } = await radioWithCli({ clock });
  mock.blackout.begin('30s');
  const { code, stdout, stderr } = await silvus('clock', 'advance', '30s');
  expect({ code, stderr }).toEqual({ code: 0, stderr: named });
  expect(stdout).toBe(`${new Date(clock.wallTime()).toISOString()}, 30.0 s, virtual\n`);
  expect(mock.blackout.current).toBeUndefined();
  const { stdout: json } = await silvus('clock', 'advance', '1ms', '--json');
  expect(JSON.parse(json)).toEqual({ nowMs: 30_001, wallTime: clock.wallTime(), virtual: true, simulator });
});

test('a clock that goes by itself is not moved: 1', async () => {
  const { silvus } = await radioWithCli();
  expect(await silvus('clock', 'advance', '30s')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'error: the clock is not virtual: it runs by itself\n',
  });
});

test.each([
  [['advance', 'soon'], /duration: "soon".*250ms, 30s/],
  [['advance'], /missing required argument 'duration'/],
])('clock %j is wrong usage: 2', async (args, words) => {
  const { silvus } = await radioWithCli();
  const { code, stderr } = await silvus('clock', ...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(words);
});
