// Holds the processor time of some cases to wide limits: a minute, on a busy machine too. Prints its total, and writes
// reports/guard.json for the totals of all suites. The exit code is 1 if a limit is broken.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cases } from '../cases.js';
import { settingOf } from '../measure/setting.js';
import { limits } from './limits.js';
import { judge, reportOf } from './verdict.js';

/** @import { Limit } from './verdict.js' */

const root = new URL('../../', import.meta.url);

/** @param {Limit} limit */
async function check(limit) {
  const { case: name, side, over, atMost, share } = limit;
  const title = `${name}: CPU of ${side} at most ${atMost} times that of ${over}`;
  try {
    const known = cases.find((each) => each.name === name);
    if (known === undefined) throw new Error(`there is no case ${name}`);
    const rig = await known.open(settingOf(root.href, share));
    try {
      const sideOf = (/** @type {string} */ wanted) => {
        const present = rig.sides[wanted];
        if (present === undefined) throw new Error(`${name} has no side ${wanted}`);
        return present;
      };
      const [measured, beside] = [sideOf(side), sideOf(over)];
      for (const each of [measured, beside]) await each.warmUp();
      const { ratio, pairs, holds } = await judge(limit, async () => ({
        side: (await measured.measure())['cpu'] ?? NaN,
        over: (await beside.measure())['cpu'] ?? NaN,
      }));
      const found = `${ratio.toFixed(2)} times, least of ${pairs} pairs`;
      console.log(`${holds ? 'ok    ' : 'BROKEN'} ${title} (${found})`);
      return holds ? { title } : { title, message: found };
    } finally {
      await rig.close();
    }
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.log(`FAILED ${title}\n${message}`);
    return { title, message };
  }
}

const results = [];
for (const limit of limits) results.push(await check(limit));
const report = reportOf(results);
mkdirSync(new URL('reports/', root), { recursive: true });
writeFileSync(new URL('reports/guard.json', root), JSON.stringify(report));
console.log(
  `guard: ${report.numPassedTests} of ${report.numTotalTests}, in ${performance.now().toFixed(0)} ms`,
);
if (report.numFailedTests > 0) process.exitCode = 1;
