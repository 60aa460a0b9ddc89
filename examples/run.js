// Runs all recipes, one after the other, and prints a line for each: `npm run examples`.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Jest is not installed here: `npm run test:package` runs its recipe.
const recipes = JSON.parse(readFileSync(new URL('recipes.json', import.meta.url), 'utf8')).filter(
  ({ needs }) => needs !== 'jest',
);
const env = { ...process.env, SILVUS_MOCK: 'bin/silvus-mock.js' };
const cwd = fileURLToPath(new URL('..', import.meta.url));
let failed = 0;

for (const { file, command } of recipes) {
  const [name, ...args] = command;
  const begun = performance.now();
  const { status, stdout, stderr, error } = spawnSync(name, args, {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${file.padEnd(24)} ${seconds} s`);
  if (status === 0) continue;
  failed += 1;
  console.log(error?.message ?? `${stdout}${stderr}`);
}

console.log(`${recipes.length - failed} of ${recipes.length} recipes ran`);
process.exitCode = failed === 0 ? 0 : 1;
