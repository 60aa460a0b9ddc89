import { expect, test } from 'vitest';
import { virtualClock } from '../../../src/index.js';
import { outcome } from '../../support/json-rpc-client.js';
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
  expect(JSON.parse(json)).toEqual({
    nowMs: 30_001,
    wallTime: clock.wallTime(),
    virtual: true,
    scale: null,
    simulator,
  });
});

test('a clock that goes by itself is not moved: 1', async () => {
  const { silvus, named } = await radioWithCli();
  const error =
    'error: the clock is not virtual: it runs by itself; a start with --clock virtual has one that can be moved\n';
  for (const json of [[], ['--json']])
    expect(await silvus('clock', 'advance', '30s', ...json)).toEqual({
      code: 1,
      stdout: '',
      stderr: `${named}${error}`,
    });
});

test.each([
  [['advance', 'soon'], /duration: "soon".*250ms, 30s/],
  [['advance'], /duration: is missing; allowed: .*30s, or --until online/],
  [['advance', '--until', 'onlin'], /--until: "onlin".*allowed: online/],
  [['advance', '1s', '--until', 'online'], /--until: .*one of the two/],
  [['advance', '1s', '--limit', '1h'], /--limit: allowed with --until/],
  [['advance', '--until', 'online', '--limit', 'x'], /--limit: "x".*250ms, 30s/],
  [['run-until-idle', '--limit', 'x'], /--limit: "x".*250ms, 30s/],
])('clock %j is wrong usage: 2', async (args, words) => {
  const { silvus } = await radioWithCli();
  const { code, stderr } = await silvus('clock', ...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(words);
});

test('clock advance --until online waits out a blackout, and the reboot before it', async () => {
  const { mock, silvus, named } = await radioWithCli({ clock: virtualClock() });
  mock.blackout.begin('45s');
  expect(await silvus('clock', 'advance', '--until', 'online')).toMatchObject({ code: 0, stderr: named });
  expect([mock.blackout.current, mock.clock.now()]).toEqual([undefined, 45_000]);
  await outcome(mock, 'radio_reset');
  expect(await silvus('clock', 'advance', '--until', 'online')).toMatchObject({ code: 0 });
  expect([mock.stats().blackouts['reboot'], mock.clock.now()]).toEqual([1, 45_000 + 3_000 + 60_000]);
  mock.blackout.begin('2h');
  const { code, stderr } = await silvus('clock', 'advance', '--until', 'online', '--limit', '1h');
  expect([code, stderr]).toEqual([1, `${named}error: the radio does not answer within 3600000 ms\n`]);
  await mock.setMode('offline');
  expect((await silvus('clock', 'advance', '--until', 'online')).stderr).toMatch(
    /^simulator: .*\nerror: .*offline, which has no end/,
  );
});

test('clock run-until-idle moves it until nothing falls due', async () => {
  const { mock, silvus, named } = await radioWithCli({ clock: virtualClock() });
  mock.blackout.begin('2h');
  const { code, stderr } = await silvus('clock', 'run-until-idle', '--limit', '1h');
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^simulator: .*\nerror: .*still falls due after 1h/),
  ]);
  expect(await silvus('clock', 'run-until-idle')).toMatchObject({ code: 0, stderr: named });
  expect(mock.blackout.current).toBeUndefined();
});
