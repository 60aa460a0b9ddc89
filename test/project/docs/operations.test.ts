import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { exitCodes } from '../../../src/cli/exit-codes.js';
import { anchorsOf, root, textOf } from '../../support/markdown.js';

const operations = textOf('docs/operations.md');

test('every exit code has its row', () => {
  const rows = [...operations.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code));
  expect(Object.values(exitCodes).filter((code) => !rows.includes(code))).toEqual([]);
});

test('every file that it installs or names under deploy/ is there', () => {
  const named = operations.match(/(?<![\w/])deploy\/[\w./-]*[\w]/g) ?? [];
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert?: string }[] }[];
}

test('every alert has its section', () => {
  const folder = new URL('deploy/prometheus/', root);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yml')) : [];
  const alerts = files
    .map((file) => parse(textOf(`deploy/prometheus/${file}`)) as Rules)
    .flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? [])));
  const sections = anchorsOf(operations.slice(operations.indexOf('\n## Alerts')));
  expect(alerts.filter((alert) => !sections.has(alert.toLowerCase()))).toEqual([]);
});
