import { expect, test } from 'vitest';
import { effectiveLines } from '../../../src/config/print.js';
import { cli } from '../../support/cli.js';
import { loaded } from '../../support/config.js';
import { workingIn } from '../../support/folder.js';
import { textOf } from '../../support/markdown.js';

const document = textOf('docs/from-the-older-mock.md');

/** The rows of what behaves differently: name, before, now, as before. */
const rows = document
  .slice(document.indexOf('## What behaves differently'))
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, what = '', , now = '', asBefore = '']) => ({ what, now, asBefore }));

const rowOf = (what: string) => rows.find((row) => row.what === what);

test('the flags that restore what was are taken', async () => {
  const flags = rows.flatMap(({ asBefore }) =>
    [...asBefore.matchAll(/`(--[a-z][^`]*)`/g)].flatMap(({ 1: flag = '' }) => flag.split(' ')),
  );
  expect(flags.length).toBeGreaterThan(20);
  const { code, stderr } = await cli('config', 'check', ...flags).ended;
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

test.each([
  ['HTTP port', 'http.port'],
  ['Address', 'host'],
  ['Batches', 'worker.maxBatch'],
  ['Allowed networks', 'maintenance.allowedNetworks'],
  ['Presets of times', 'timing.preset'],
  ['Length of the queue', 'worker.queueCapacity'],
])('what it says of "%s" has the default of %s', (what, path) => {
  workingIn();
  const line = effectiveLines(loaded({})).find((each) => each.path === path);
  const values = line?.value.replaceAll(/[[\]"']/g, '').split(/,\s*/) ?? [];
  expect(values).not.toEqual([]);
  for (const value of values) expect(rowOf(what)?.now.replaceAll('::1 ', '::1/128 ')).toContain(value);
});
