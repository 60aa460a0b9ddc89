import { expect, test } from 'vitest';
import { radioWithCli } from '../../support/cli-on-control-plane.js';
import { collected } from '../../support/events.js';
import { outcome } from '../../support/json-rpc-client.js';

test('blackout makes the radio dark, shows it, and ends it', async () => {
  const { mock, silvus, named } = await radioWithCli();
  const begun = await silvus('blackout', '1h');
  expect(begun).toMatchObject({ code: 0, stderr: named });
  expect(begun.stdout).toMatch(/^manual, 3(600\.0|599\.\d) s left\n$/);
  expect(await outcome(mock, 'freq')).toBe('UNAVAILABLE');
  expect((await silvus('blackout')).stdout).toMatch(/^manual, 3\d{3}\.\d s left\n$/);
  const over = { code: 0, stdout: 'none\n', stderr: '' };
  expect(await silvus('blackout', 'end')).toEqual({ ...over, stderr: named });
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  expect(await silvus('blackout')).toEqual(over);
});

test('a blackout can have the cause of another', async () => {
  const { mock, silvus } = await radioWithCli();
  const events = collected(mock, 'blackout');
  await silvus('blackout', '90s', '--cause', 'reboot');
  expect(events).toEqual([{ node: '1', cause: 'reboot', ms: 90_000 }]);
});

test('--json gives the blackout, or null', async () => {
  const { silvus, simulator, named } = await radioWithCli();
  expect((await silvus('blackout', '--json')).stdout).toBe('null\n');
  const { stdout } = await silvus('blackout', '90s', '--json');
  expect(JSON.parse(stdout)).toEqual({ cause: 'manual', leftMs: expect.any(Number), simulator });
  expect(await silvus('blackout', 'end', '--json')).toEqual({ code: 0, stdout: 'null\n', stderr: named });
});

test('the end of a blackout leaves a radio that is offline dark', async () => {
  const { silvus } = await radioWithCli({ mode: 'offline' });
  expect(await silvus('blackout', 'end')).toMatchObject({ code: 0, stdout: 'offline, no end time\n' });
});

test.each([
  ['a duration that is none', ['soon'], /duration: "soon".*250ms, 30s/],
  ['no time at all', ['0'], /duration: "0".*above 0/],
  ['a cause that is none', ['5s', '--cause', 'rain'], /--cause.*'rain'.*soft-boot.*manual/],
  [
    'a cause for an end',
    ['end', '--cause', 'reboot'],
    /--cause: "reboot" is allowed only at the start of a blackout/,
  ],
  ['a cause without a duration', ['--cause', 'reboot'], /--cause: "reboot" needs a duration/],
])('%s is wrong usage, and the radio stays as it is', async (_, args, words) => {
  const { mock, silvus } = await radioWithCli();
  const { code, stdout, stderr } = await silvus('blackout', ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(words);
  expect(mock.blackout.current).toBeUndefined();
});
