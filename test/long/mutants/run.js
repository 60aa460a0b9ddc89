// Breaks the sources in one way at a time, in a copy, and expects the suite to turn red.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutants } from './mutants.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const copied = ['src', 'test', 'fixtures', 'bin', 'docs', 'examples', 'README.md', 'package.json'];
const configs = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'vitest.config.ts', '.npmrc'];

const wanted = process.argv.slice(2);
const chosen = mutants.filter(
  ({ name }) => wanted.length === 0 || wanted.some((each) => name.includes(each)),
);

/** Makes a copy of the checkout that shares its installed packages. */
function copy() {
  const folder = mkdtempSync(join(tmpdir(), 'silvus-mock-mutant-'));
  for (const each of [...copied, ...configs])
    cpSync(join(root, each), join(folder, each), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Runs tests in a copy; true if they are green. */
function isGreen(folder, tests) {
  const build = spawnSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { cwd: folder });
  if (build.status !== 0) throw new Error(`does not compile: ${String(build.stdout)}`);
  const args = ['vitest', 'run', '--bail', '1', '--reporter', 'dot', ...tests];
  return spawnSync('npx', args, { cwd: folder, timeout: 600_000 }).status === 0;
}

/** Breaks the copy, and says which tests saw it. */
function kill(folder, { file, find, replace, tests }) {
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${file} must hold once: ${find}`);
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  try {
    return isGreen(folder, tests) ? undefined : tests.join(' ');
  } finally {
    writeFileSync(path, source);
  }
}

const folder = copy();
let killed = 0;
try {
  for (const mutant of chosen) {
    const by = kill(folder, mutant);
    killed += by === undefined ? 0 : 1;
    console.log(`${by === undefined ? 'SURVIVED' : 'killed  '}  ${mutant.name}  (${by ?? 'no test saw it'})`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`mutants: ${killed} passed, ${chosen.length - killed} failed`);
process.exitCode = killed === chosen.length ? 0 : 1;
