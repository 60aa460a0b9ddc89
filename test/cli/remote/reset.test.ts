import { expect, test } from 'vitest';
import { radioWithCli } from '../../support/cli-on-control-plane.js';

test('reset puts the radio back to its start', async () => {
  const { mock, silvus, named, simulator } = await radioWithCli();
  mock.state.patch({ freq: '2220' });
  mock.faults.add({ kind: 'busy' });
  mock.blackout.begin('1h');
  expect(await silvus('reset')).toEqual({
    code: 0,
    stdout: 'Reset done.\n',
    stderr: named,
  });
  expect(mock.state.read('freq')).toEqual(['4700']);
  expect(mock.faults.list()).toEqual([]);
  expect(mock.blackout.current).toBeUndefined();
  expect(await silvus('reset', '--json')).toEqual({
    code: 0,
    stdout: `${JSON.stringify({ ok: true, simulator })}\n`,
    stderr: '',
  });
});

test('reset --all resets every radio, and goes with no --node', async () => {
  const { mock, silvus, named } = await radioWithCli();
  mock.state.patch({ freq: '2220' });
  expect(await silvus('reset', '--all')).toEqual({ code: 0, stdout: 'Reset done.\n', stderr: named });
  expect(mock.state.read('freq')).toEqual(['4700']);
  const { code, stderr } = await silvus('reset', '--all', '--node', '1');
  expect(code).toBe(2);
  expect(stderr).toContain('--all: is there beside --node; allowed: one of the two');
});
