// Runs the chaos suite at full size against the command line, and prints what came of it as a table.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The cases that run against the command line. */
const runs = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.process.test.ts'))
  .map((name) => join('test', name))
  .filter((name) => readFileSync(join(root, name), 'utf8').includes('support/radio-process.js'));

const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
const file = join(folder, 'rows.md');
writeFileSync(file, '');
const { status } = spawnSync(
  'npx',
  [
    'vitest',
    'run',
    '--config',
    'vitest.process.config.ts',
    ...runs,
    '--reporter',
    'dot',
    '--no-file-parallelism',
    '--testTimeout',
    '120000',
  ],
  {
    cwd: root,
    env: { ...process.env, CHAOS_FULL: '1', CHAOS_REPORT: file },
    stdio: ['ignore', process.stderr, process.stderr],
  },
);
const rows = readFileSync(file, 'utf8');
process.stdout.write(`| Case | What the client saw | How it was counted |\n| --- | --- | --- |\n${rows}`);
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
