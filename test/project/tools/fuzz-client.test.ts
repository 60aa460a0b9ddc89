import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cliIn } from '../../support/cli.js';
import { isLong, runs } from '../../support/property.js';

/*
 * fuzz-client with a client in Python. FC_RUNS=500000 takes the full number of cases: 500 for each mistake, 5,000 for
 * the careful client.
 */

const client = fileURLToPath(new URL('../../fuzz-client/clients/radio_client.py', import.meta.url));

const mistakes = /MISTAKES = \[([^\]]*)\]/.exec(readFileSync(client, 'utf8'))?.[1]?.match(/[a-z-]+/g) ?? [''];

/** What a search prints to stderr that takes long. */
const onlyProgress = /^(\d+ of \d+ cases, nothing found so far\n)*$/;

/** Cases of the careful client. */
const goodCases = isLong ? Math.ceil(runs / 100) : 40;

/** A case takes a twentieth of a second or more; the search has an hour. */
const longest = { timeout: 3_600_000 };

const fuzz = (mistake: string, ...flags: string[]) =>
  cliIn(
    { longest: longest.timeout },
    ...['fuzz-client', '--exit-codes', '0,3', '--timeout', '3s', '--seed', '1', ...flags],
    ...['--', 'python3', '-S', client, mistake],
  ).ended;

test('there are ten mistakes or more', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(10);
});

test.each(isLong ? mistakes : mistakes.slice(0, 4))(
  'Python, %s: found within 500 cases, with one bent exchange',
  longest,
  async (mistake) => {
    const { code, stdout, stderr } = await fuzz(mistake, '--json');
    expect(code, stderr).toBe(1);
    expect(stderr).toMatch(onlyProgress);
    const { finding } = JSON.parse(stdout) as { finding: { foundIn: number; bent: unknown[] } };
    expect(finding.foundIn).toBeLessThanOrEqual(500);
    expect(finding.bent).toHaveLength(1);
  },
);

test('Python without a mistake: no finding', longest, async () => {
  const { code, stdout, stderr } = await fuzz('none', '--cases', String(goodCases));
  expect({ code }, `${stdout}${stderr}`).toEqual({ code: 0 });
});
