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

test('what is known to be none, or of which no answer is known, is not found, and the document says so', async () => {
  const document = textOf('docs/interface.md');
  const mock = await running();
  expect(hasNot.length).toBeGreaterThan(5);
  for (const name of hasNot) {
    expect(await outcome(mock, name), name).toBe('Method not found');
    expect(document).toContain(`\`${name}\``);
  }
});
