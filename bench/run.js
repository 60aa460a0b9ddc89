import os from 'node:os';
import { parseArgs } from 'node:util';
import busyLatency from './cases/busy-latency.js';
import cliStart from './cases/cli-start.js';
import heapPerRadio from './cases/heap-per-radio.js';
import readLatency from './cases/read-latency.js';
import readOverHttp from './cases/read-over-http.js';
import startClose from './cases/start-close.js';
import virtualTime from './cases/virtual-time.js';
import virtualTimers from './cases/virtual-timers.js';
import { measure } from './harness.js';
import { pinning } from './process/pinning.js';
import { caseTable } from './table.js';

/** @import { Case } from './harness.js' */

/** @type {readonly Case[]} */
const cases = [
  readOverHttp,
  readLatency,
  startClose,
  busyLatency,
  cliStart,
  virtualTime,
  virtualTimers,
  heapPerRadio,
];

/** Fewer say nothing about the spread. */
const fewestPairs = 5;

const usage = `Usage: npm run bench -- [options]
  --pairs <n>      pairs for each case, at least ${fewestPairs} (7)
  --seconds <s>    how long one measurement lasts, roughly (1)
  --case <name>    only this case; may be given more than once
  --json           one line of JSON instead of tables
Cases: ${cases.map(({ name }) => name).join(', ')}
`;

function optionsOf() {
  const { values } = parseArgs({
    options: {
      pairs: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '1' },
      case: { type: 'string', multiple: true, default: cases.map(({ name }) => name) },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const pairs = Number(values.pairs);
  const seconds = Number(values.seconds);
  const unknown = values.case.find((wanted) => !cases.some(({ name }) => name === wanted));
  if (!Number.isInteger(pairs) || pairs < fewestPairs)
    throw new Error(`--pairs: "${values.pairs}" is not allowed`);
  if (!(seconds > 0 && seconds <= 3_600)) throw new Error(`--seconds: "${values.seconds}" is not allowed`);
  if (unknown !== undefined) throw new Error(`--case: there is no "${unknown}"`);
  return { pairs, seconds, names: values.case, json: values.json, help: values.help };
}

/** @param {ReturnType<typeof optionsOf>} options */
async function run({ pairs, seconds, names, json }) {
  const machine = {
    node: process.version,
    platform: `${os.platform()} ${os.arch()}`,
    cores: os.availableParallelism(),
  };
  const setting = { ...machine, pairs, seconds, pinned: pinning.pinned };
  const say = (/** @type {string} */ text) => process.stdout.write(json ? '' : `${text}\n`);
  say(`Node.js ${process.version.slice(1)}, ${machine.platform}, ${machine.cores} cores; ${pinning.note}`);
  say(`${pairs} pairs of ${seconds} s; absolute figures are this machine's, now: compare the ratios\n`);
  const results = [];
  for (const each of cases.filter(({ name }) => names.includes(name))) {
    const result = await measure(each, { pairs, seconds });
    results.push(result);
    say(`${caseTable(result)}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify({ event: 'bench', ...setting, cases: results })}\n`);
}

function main() {
  let options;
  try {
    options = optionsOf();
  } catch (fault) {
    process.stderr.write(`error: ${fault instanceof Error ? fault.message : String(fault)}\n${usage}`);
    process.exitCode = 2;
    return;
  }
  if (options.help) process.stdout.write(usage);
  else return run(options);
}

await main();
