import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync('docs/reliability.md', 'utf8');

test('every test and proof that a promise names is there', () => {
  const named = [...text.matchAll(/`(?:node (?:--\S+ )*)?(test\/[^\s`]+)/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('every promise says what holds it and what was last seen', () => {
  const rows = text.split('\n').filter((line) => /^\| [A-Z]/.test(line) && !line.startsWith('| Promise'));
  expect(rows.length).toBeGreaterThan(10);
  const cells = rows.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()));
  expect(cells.filter((row) => row.length !== 3 || row.some((cell) => cell === ''))).toEqual([]);
  expect(rows.filter((row) => !row.includes('`test/'))).toEqual([]);
});
