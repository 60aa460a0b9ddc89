// Builds dist: `npm run build`. The library is CommonJS, so that Jest can load it and a process has it once; the entry
// for vitest is an ES module. The command is bundled with what it uses, since most of its start is finding files.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { bundleCommand } from './build-command.js';

const cwd = fileURLToPath(new URL('.', import.meta.url));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

async function compile(configuration, ...options) {
  const child = spawn(process.execPath, [tsc, '-p', configuration, ...options], { cwd, stdio: 'inherit' });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`tsc -p ${configuration} ended with ${status}`);
}

/** Says in which format Node.js and TypeScript read the .js and .d.ts files of a folder. */
function declareFormat(folder, type) {
  writeFileSync(`${cwd}${folder}/package.json`, `${JSON.stringify({ type })}\n`);
}

// All of it as ES modules, with types, and the library's modules once more, which come over them. The type check of the
// first takes as long as all the others.
const commonjs = 'dist/commonjs';
rmSync(`${cwd}${commonjs}`, { recursive: true, force: true });
const parts = await Promise.allSettled([
  compile('tsconfig.build.json'),
  compile('tsconfig.build.commonjs.json', '--outDir', commonjs),
  bundleCommand(cwd),
  build({ root: `${cwd}page`, configFile: `${cwd}page/vite.config.ts`, logLevel: 'warn' }),
]);
const failed = parts.find(({ status }) => status === 'rejected');
if (failed !== undefined) throw failed.reason;
cpSync(`${cwd}${commonjs}`, `${cwd}dist`, { recursive: true });
rmSync(`${cwd}${commonjs}`, { recursive: true });
declareFormat('dist/cli', 'module');
declareFormat('dist/vitest', 'module');
declareFormat('dist/command', 'commonjs');
declareFormat('dist', 'commonjs');
// The page's types are made from the OpenAPI document of the simulator that has just been built.
await import('./page/generate-types.js');
// Last: its time is that of a whole build (test/support/build.ts).
declareFormat('dist', 'commonjs');
