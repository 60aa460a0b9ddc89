import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/schema.js';
import { valueAt } from '../../../src/documents/tree.js';
import { root, textOf } from '../../support/markdown.js';

const text = textOf('docs/limits.md');
const codesIn = (part: string) => [...part.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
const inCode = codesIn(text);

const parsed = parseConfig({});
const defaults = 'config' in parsed ? parsed.config : {};

/** One row of a table: its cells by the heads of their columns. */
type Row = Readonly<Record<string, string>>;

/** The rows of all tables of the document. */
function rowsOf(markdown: string): readonly Row[] {
  const rows: Row[] = [];
  let heads: readonly string[] = [];
  for (const line of markdown.split('\n')) {
    const cells = line.startsWith('|') ? line.split('|').slice(1, -1) : [];
    const trimmed = cells.map((cell) => cell.trim());
    if (trimmed.length === 0) heads = [];
    else if (heads.length === 0) heads = trimmed;
    else if (!/^-+$/.test(trimmed[0] ?? ''))
      rows.push(Object.fromEntries(heads.map((head, index) => [head, trimmed[index] ?? ''])));
  }
  return rows;
}

const rows = rowsOf(text).map((row) => {
  const { What: what = '', Reason: reason = '', Bound: bound = '', Setting: setting = '' } = row;
  const tests = codesIn(row['Held by'] ?? row['Test'] ?? '');
  return { name: what === '' ? reason : what, what, reason, bound, setting, tests };
});

const units: Readonly<Record<string, number>> = {
  KiB: 1_024,
  MiB: 1_048_576,
  ms: 1,
  s: 1_000,
  h: 3_600_000,
};

/** The number that a bound begins with, in bytes or ms where it has such a unit. */
function numberOf(bound: string): number | undefined {
  if (bound.startsWith('none')) return 0;
  const [, digits, unit = ''] = /^([\d,]+\d|\d)(?![.\d])(?: (KiB|MiB|ms|s|h)\b)?/.exec(bound) ?? [];
  return digits === undefined ? undefined : Number(digits.replaceAll(',', '')) * (units[unit] ?? 1);
}

/** A number as a test may write it: 8192, 8_192, 8,192. */
const written = (number: number) =>
  `(?<![\\d_,.])${String(number).replace(/\B(?=(\d{3})+$)/g, '[_,]?')}(?![\\d_]|,\\d)`;

/** Not to the byte: a pipe of the system's own size holds some more. */
const inexact = ['Bytes of log lines that wait'];

test('every test that docs/limits.md names is there', () => {
  const tests = inCode.filter((code) => code.startsWith('test/'));
  expect(tests.length).toBeGreaterThan(40);
  for (const file of tests) expect(existsSync(new URL(file, root)), file).toBe(true);
});

test('every setting that it names is one', () => {
  const settings = inCode.filter((code) =>
    /^(worker|deadlines|http|maintenance|gpsd|close|journal)\.\w+$/.test(code),
  );
  expect(settings.length).toBeGreaterThan(20);
  for (const path of settings) expect(valueAt(defaults, path), path).toBeDefined();
});

test('every row names a test', () => {
  expect(rows.length).toBeGreaterThan(90);
  expect(rows.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

const withDefault = rows.flatMap(({ what, bound, setting }) => {
  const [path = '', ...more] = codesIn(setting).filter((code) => /^\w+\.\w+$/.test(code));
  const value = valueAt(defaults, path);
  const isPlain = more.length === 0 && typeof value === 'number' && numberOf(bound) !== undefined;
  return isPlain ? [{ what, bound, path, value }] : [];
});

describe('a bound is the default of its setting', () => {
  test('of many rows', () => {
    expect(withDefault.length).toBeGreaterThan(25);
  });

  test.each(withDefault)('$what: $path', ({ bound, value }) => {
    expect(numberOf(bound)).toBe(value);
  });
});

const counted = rows.flatMap(({ what, bound, tests }) => {
  const number = numberOf(bound);
  const isTime = /^[\d,.]+ (ms|s|h)\b/.test(bound);
  const [amount = ''] = /^\d[\d,]*(?<=\d)(?: [KM]iB)?(?!\.)/.exec(bound) ?? [];
  const isCount = number !== undefined && number > 1 && !isTime && amount !== '' && !inexact.includes(what);
  return isCount ? [{ what, amount, number, tests }] : [];
});

describe('a test stands at the bound and one above it', () => {
  test('in many rows', () => {
    expect(counted.length).toBeGreaterThan(25);
  });

  test.each(counted)('$what: $amount', ({ amount, number, tests }) => {
    const sources = tests.map(textOf).join('\n');
    expect(sources).toMatch(new RegExp(`${written(number)}|\\b${amount}\\b`));
    expect(sources).toMatch(new RegExp(`${written(number + 1)}|\\bone (byte )?more\\b| \\+ 1\\b`));
  });
});

const reasons = rows.flatMap(({ reason, tests }) => codesIn(reason).map((code) => ({ code, tests })));

describe('a test sees the reason', () => {
  test('of each end and refusal', () => {
    expect(reasons.length).toBeGreaterThan(20);
  });

  test.each(reasons)('$code', ({ code, tests }) => {
    expect(tests.map(textOf).join('\n')).toMatch(new RegExp(`(['"]${code}['"]|\\b${code}:|\\{ ${code} \\})`));
  });
});
