import { expect, test } from 'vitest';
import { textOf } from '../../support/markdown.js';

type Names = Readonly<Record<string, string>>;

const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as {
  dependencies: Names;
  devDependencies: Names;
};
const document = textOf('docs/dependencies.md');

/** Each has a heading of its own, under which its reason stands. */
const described = [...document.matchAll(/^### `([^`]+)`$/gm)].map(({ 1: name }) => name);

test('every dependency has its reason in docs/dependencies.md', () => {
  const declared = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  expect(declared.filter((name) => !described.includes(name))).toEqual([]);
});

test('docs/dependencies.md describes nothing that is no dependency any more', () => {
  const declared = new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]);
  expect(described.filter((name) => name === undefined || !declared.has(name))).toEqual([]);
});
