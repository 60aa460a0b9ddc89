import { expect, it } from 'vitest';
import { measure } from '../../../bench/measure/rounds.js';
import type { Case, Figure } from '../../../bench/measure/types.js';
import { caseTable, summaryText } from '../../../bench/report/table.js';
import { pictureOf } from '../../../bench/report/picture.js';

const figure: Figure = {
  ...{ name: 'CPU', unit: 'µs', metric: 'cpu', side: 'simulator', over: 'echo' },
  aim: { of: 'ratio', atMost: 1.3 },
};

/** A case whose simulator takes these times, one after the other, and whose echo takes 10; with what was done. */
function sampleCase(times: readonly number[], name = 'sample <1>') {
  const done: string[] = [];
  const left = [...times];
  const each: Case = {
    name,
    about: 'a sample',
    figures: [figure],
    open: ({ checkout }) => {
      const side = (label: string, cpu: () => number) => ({
        warmUp: () => Promise.resolve(done.push(`warm-up ${label}`)),
        measure: () => {
          done.push(label);
          return Promise.resolve({ cpu: cpu() });
        },
      });
      return Promise.resolve({
        sides: {
          simulator: side(`${checkout}simulator`, () => left.shift() ?? 12),
          echo: side(`${checkout}echo`, () => 10),
        },
        close: () => Promise.resolve(done.push(`close ${checkout}`)),
      });
    },
  };
  return { each, done };
}

const setting = (checkout: string) => ({
  checkout,
  count: (full: number) => full,
  warmUpCount: (full: number) => full,
});
const wide = [12, 5, 20, 30, 8];
const narrow = [12, 12, 12, 12, 12];

it('warms both sides up, then measures them by turns, every other time in the opposite order', async () => {
  const { each, done } = sampleCase(narrow);
  await measure(each, { pairs: 5, maxAttempts: 1, now: setting('') });
  expect(done.slice(0, 4)).toEqual([
    'warm-up simulator',
    'warm-up echo',
    'warm-up simulator',
    'warm-up echo',
  ]);
  expect(done.slice(4, 8)).toEqual(['simulator', 'echo', 'echo', 'simulator']);
  expect(done.slice(4)).toHaveLength(11);
  expect(done.at(-1)).toBe('close ');
});

it('a result whose spread is too wide is measured again', async () => {
  const { each } = sampleCase([...wide, ...narrow]);
  const { figures } = await measure(each, { pairs: 5, maxAttempts: 3, now: setting('') });
  expect(figures).toMatchObject([{ status: 'reached', attempts: 2, ratio: { median: 1.2 } }]);
});

it('and after a bounded number of times it is called too wide, without a value', async () => {
  const { each, done } = sampleCase([...wide, ...wide, ...wide, ...wide]);
  const result = await measure(each, { pairs: 5, maxAttempts: 3, now: setting('') });
  expect(result.figures).toMatchObject([{ status: 'too wide', attempts: 3 }]);
  expect(done.filter((label) => label === 'simulator')).toHaveLength(15);
  expect(caseTable(result)).toMatch(/CPU +– +– +± .* at most 1\.3 +not measurable: spread too wide, 3 times/);
});

it('a good result is not measured again', async () => {
  const { each, done } = sampleCase(narrow);
  await measure(each, { pairs: 5, maxAttempts: 3, now: setting('') });
  expect(done.filter((label) => label === 'simulator')).toHaveLength(5);
});

it('another checkout is measured in the same rounds', async () => {
  const { each, done } = sampleCase([12, 24, 24, 12, 12, 24, 24, 12, 12, 24]);
  const result = await measure(each, {
    ...{ pairs: 5, maxAttempts: 1, now: setting('now '), before: setting('before ') },
  });
  expect(done.slice(8, 12)).toEqual(['now simulator', 'now echo', 'before simulator', 'before echo']);
  expect(result.figures).toMatchObject([{ ratio: { median: 1.2 } }]);
  expect(result.against).toMatchObject({
    figures: [{ ratio: { median: 2.4 } }],
    changes: [{ ratio: { median: 0.5 } }],
  });
  expect(caseTable(result)).toMatch(/BEFORE +CHANGE\n.*2\.40 +-50\.0 %/);
});

it('closes what it opened where a measurement fails', async () => {
  const { each, done } = sampleCase(narrow);
  const failing: Case = {
    ...each,
    open: async (given) => {
      const rig = await each.open(given);
      const measureNothing = () => Promise.reject(new Error('no reply'));
      return { ...rig, sides: { simulator: { warmUp: () => Promise.resolve(), measure: measureNothing } } };
    },
  };
  await expect(measure(failing, { pairs: 5, maxAttempts: 1, now: setting('') })).rejects.toThrow('no reply');
  expect(done).toEqual(['close ']);
});

it('the summary counts the aims by their verdict, and names the cases that failed', async () => {
  const reached = await measure(sampleCase(narrow).each, { pairs: 5, maxAttempts: 1, now: setting('') });
  const tooWide = await measure(sampleCase(wide).each, { pairs: 5, maxAttempts: 1, now: setting('') });
  const failed = { name: 'other', about: '', notes: [], figures: [], error: 'no reply' };
  expect(summaryText([reached, tooWide, failed])).toMatch(
    /^2 aims: 1 reached, .* 1 not measurable.*; failed: other$/,
  );
  expect(caseTable(failed)).toContain('failed: no reply');
});

it('the picture has a row for each aim, a dot for each pair, and no value where there is none', async () => {
  const about = { commit: 'abc1234', node: 'v20', machine: 'linux & more' };
  const reached = await measure(sampleCase(narrow).each, { pairs: 5, maxAttempts: 1, now: setting('') });
  const tooWide = await measure(sampleCase(wide).each, { pairs: 5, maxAttempts: 1, now: setting('') });
  const picture = pictureOf(about, [reached, tooWide]);
  expect(picture).toMatch(/^<svg [^]*<\/svg>\n$/);
  expect(picture).toContain('sample &lt;1&gt;: CPU');
  expect(picture).toContain('linux &amp; more');
  expect(picture.match(/<circle/g)).toHaveLength(5);
  expect(picture).toContain('1.20, at most 1.3: reached');
  expect(picture).toContain('not measurable: spread too wide');
});
