import { expect, test } from 'vitest';
import { markdownFiles, textOf } from '../../support/markdown.js';

/** Where packages come from is the affair of the one who installs: no file of the project names a registry. */
const registry = /\bregistry\.[\w-]+\.|npmjs\.(com|org)|_auth(Token)?\b|^\s*registry\s*=/im;

const files = ['package.json', 'package-lock.json', '.npmrc', ...markdownFiles()];

test.each(files)('%s names no registry host and no credentials', (file) => {
  expect(textOf(file)).not.toMatch(registry);
});

test('package-lock.json holds no address to load a package from', () => {
  const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, object> };
  expect(Object.keys(packages).length).toBeGreaterThan(1);
  expect(Object.entries(packages).filter(([, entry]) => 'resolved' in entry)).toEqual([]);
});

test('every package in package-lock.json carries its checksum', () => {
  const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, object> };
  const without = Object.entries(packages).filter(
    ([place, entry]) => place !== '' && !('integrity' in entry),
  );
  expect(without.map(([place]) => place)).toEqual([]);
});

test('.npmrc keeps it so', () => {
  expect(textOf('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
});
