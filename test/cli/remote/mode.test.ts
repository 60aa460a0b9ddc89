import { expect, test } from 'vitest';
import { radioWithCli } from '../../support/cli-on-control-plane.js';
import { outcome } from '../../support/json-rpc-client.js';

test('mode prints the mode, and sets it', async () => {
  const { mock, silvus, named, simulator } = await radioWithCli();
  expect(await silvus('mode')).toEqual({ code: 0, stdout: 'normal\n', stderr: '' });
  expect(await silvus('mode', 'offline')).toEqual({ code: 0, stdout: 'offline\n', stderr: named });
  expect(await outcome(mock, 'freq')).toBe('UNAVAILABLE');
  const { stdout } = await silvus('mode', 'normal', '--json');
  expect(stdout).toBe(`${JSON.stringify({ mode: 'normal', simulator })}\n`);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});

test('a mode that is none is wrong usage, with those that are', async () => {
  const { mock, silvus } = await radioWithCli();
  const { code, stdout, stderr } = await silvus('mode', 'on');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/'on'.*normal, degraded, offline/);
  expect(mock.mode).toBe('normal');
});
