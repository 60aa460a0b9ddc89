import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { valueAt } from '../../../src/documents/tree.js';
import { parseConfig } from '../../../src/config/schema.js';
import { root, textOf } from '../../support/markdown.js';

const text = textOf('docs/limits.md');
const inCode = [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

test('every test that docs/limits.md names is there', () => {
  const tests = inCode.filter((code) => code.startsWith('test/'));
  expect(tests.length).toBeGreaterThan(40);
  for (const file of tests) expect(existsSync(new URL(file, root)), file).toBe(true);
});

test('every setting that it names is one', () => {
  const parsed = parseConfig({});
  const settings = inCode.filter((code) =>
    /^(worker|deadlines|http|maintenance|close|journal)\.\w+$/.test(code),
  );
  expect(settings.length).toBeGreaterThan(20);
  for (const path of settings)
    expect(valueAt('config' in parsed ? parsed.config : {}, path), path).toBeDefined();
});
