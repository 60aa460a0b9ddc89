// Prints the failed tests of JSON reports with their messages, a line of totals for each report, then their sums as
// one plain line. Fails if a test failed, or if a report is missing or has no tests.
import { existsSync, readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Characters of a message that are printed: the counterexample of a property comes first. */
const maxMessageLength = 3_000;

/** @param {string} title @param {string} message */
function printFailure(title, message) {
  const text = stripVTControlCharacters(message);
  console.log(`FAILED ${title}\n${text.slice(0, maxMessageLength).replaceAll(/^/gm, '  ')}`);
}

/** A report that is missing, such as that of a suite that could not start, counts as one failed test. */
function read(name) {
  const file = `${name}.json`;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  return {
    numPassedTests: 0,
    numFailedTests: 1,
    numTotalTests: 1,
    testResults: [{ name: file, message: 'no report' }],
  };
}

const reports = process.argv.slice(2).map((name) => ({ name: basename(name), report: read(name) }));

for (const { name, message, assertionResults = [] } of reports.flatMap(({ report }) => report.testResults)) {
  const file = relative(process.cwd(), name);
  // A file that can't be loaded has a message of its own and no tests.
  if (message) printFailure(file, message);
  for (const { status, fullName, failureMessages } of assertionResults) {
    if (status === 'failed') printFailure(`${file}: ${fullName}`, failureMessages.join('\n'));
  }
}

for (const { name, report } of reports)
  console.log(`${name}: ${report.numPassedTests} of ${report.numPassedTests + report.numFailedTests}`);
const sum = (key) => reports.reduce((count, { report }) => count + report[key], 0);
console.log(`${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed`);
if (sum('numFailedTests') > 0 || reports.some(({ report }) => report.numTotalTests === 0))
  process.exitCode = 1;
