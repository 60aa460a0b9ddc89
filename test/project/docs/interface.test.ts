import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settings } from '../../../src/config/settings/settings.js';
import { loadModel, methodDeclarations, modelNames } from '../../../src/index.js';
import { root, textOf } from '../../support/markdown.js';

const document = textOf('docs/interface.md');

/** The sections that exist: `A`, `A.3`, `F.21`. */
const sections = new Set([...document.matchAll(/^#+ ([A-F](?:\.\d+)?)\.? /gm)].map(({ 1: name }) => name));

/** The sections that a text cites: `interface.md B.1, F.19`. */
function citationsIn(text: string): readonly string[] {
  return [...text.matchAll(/interface\.md ([A-F](?:\.?\d+)?(?:, [A-F](?:\.?\d+)?)*)\b/g)].flatMap(
    ({ 1: list = '' }) => list.split(', '),
  );
}

const sources = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/${file}`);

test('every section that the code cites exists', () => {
  const cited = sources.flatMap((file) =>
    citationsIn(readFileSync(new URL(file, root), 'utf8')).map((section) => `${section} in ${file}`),
  );
  expect(cited).not.toEqual([]);
  expect(cited.filter((each) => !sections.has(each.split(' ')[0]))).toEqual([]);
});

test('every section that a method or a model cites exists', () => {
  const texts = [
    ...methodDeclarations.map(({ source }) => source),
    ...modelNames().map((name) => loadModel(name).description),
  ];
  expect(texts.flatMap(citationsIn).filter((section) => !sections.has(section))).toEqual([]);
  expect(methodDeclarations.filter(({ source }) => citationsIn(source).length === 0)).toEqual([]);
});

test('every method is described, and every assumption has a setting or is called fixed', () => {
  for (const { name } of methodDeclarations) expect(document).toContain(`\`${name}\``);
  const rows = document.split('\n').filter((line) => /\| –\s+\| –\s+\|/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => !/(fixed|`[\w.]+`)[^|]*\|$/.test(row))).toEqual([]);
});

test('every setting that it names exists', () => {
  const branches = new Set(settings.map(({ path }) => path.split('.')[0]));
  const named = [...document.matchAll(/`(\w+)\.(\w+)`/g)].map(({ 1: branch, 2: key }) => ({ branch, key }));
  const wrong = named
    .filter(({ branch }) => branches.has(branch))
    .map(({ branch, key }) => `${branch ?? ''}.${key ?? ''}`)
    .filter((path) => !settings.some((setting) => setting.path === path));
  expect(wrong).toEqual([]);
});
