// Says of vitest's JSON reports which tests failed and why, then their totals, summed, as one plain line; fails if
// any of them ran no test.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** A failure is told in so many characters: a property's counterexample comes first in its message. */
const longestMessage = 3_000;

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));

const tell = (title, message) => {
  const text = stripVTControlCharacters(message);
  console.log(`FAILED ${title}\n${text.slice(0, longestMessage).replaceAll(/^/gm, '  ')}`);
};
for (const { name, message, assertionResults } of reports.flatMap(({ testResults }) => testResults)) {
  const file = relative(process.cwd(), name);
  // A file that could not be loaded has a message of its own and no test.
  if (message) tell(file, message);
  for (const { status, fullName, failureMessages } of assertionResults) {
    if (status === 'failed') tell(`${file}: ${fullName}`, failureMessages.join('\n'));
  }
}

const sum = (key) => reports.reduce((count, report) => count + report[key], 0);
console.log(`${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed`);
if (reports.some((report) => report.numTotalTests === 0)) process.exit(1);
