import { mkdirSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import { dirname } from 'node:path';
import { cases } from './cases.js';
import { measure } from './measure/rounds.js';
import { settingOf } from './measure/setting.js';
import { OptionError, optionsOf, usageOf } from './options.js';
import { pinning } from './process/pinning.js';
import { hasWrk } from './process/wrk.js';
import { pictureOf } from './report/picture.js';
import { caseTable, summaryText } from './report/table.js';

/** @import { CaseResult } from './measure/types.js' */

/** @typedef {ReturnType<typeof optionsOf>} Options */

const names = cases.map(({ name }) => name);
const here = new URL('../', import.meta.url);
const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);

/**
 * The commit of a checkout, with a `+` if something in it is not committed.
 * @param {string} checkout
 */
function commitOf(checkout) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', args, {
      cwd: new URL(checkout),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+'}`;
  } catch {
    return 'unknown';
  }
}

/** @param {Options} options */
async function run({ names: wanted, pairs, share, maxAttempts, report, against }) {
  const about = {
    commit: commitOf(here.href),
    ...(against === undefined ? {} : { against: commitOf(against) }),
    node: process.version,
    machine: `${os.platform()} ${os.arch()}, ${os.cpus()[0]?.model.trim() ?? 'unknown processor'}`,
    cores: os.availableParallelism(),
    load: os.loadavg().map((each) => Number(each.toFixed(2))),
    pinned: pinning.pinned,
    throughputBy: hasWrk ? 'wrk' : 'own load',
    ...{ pairs, share, maxAttempts },
  };
  say(`Node.js ${process.version.slice(1)}, ${about.machine}, ${about.cores} cores; ${pinning.note}`);
  say(
    `commit ${about.commit}${against === undefined ? '' : `, against ${about.against}`}; ${pairs} pairs of each case`,
  );
  say(`Throughput of reads by ${about.throughputBy}.`);
  say('Absolute figures are those of this machine in this run: compare the ratios.\n');
  const startedAt = performance.now();
  /** @type {CaseResult[]} */
  const results = [];
  for (const each of cases.filter(({ name }) => wanted.includes(name))) {
    const before = against === undefined ? undefined : settingOf(against, share);
    const result = await measure(each, {
      pairs,
      maxAttempts,
      now: settingOf(here.href, share),
      before,
    }).catch(
      /** @returns {CaseResult} */ (error) => {
        process.exitCode = 1;
        const text = error instanceof Error ? error.message : String(error);
        return { name: each.name, about: each.about, notes: [], figures: [], error: text };
      },
    );
    results.push(result);
    say(`${caseTable(result)}\n`);
  }
  say(summaryText(results));
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  mkdirSync(dirname(report), { recursive: true });
  const picture = report.replace(/\.json$/, '.svg');
  writeFileSync(report, `${JSON.stringify({ ...about, seconds, cases: results }, null, 2)}\n`);
  writeFileSync(picture, pictureOf(about, results));
  say(`${seconds} s; report in ${report}, picture in ${picture}`);
}

function list() {
  const width = Math.max(...names.map((name) => name.length));
  for (const { name, about } of cases) say(`${name.padEnd(width)}  ${about}`);
}

async function main() {
  try {
    const options = optionsOf(process.argv.slice(2), names);
    if (options.help) process.stdout.write(usageOf(names));
    else if (options.list) list();
    else await run(options);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = 2;
  }
}

await main();
