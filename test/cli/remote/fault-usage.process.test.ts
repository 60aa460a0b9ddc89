import { expect, test } from 'vitest';
import { faultKinds } from '../../../src/faults/catalogue.js';
import { cli } from '../../support/cli.js';
import { radioWithCli } from '../../support/cli-on-control-plane.js';

test.each([
  ['a kind that is none', ['lag'], /kind: "lag".*latency, error, busy/],
  ['no kind', [], /missing required argument 'kind'/],
  ['a flag that nothing takes', ['latency', '--ms', '1', '--speed', '3'], /--speed.*latency.*--ms, --jitter/],
  ['such a flag in one word', ['latency', '--ms', '1', '--speed=3'], /error: --speed: .*--ms, --jitter/],
  ['a flag of another kind', ['error', '--ms', '400'], /--ms.*error.*--message, --code/],
  ['a flag of another kind where none is taken', ['busy', '--ms', '400'], /--ms.*busy has no parameters/],
  ['a flag that is missing', ['latency'], /--ms: is missing; parameters of latency: --ms <time>/],
  ['an argument too many', ['busy', 'freq'], /freq.*busy/],
  ['a duration that is none', ['latency', '--ms', 'soon'], /ms: "soon".*250ms, 30s/],
  ['a number that is none', ['truncate', '--bytes', 'half'], /bytes: "half"/],
  ['a number that is too high', ['busy', '--probability', '2'], /probability: 2.*at most 1/],
  ['a count that is too low', ['busy', '--nth', '0'], /nth: 0.*at least 1/],
  ['a reply without a result', ['reply'], /result, error: none is given; allowed: one of them/],
  ['a reply with both', ['reply', '--result', '1', '--error', '1'], /result, error: both are given/],
  ['a result that is no JSON', ['reply', '--result', '2220,'], /--result: "2220," is no JSON.*\["2220"\]/],
  ['a result that is nested too deep', ['reply', '--result', '['.repeat(70) + ']'.repeat(70)], /64 levels/],
  ['a time that is none', ['busy', '--for', '0'], /for: 0: is not allowed; allowed: above 0/],
  ['a choice that is none', ['wrong-shape', '--as', 'circle'], /as: "circle".*object.*nested/],
  ['a port that is none', ['busy', '--port', 'udp'], /--port.*'udp'.*http, maintenance/],
  ['an access that is none', ['busy', '--access', 'look'], /--access.*'look'.*read, write/],
])('%s is wrong usage: 2, and nothing is put on', async (_, args, words) => {
  const { mock, silvus } = await radioWithCli();
  const { code, stdout, stderr } = await silvus('fault', 'add', ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: .*\n$/);
  expect(stderr).toMatch(words);
  expect(mock.faults.list()).toEqual([]);
});

test('a name that is empty takes nothing off', async () => {
  const { mock, silvus } = await radioWithCli();
  mock.faults.add({ kind: 'busy' });
  const { code, stderr } = await silvus('fault', 'remove', '');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: name: ""/);
  expect(mock.faults.list()).toHaveLength(1);
});

test('fault add --help lists every kind with what it takes', async () => {
  const { code, stdout } = await cli('fault', 'add', '--help').ended;
  expect(code).toBe(0);
  const listed = stdout.slice(stdout.indexOf('Kinds and their parameters:'));
  for (const { name, params } of faultKinds) {
    const begin = listed.indexOf(`\n  ${name} `);
    expect(begin, name).toBeGreaterThan(0);
    const item = listed.slice(begin + 1).split(/\n(?! {4})/)[0] ?? '';
    const flags = Object.keys(params.shape).map(
      (param) => `--${param.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    );
    expect(item.match(/--[a-z-]+/g) ?? []).toEqual(flags);
  }
});
