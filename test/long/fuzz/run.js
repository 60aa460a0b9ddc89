// The simulator under generated calls and command sequences, on virtual time; then the same run against each of 20
// mutants of it, with several seeds, and every finding once more in a new process.
//   node test/long/fuzz/run.js [--share 0.1] [--seeds 5] [part of a mutant's name …]
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { appliedIn, root } from '../mutants/apply.js';
import { mutants } from './mutants.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { share: { type: 'string', default: '1' }, seeds: { type: 'string', default: '5' } },
});
const share = Number(values.share);
if (!(share > 0 && share <= 1)) throw new Error('--share: allowed: a number above 0, at most 1');
const seeds = Math.max(1, Math.ceil(Number(values.seeds) * share));

const calls = 1_000_000;
const sequences = 2_000;
/** A mutant has to be found within this time, s. */
const seconds = 60;
/** How many of the mutants have to be found. */
const atLeast = 19;

/** Runs one hunt in a process of its own; resolves with what it printed. */
function hunt(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'test/long/fuzz/hunt.js'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (bytes) => (text += bytes));
    child.once('error', reject);
    // A mutant may keep the process from ending, or end it.
    const timer = setTimeout(() => child.kill('SIGKILL'), 3_600_000);
    child.once('close', () => {
      clearTimeout(timer);
      try {
        resolve(JSON.parse(text));
      } catch {
        reject(new Error(`no outcome of ${args.join(' ')}: ${text}`));
      }
    });
  });
}

/** A copy of the build with one mutant in it. */
function buildOf(mutant) {
  const folder = mkdtempSync(join(tmpdir(), 'silvus-mock-fuzz-'));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  mkdirSync(join(folder, 'fixtures'));
  cpSync(join(root, 'fixtures/models'), join(folder, 'fixtures/models'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const { outputText } = ts.transpileModule(appliedIn(mutant), {
    fileName: mutant.file,
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS },
  });
  writeFileSync(join(folder, mutant.file.replace(/^src/, 'dist').replace(/\.ts$/, '.js')), outputText);
  return folder;
}

const findings = [];
const lines = [];
const say = (line) => {
  lines.push(line);
  console.log(line);
};

const clean = await hunt(
  '--calls',
  String(calls * share),
  '--sequences',
  String(Math.ceil(sequences * share)),
);
say(
  `the simulator: ${clean.calls} calls, ${clean.sequences} sequences, ${clean.seconds} s, ${
    clean.found === undefined ? 'nothing found' : `found ${clean.found.message}`
  }`,
);

const chosen = mutants.filter(
  ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
);
let foundMutants = 0;
let replayed = 0;
for (const mutant of chosen) {
  const folder = buildOf(mutant);
  try {
    const ofMutant = [];
    for (let seed = 1; seed <= seeds; seed += 1) {
      const limits = ['--calls', String(calls), '--sequences', '1000000', '--seconds', String(seconds)];
      const { found, seconds: took } = await hunt('--root', folder, '--seed', String(seed), ...limits);
      if (found === undefined) continue;
      const { isSame } = await hunt('--root', folder, '--replay', JSON.stringify(found));
      if (isSame) replayed += 1;
      ofMutant.push({ ...found, took, isSame });
    }
    findings.push(...ofMutant);
    // Within the time with each of the seeds.
    const isFound = ofMutant.length === seeds && ofMutant.every(({ took }) => took <= seconds);
    if (isFound) foundMutants += 1;
    const shown = ofMutant.map((each) => `${each.took} s, ${each.calls} calls, ${each.signature}`);
    say(`${isFound ? 'found' : 'NOT FOUND'}: ${mutant.name} (${[...new Set(shown)].join('; ')})`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sizes = findings.map((each) => each.calls).sort((one, other) => one - other);
const median = sizes[Math.floor((sizes.length - 1) / 2)] ?? 0;
say(
  `${foundMutants} of ${chosen.length} mutants found; ${findings.length} findings, median ${median} calls, at most ${
    sizes.at(-1) ?? 0
  }; ${replayed} of ${findings.length} replayed in a new process`,
);

const failures = [
  ...(clean.found === undefined ? [] : [`found in the simulator: ${clean.found.message}`]),
  ...(foundMutants < Math.min(atLeast, chosen.length) ? [`${foundMutants} mutants found`] : []),
  ...(median > 3 ? [`a median of ${median} calls`] : []),
  ...(replayed === findings.length ? [] : [`${replayed} of ${findings.length} replayed`]),
];

/** In the form of vitest's JSON report, for the totals of all suites. */
mkdirSync(join(root, 'reports'), { recursive: true });
writeFileSync(
  join(root, 'reports/fuzz-hunt.json'),
  JSON.stringify({
    numTotalTests: 1,
    numPassedTests: failures.length === 0 ? 1 : 0,
    numFailedTests: failures.length === 0 ? 0 : 1,
    testResults: [
      {
        name: join(root, 'test/long/fuzz/run.js'),
        message: '',
        assertionResults: failures.map((failure) => ({
          status: 'failed',
          fullName: failure,
          failureMessages: lines,
        })),
      },
    ],
  }),
);
process.exitCode = failures.length === 0 ? 0 : 1;
