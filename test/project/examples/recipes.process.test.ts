import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root, textOf } from '../../support/markdown.js';
import { recipes, runRecipe } from '../../support/recipes.js';

const withNodeAlone = recipes.filter(({ needs }) => needs === undefined);

test.each(withNodeAlone)('$file runs', async (recipe) => {
  const { code, stdout, stderr } = await runRecipe(recipe);
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
});

/** What recipes share. */
const notRecipes = ['call.mjs', 'recipes.json', 'run.js', 'scenario.yaml', 'vitest.config.mjs'];

test('every file under examples is a recipe, and each stands in the cookbook', () => {
  const files = readdirSync(new URL('examples/', root)).filter((file) => !notRecipes.includes(file));
  expect([...files].sort()).toEqual(recipes.map(({ file }) => file).sort());
  const cookbook = textOf('docs/cookbook.md');
  const linked = [...cookbook.matchAll(/\(\.\.\/examples\/([^)]+)\)/g)].map(([, file]) => file);
  expect(linked).toEqual(recipes.map(({ file }) => file));
});

test('recipes import the package by its name, as a user does', () => {
  for (const { file } of recipes.filter(({ file }) => /\.[cm]js$/.test(file))) {
    const text = textOf(`examples/${file}`);
    expect(text, file).toMatch(/(from |require\()'silvus-mock(\/vitest)?'/);
    expect(text, file).not.toMatch(/(from |require\()'[^']*(src|dist)\//);
  }
});

test('other recipes run the command of the project that they are copied to', () => {
  const others = recipes.filter(({ file }) => /\.(py|sh|java)$/.test(file));
  expect(others.length).toBeGreaterThan(2);
  for (const { file } of others) {
    expect(textOf(`examples/${file}`), file).toContain('node_modules/.bin/silvus-mock');
    expect(textOf(`examples/${file}`), file).not.toContain('silvus-mock.js');
  }
});
