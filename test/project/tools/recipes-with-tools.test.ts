import { expect, test } from 'vitest';
import { recipes, runRecipe } from '../../support/recipes.js';

test.each(recipes.filter(({ needs }) => needs !== undefined && needs !== 'jest'))(
  '$file runs with $needs',
  async (recipe) => {
    const { code, stdout, stderr } = await runRecipe(recipe);
    expect(code, `${stdout}${stderr}`).toBe(0);
  },
);
