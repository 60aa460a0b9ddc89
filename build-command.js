import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { chunkGroups } from './build-chunks.js';

/** What is loaded first, and what a thread or a signal needs as a file of its own. */
const entries = {
  main: 'src/cli/main.ts',
  'parent-at-start': 'src/cli/start/parent-at-start.ts',
  'loop-watchdog-thread': 'src/cli/start/loop-watchdog-thread.ts',
};

/** zod has its messages in fifty languages; ours are our own, and it asks for English by itself. */
const withoutLocales = {
  name: 'without-locales',
  resolveId: { filter: { id: /\/locales\/index/ }, handler: () => '\0locales' },
  load: { filter: { id: /^\0locales$/ }, handler: () => 'export {};' },
};

/**
 * Bundles the command into `dist/command`, one chunk for each part that is loaded by itself. The licences of the
 * packages in it are in `LICENSES.txt` beside it.
 */
export async function bundleCommand(cwd) {
  const { plugin, groups } = chunkGroups(cwd);
  const bundle = await rolldown({
    cwd,
    input: entries,
    platform: 'node',
    // They are loaded with the first certificate and by fuzzing alone, as packages that are installed anyway.
    external: ['node-forge', 'fast-check'],
    plugins: [withoutLocales, plugin],
    // A module may be imported lazily by one command and at once by another.
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await bundle.write({
    dir: 'dist/command',
    format: 'cjs',
    cleanDir: true,
    codeSplitting: { groups },
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await bundle.close();
  const modules = output.flatMap((chunk) => ('moduleIds' in chunk ? chunk.moduleIds : []));
  writeFileSync(join(cwd, 'dist/command/LICENSES.txt'), licences(modules));
}

function licences(modules) {
  const folders = new Set(modules.filter((id) => id.includes('/node_modules/')).map(packageFolder));
  return [...folders].sort().map(licence).join('\n');
}

function packageFolder(module) {
  let folder = dirname(module);
  // A folder within a package may say its format in a package.json without a name.
  while (!isPackage(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

function isPackage(file) {
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version !== undefined;
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  return `${name} ${version} (${license})\n${text}`;
}
