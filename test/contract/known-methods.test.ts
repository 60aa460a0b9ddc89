import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { methodDeclarations } from '../../src/index.js';
import { exchangeFiles } from '../support/exchanges.js';
import { outcome } from '../support/json-rpc-client.js';
import { root, textOf } from '../support/markdown.js';
import { running } from '../support/radio.js';

const names = z.record(z.string(), z.array(z.string()).min(1));
const { hasNot: reasons } = z
  .strictObject({ about: z.string(), hasNot: names })
  .parse(JSON.parse(readFileSync(new URL('fixtures/unknown-methods.json', root), 'utf8')));

const { sections } = z
  .strictObject({ about: z.string(), sections: names })
  .parse(JSON.parse(readFileSync(new URL('fixtures/known-methods.json', root), 'utf8')));

/** Every method that is known has a file of exchanges. */
const has = exchangeFiles()
  .filter(({ name }) => name.startsWith('methods/'))
  .map(({ name, section }) => ({ section, name: name.slice('methods/'.length) }));
const hasNot = Object.values(reasons).flat();

test('every method that is known is in the catalogue, and cites the section that its file names', () => {
  expect(has.length).toBeGreaterThan(80);
  const lacking = has.filter(({ section = 'none', name }) => {
    const declaration = methodDeclarations.find((each) => each.name === name);
    return declaration?.source.includes(`(interface.md ${section}`) !== true;
  });
  expect(lacking).toEqual([]);
});

test('the catalogue has no method that is not known', () => {
  const listed = new Set(has.map(({ name }) => name));
  expect(methodDeclarations.map(({ name }) => name).filter((name) => !listed.has(name))).toEqual([]);
});

/** What the project says of a method that its sources name: a row of the table of all of them. */
function rowOf(section: string, name: string) {
  const declaration = methodDeclarations.find((each) => each.name === name);
  if (declaration === undefined) return { section, name, absent: hasNot.includes(name) };
  const { source, trust, assumption } = declaration;
  return { section, name, source, trust, assumption, fixture: has.some((each) => each.name === name) };
}

test('the table of methods that sources name has no gap: each with fixture, source and trust, or known to be none', () => {
  const table = Object.entries(sections).flatMap(([section, each]) =>
    each.map((name) => rowOf(section, name)),
  );
  expect(table.length).toBeGreaterThan(110);
  const gaps = table.filter((row) =>
    'absent' in row
      ? !row.absent
      : !row.fixture ||
        !/^[A-Z][A-Za-z0-9, ]+ \(interface\.md /.test(row.source) ||
        !row.source.includes(`(interface.md ${row.section}`) ||
        row.assumption === '',
  );
  expect(gaps).toEqual([]);
});

test('every key that a source cites is explained in section 0 of the document', () => {
  const document = textOf('docs/interface.md');
  const keys = document.slice(document.indexOf('## 0. Sources'), document.indexOf('## A. Transport'));
  const cited = methodDeclarations.flatMap(({ source }) => source.replace(/ \(.*/, '').split(', '));
  const explained = new Set(
    [...keys.matchAll(/^\| ([^|]+?) +\|/gm)].flatMap(([, key = '']) => key.split(', ')),
  );
  expect([...new Set(cited)].filter((key) => !explained.has(key))).toEqual([]);
});

test('what is known to be none, or of which no answer is known, is not found, and the document says so', async () => {
  const document = textOf('docs/interface.md');
  const mock = await running();
  expect(hasNot.length).toBeGreaterThan(5);
  for (const name of hasNot) {
    expect(await outcome(mock, name), name).toBe('Method not found');
    expect(document).toContain(`\`${name}\``);
  }
});
