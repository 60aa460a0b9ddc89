// Breaks the sources in one way at a time, in copies of the checkout, and expects one of the mutant's tests to fail.
// Arguments: parts of names, to run only those mutants; `--copies N`, for another number of mutants at the same time.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { applied, root } from './apply.js';
import { mutants } from './mutants.js';

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { copies: { type: 'string', default: '2' } },
});
/** Mutants that run at the same time, each in a copy of its own. */
const copies = Number(values.copies);
/** Longest run of a mutant's tests, ms; a run that hangs is a failed one. */
const timeout = 300_000;

const copied = [
  'src',
  'page',
  'dist',
  'test',
  'fixtures',
  'bin',
  'docs',
  'examples',
  'bench',
  'deploy',
  'README.md',
];
const configs = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tsconfig.build.commonjs.json',
  'build.js',
  'build-command.js',
  'build-chunks.js',
  '.npmrc',
];
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const config = 'vitest.mutants.config.ts';

/** Makes a copy of the checkout that shares its installed packages. */
function makeCopy() {
  const folder = mkdtempSync(join(tmpdir(), 'silvus-mock-mutant-'));
  for (const name of [...copied, ...configs, config])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Runs a program; resolves with its exit code, or undefined after the timeout. */
function run(program, args, cwd, ms) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: 'ignore', detached: true });
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), ms);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code ?? undefined);
    });
  });
}

/** Runs tests; resolves with those that failed, and how the run ended. */
async function runTests(folder, tests) {
  const report = join(folder, 'reports/mutant.json');
  rmSync(report, { force: true });
  const args = [vitest, 'run', '--config', config, '--bail', '1', ...tests];
  const code = await run(process.execPath, args, folder, timeout);
  const { testResults = [] } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${relative(folder, name)}: ${fullName}`),
  );
  return { code, failed };
}

/** Writes a source and what the build makes of it, so that tests of the command line see it too. */
function write(folder, file, source) {
  // As build.js does: the library is CommonJS.
  const isModule = /^src\/(cli|vitest)\//.test(file);
  const { outputText, diagnostics } = ts.transpileModule(source, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      ...(isModule
        ? { module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true }
        : { module: ts.ModuleKind.CommonJS }),
    },
  });
  if (diagnostics.length > 0)
    throw new Error(ts.flattenDiagnosticMessageText(diagnostics[0].messageText, ' '));
  writeFileSync(join(folder, file), source);
  writeFileSync(join(folder, file.replace(/^src/, 'dist').replace(/\.ts$/, '.js')), outputText);
  // The build is newer than its sources. A time that is set has whole ms, that of a file that was written has not.
  const soon = new Date(Date.now() + 1_000);
  utimesSync(join(folder, 'dist/package.json'), soon, soon);
}

/** Result of a mutant. What keeps its tests from running is no proof that they see it. */
async function judge(folder, mutant) {
  const source = readFileSync(join(folder, mutant.file), 'utf8');
  const missing = mutant.tests.filter((test) => !existsSync(join(folder, test)));
  if (missing.length > 0) return { result: 'not applied', detail: `no such test: ${missing.join(' ')}` };
  write(folder, mutant.file, applied(mutant, source));
  const { code, failed } = await runTests(folder, mutant.tests);
  write(folder, mutant.file, source);
  if (code === 0) return { result: 'survived', detail: mutant.tests.join(' ') };
  if (code === undefined) return { result: 'killed', detail: `did not end: ${mutant.tests.join(' ')}` };
  if (failed.length === 0) return { result: 'not applied', detail: 'its tests could not be run' };
  return { result: 'killed', detail: failed[0] };
}

const chosen = mutants.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
const queue = [...chosen];
const folders = [];

async function work() {
  const folder = makeCopy();
  folders.push(folder);
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    const begun = Date.now();
    const { result, detail } = await judge(folder, mutant).catch((error) => ({
      result: 'not applied',
      detail: String(error),
    }));
    results.set(mutant, { result, detail });
    const seconds = Math.round((Date.now() - begun) / 1_000);
    console.log(`${result.padEnd(11)}  ${String(seconds).padStart(3)} s  ${mutant.name}  (${detail})`);
  }
}

const results = new Map();
let isSound = false;
try {
  if ((await run('npm', ['run', 'build'], root, timeout)) !== 0) throw new Error('the build failed');
  // A test that fails without a mutant would count each of its mutants as killed.
  const sound = makeCopy();
  folders.push(sound);
  const { code, failed } = await runTests(sound, [...new Set(chosen.flatMap(({ tests }) => tests))]);
  isSound = code === 0;
  if (!isSound)
    console.log(`without a mutant these fail, so no result counts: ${failed.join(', ') || 'all'}`);
  else await Promise.all(Array.from({ length: copies }, work));
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** The results in the form of vitest's JSON report, for the totals of all suites. */
function writeReport(killed) {
  const failed = isSound ? chosen.filter((mutant) => results.get(mutant)?.result !== 'killed') : chosen;
  const report = {
    numTotalTests: chosen.length,
    numPassedTests: killed,
    numFailedTests: failed.length,
    testResults: [
      {
        name: join(root, 'test/long/mutants/mutants.js'),
        message: '',
        assertionResults: failed.map((mutant) => {
          const { result = 'not run', detail = '' } = results.get(mutant) ?? {};
          return { status: 'failed', fullName: mutant.name, failureMessages: [`${result}: ${detail}`] };
        }),
      },
    ],
  };
  mkdirSync(join(root, 'reports'), { recursive: true });
  writeFileSync(join(root, 'reports/mutants.json'), JSON.stringify(report));
}

const count = (wantedResult) => [...results.values()].filter(({ result }) => result === wantedResult).length;
const killed = count('killed');
console.log(`${killed} killed, ${count('survived')} survived, ${count('not applied')} not applied`);
writeReport(killed);
process.exitCode = isSound && killed === chosen.length ? 0 : 1;
