import { expect, test } from 'vitest';
import { similarNames } from '../../src/cli/similar-names.js';
import { cli } from '../support/cli.js';

test.each([
  [['call', 'freq', '--port', '1'], "error: unknown option '--port'\n(Did you mean --http-port?)\n"],
  [['status', '--port=1'], "error: unknown option '--port=1'\n(Did you mean --control-port?)\n"],
  [['status', '--jsno'], "error: unknown option '--jsno'\n(Did you mean --json?)\n"],
  [['start', '--queue', '1'], "error: unknown option '--queue'\n(Did you mean --queue-capacity?)\n"],
  [['status', '--verbose'], "error: unknown option '--verbose'\n"],
  [['strat'], "error: unknown command 'strat'\n(Did you mean start?)\n"],
  [['fault', 'lst'], "error: unknown command 'lst'\n(Did you mean list?)\n"],
  [['halt'], "error: unknown command 'halt'\n"],
])('the hint for %j names what may be meant, or nothing', async (args, said) => {
  const { code, stdout, stderr } = await cli(...args).ended;
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: said });
});

test.each([
  ['port', ['host'], []],
  ['port', ['http-port', 'host', 'report'], ['http-port']],
  ['htp-port', ['http-port', 'host'], ['http-port']],
  ['hots', ['host', 'hosts'], ['host', 'hosts']],
  ['', ['host'], []],
  ['x'.repeat(10_000), ['host'], []],
])('%j among %j may be %j', (word, names, similar) => {
  expect(similarNames(word, names)).toEqual(similar);
});
