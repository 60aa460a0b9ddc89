import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { root } from './markdown.js';
import type { Printed } from './shell.js';

const recipeSchema = z.strictObject({
  file: z.string(),
  command: z.array(z.string()).min(2),
  /** A tool beside Node.js, or a test runner that is not installed here. */
  needs: z.string().optional(),
});

/** A recipe of the cookbook. */
export type Recipe = z.output<typeof recipeSchema>;

/** The recipes, in the order of the cookbook. */
export const recipes: readonly Recipe[] = z
  .array(recipeSchema)
  .parse(JSON.parse(readFileSync(new URL('examples/recipes.json', root), 'utf8')));

/** Longer than any recipe runs, ms. */
const longestRun = 110_000;

/** Runs a recipe as `npm run examples` does, or in a project that has installed the package. */
export function runRecipe({ command: [name = '', ...args] }: Recipe, project?: string): Promise<Printed> {
  // What this process has set for its own run by vitest must not reach a vitest inside a recipe.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('VITEST')));
  const child = spawn(name, args, {
    cwd: project ?? fileURLToPath(root),
    env: { ...env, NO_COLOR: '1', ...(project === undefined ? { SILVUS_MOCK: 'bin/silvus-mock.js' } : {}) },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longestRun,
    killSignal: 'SIGKILL',
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...texts }));
  });
}
