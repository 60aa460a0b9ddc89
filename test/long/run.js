// The properties and the fuzz tests with many more runs than `npm test` has, and a hunt with generated calls. `--share 0.1` runs a tenth of them.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** @type {readonly { filter: string, runs: number, report: string }[]} */
const suites = [
  { filter: '.property.test.ts', runs: 50_000, report: 'reports/properties.json' },
  { filter: '.fuzz.test.ts', runs: 500_000, report: 'reports/fuzz.json' },
];
const root = fileURLToPath(new URL('../../', import.meta.url));

const { values } = parseArgs({ options: { share: { type: 'string', default: '1' } } });
const share = Number(values.share);
if (!(share > 0 && share <= 1)) throw new Error('--share: allowed: a number above 0, at most 1');

for (const { filter, runs, report } of suites) {
  const { status } = spawnSync(
    process.execPath,
    [
      ...['node_modules/vitest/vitest.mjs', 'run', filter, '--testTimeout', '3600000'],
      ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report],
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, FC_RUNS: String(Math.ceil(runs * share)) } },
  );
  if (status !== 0) process.exitCode = 1;
}

// A million generated calls, and the mutants of the radio that they must find. It runs on the build.
for (const args of [['build.js'], ['test/long/fuzz/run.js', '--share', String(share)]]) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
