import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { folderWith } from '../../support/folder.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

const bench = (...args: string[]) => run(process.execPath, ['bench/run.js', ...args], { cwd: root });

/** What a report says of its cases, as far as it is looked at here. */
interface Report {
  readonly pairs: number;
  readonly share: number;
  readonly commit: string;
  readonly cases: readonly {
    readonly name: string;
    readonly figures: readonly { readonly status: string; readonly pairs: readonly { measured: number }[] }[];
    readonly against?: { readonly changes: readonly object[] };
  }[];
}

it('writes one report of the cases that were asked for, as a table, JSON and a picture', async () => {
  const file = join(folderWith(), 'report.json');
  const cases = ['--case', 'virtual-timers', '--case', 'error'];
  const { stdout } = await bench('--quick', ...cases, '--json', file);
  expect(stdout).toMatch(/^error: .*\n +FIGURE +MEASURED +BESIDE +RATIO +SPREAD +AIM\n +CPU, beside echo /m);
  expect(stdout).toMatch(/^virtual-timers: .*\n +FIGURE .*\n +CPU of advance /m);
  expect(stdout).toMatch(/^2 aims: /m);
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  expect(report).toMatchObject({
    pairs: 5,
    share: 0.1,
    cases: [{ name: 'error' }, { name: 'virtual-timers' }],
  });
  for (const { figures } of report.cases) {
    expect(figures.length).toBeGreaterThan(0);
    for (const { pairs } of figures) expect(pairs.every(({ measured }) => measured > 0)).toBe(true);
    for (const { pairs } of figures) expect(pairs).toHaveLength(5);
  }
  expect(readFileSync(file.replace('.json', '.svg'), 'utf8')).toContain('virtual-timers: CPU of advance');
});

it('measures another checkout in the same rounds', async () => {
  const file = join(folderWith(), 'report.json');
  const { stdout } = await bench('--quick', '--case', 'virtual-timers', '--against', root, '--json', file);
  expect(stdout).toMatch(/BEFORE +CHANGE$/m);
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  expect(report.cases[0]?.against?.changes).toHaveLength(1);
});

it('lists the cases and what each measures', async () => {
  const { stdout } = await bench('--list');
  expect(stdout).toMatch(/^read-32 +a read over 32 keep-alive connections$/m);
  expect(stdout).toMatch(/^worker +commands /m);
});

it.each([
  [['--pairs', '3'], 'error: --pairs: "3"; allowed: a whole number, 5 to 101\n'],
  [['--case', 'read'], 'error: --case: there is no case "read"; allowed: read-1, '],
])('%j ends with exit code 2, before anything is measured', async (args, message) => {
  const ended = bench(...args);
  await expect(ended).rejects.toMatchObject({ code: 2, stdout: '' });
  await expect(ended).rejects.toMatchObject({ stderr: expect.stringContaining(message) as string });
});
