import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Files, folderWith } from './folder.js';
import { root } from './markdown.js';
import { type Printed, program } from './shell.js';

const inRoot = (path: string) => fileURLToPath(new URL(path, root));

/** Makes a project of a user's own that has this package and vitest installed, and gives its folder. */
function userProject(files: Files): string {
  const folder = folderWith({ 'package.json': '{ "type": "module" }\n', ...files });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(inRoot('.'), join(folder, 'node_modules/silvus-mock'), 'dir');
  symlinkSync(inRoot('node_modules/vitest'), join(folder, 'node_modules/vitest'), 'dir');
  return folder;
}

/** Runs a user's test file by vitest in a process of its own. */
export function runByVitest(text: string, ...flags: string[]): Promise<Printed> {
  const folder = userProject({ 'user.test.js': text });
  const vitest = inRoot('node_modules/vitest/vitest.mjs');
  return program(process.execPath, [vitest, 'run', '--root', folder, ...flags], { NO_COLOR: '1', CI: '1' });
}
