import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { fewestPairs } from './measure/verdict.js';

const mostPairs = 101;
const defaultPairs = 7;

/** How much of the full number of calls a quick run makes. */
const quickShare = 0.1;

const defaultReport = 'bench/results/last.json';

/** @param {readonly string[]} names of the cases */
export const usageOf = (names) => `Usage: npm run bench -- [options]
  --case <name>    only this case; may be given more than once
  --pairs <n>      pairs of each case, ${fewestPairs} to ${mostPairs} (${defaultPairs}; with --quick ${fewestPairs})
  --quick          a tenth of the calls: shows that the cases work; figures are less sure
  --against <dir>  measure another built checkout in the same rounds: before and after
  --json <file>    where the report goes, and its picture beside it (${defaultReport})
  --list           print the cases and what each measures
  --help           print this
Cases: ${names.join(', ')}
`;

/** A wrong option; its message says what is allowed. */
export class OptionError extends Error {}

/**
 * @param {readonly string[]} args
 * @param {readonly string[]} known names of the cases
 */
export function optionsOf(args, known) {
  const values = parsed(args);
  const names = values.case ?? known;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new OptionError(`--case: there is no case "${unknown}"; allowed: ${known.join(', ')}`);
  }
  return {
    names,
    pairs: pairsOf(values.pairs ?? String(values.quick ? fewestPairs : defaultPairs)),
    share: values.quick ? quickShare : 1,
    // A quick run says soon that the machine is busy.
    maxAttempts: values.quick ? 1 : 3,
    report: reportOf(values.json ?? defaultReport),
    against: values.against === undefined ? undefined : checkoutOf(values.against),
    list: values.list,
    help: values.help,
  };
}

/** @param {readonly string[]} args */
function parsed(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        case: { type: 'string', multiple: true },
        pairs: { type: 'string' },
        quick: { type: 'boolean', default: false },
        against: { type: 'string' },
        json: { type: 'string' },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} text */
function pairsOf(text) {
  const pairs = Number(text);
  if (!/^\d+$/.test(text) || pairs < fewestPairs || pairs > mostPairs) {
    throw new OptionError(`--pairs: "${text}"; allowed: a whole number, ${fewestPairs} to ${mostPairs}`);
  }
  return pairs;
}

/** @param {string} text */
function reportOf(text) {
  const file = resolve(text);
  const folder = dirname(file);
  // The default folder is made; another one is more likely a mistake.
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  if (!text.endsWith('.json') || (text !== defaultReport && !isFolder)) {
    throw new OptionError(
      `--json: "${text}"; allowed: a file whose name ends with .json, in a folder that exists`,
    );
  }
  return file;
}

/**
 * A checkout as a `file:` address that ends with a slash.
 * @param {string} text
 */
function checkoutOf(text) {
  const folder = resolve(text);
  if (!existsSync(resolve(folder, 'dist/index.js'))) {
    throw new OptionError(
      `--against: "${text}"; allowed: the root of a checkout that is built (dist/index.js)`,
    );
  }
  return pathToFileURL(`${folder}/`).href;
}
