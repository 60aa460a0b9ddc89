import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { optionsOf, usageOf } from '../../../bench/options.js';
import { folderWith } from '../../support/folder.js';

const known = ['read-32', 'write'];

it('measures all cases seven times by default', () => {
  expect(optionsOf([], known)).toMatchObject({ names: known, pairs: 7, share: 1, against: undefined });
});

it('a quick run makes a tenth of the calls, in the fewest pairs', () => {
  expect(optionsOf(['--quick'], known)).toMatchObject({ pairs: 5, share: 0.1, maxAttempts: 1 });
  expect(optionsOf(['--quick', '--pairs', '9'], known)).toMatchObject({ pairs: 9 });
});

it('takes cases one by one', () => {
  expect(optionsOf(['--case', 'write', '--case', 'read-32'], known).names).toEqual(['write', 'read-32']);
});

it.each([
  [['--case', 'raed-32'], '--case: there is no case "raed-32"; allowed: read-32, write'],
  [['--pairs', '4'], '--pairs: "4"; allowed: a whole number, 5 to 101'],
  [['--pairs', '102'], '--pairs: "102"'],
  [['--pairs', '5.5'], '--pairs: "5.5"'],
  [['--pairs', '0x7'], '--pairs: "0x7"'],
  [['--pairs', ''], '--pairs: ""'],
  [['--pairs', 'many'], '--pairs: "many"'],
  [['--json', 'report.txt'], '--json: "report.txt"; allowed: a file whose name ends with .json'],
  [['--json', 'no/such/folder/report.json'], '--json: "no/such/folder/report.json"'],
  [
    ['--against', '/no/such/folder'],
    '--against: "/no/such/folder"; allowed: the root of a checkout that is built',
  ],
  [['--seconds', '2'], "Unknown option '--seconds'"],
  [['read-32'], "Unexpected argument 'read-32'"],
  [['--case'], "Option '--case <value>' argument missing"],
])('%j is refused', (args, message) => {
  expect(() => optionsOf(args, known)).toThrow(message);
});

it('--against takes a checkout that is built', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  expect(optionsOf(['--against', root], known).against).toMatch(/^file:.*\/$/);
});

it('--json takes a file in a folder that exists', () => {
  const folder = folderWith();
  const file = join(folder, 'report.json');
  expect(dirname(optionsOf(['--json', file], known).report)).toBe(folder);
});

it('the help names every option and case', () => {
  const usage = usageOf(known);
  for (const option of [
    '--case',
    '--pairs',
    '--quick',
    '--against',
    '--json',
    '--list',
    '--help',
    ...known,
  ]) {
    expect(usage).toContain(option);
  }
});
