import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { methodDeclarations } from '../../src/index.js';
import { exchangeFiles } from '../support/exchanges.js';
import { outcome } from '../support/json-rpc-client.js';
import { root, textOf } from '../support/markdown.js';
import { running } from '../support/radio.js';

const names = z.record(z.string(), z.array(z.string()).min(1));
const known = z
  .strictObject({ about: z.string(), has: names, hasNot: names })
  .parse(JSON.parse(readFileSync(new URL('fixtures/known-methods.json', root), 'utf8')));

const has = Object.entries(known.has).flatMap(([section, each]) => each.map((name) => ({ section, name })));
const hasNot = Object.values(known.hasNot).flat();

test('every method that is known is in the catalogue, cites its section and has exchanges', () => {
  const files = new Set(exchangeFiles().map(({ name }) => name));
  const lacking = has.filter(({ section, name }) => {
    const declaration = methodDeclarations.find((each) => each.name === name);
    return declaration?.source.includes(`(interface.md ${section}`) !== true || !files.has(`methods/${name}`);
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
