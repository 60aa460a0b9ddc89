// Prints the totals of vitest's JSON reports, summed, as one plain line; fails if any of them ran no test.
import { readFileSync } from 'node:fs';

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (key) => reports.reduce((count, report) => count + report[key], 0);
console.log(`${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed`);
if (reports.some((report) => report.numTotalTests === 0)) process.exit(1);
