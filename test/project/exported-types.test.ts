import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files whose exports are for users of the package. */
const entries = [
  'src/index.ts',
  'src/vitest/vitest.ts',
  'src/reports/reports.ts',
  'src/fast-check/fast-check.ts',
];

// knip, in `npm run check`, counts a type as used where another exported name of its own file mentions it.
test('each exported type of src is imported by another file', () => {
  const imported = new Set(['src', 'test', 'docs', 'bench'].flatMap(filesIn).flatMap(importsOf));
  const unused = filesIn('src')
    .filter((file) => !entries.includes(file))
    .flatMap(typesOf)
    .filter((type) => !imported.has(type));
  expect(unused, 'no other file imports these: take the word export away').toEqual([]);
  expect(imported.size).toBeGreaterThan(100);
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length));
}

/** The exported types of a file: `src/worker/job.ts: Job`. */
function typesOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name = '']) => `${file}: ${name}`);
}

/** All that a file imports, or exports again, by name. Comments of JavaScript count: `@import { Job } from`. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const named = [...text.matchAll(/\{([^{}]*)\}\s*from\s*'(\.[^']*)'/g)].flatMap(
    ([, names = '', from = '']) => names.split(',').map((name) => [from, name] as const),
  );
  const types = [...text.matchAll(/import\('(\.[^']*)'\)\.(\w+)/g)].map(
    ([, from = '', name = '']) => [from, name] as const,
  );
  return [...named, ...types].map(([from, name]) => {
    const path = join(dirname(file), from).replace(/\.js$/, '.ts');
    return `${path}: ${name
      .replace(/\bas\b.*/s, '')
      .replace(/\btype\b/, '')
      .trim()}`;
  });
}
