import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds `dist` if a source is newer: the tests of the command line run what users run. */
export default async function setup(): Promise<void> {
  // The build writes it last.
  const built = `${root}dist/package.json`;
  const since = existsSync(built) ? statSync(built).mtimeMs : -Infinity;
  if (Math.max(newest(`${root}src`), newest(`${root}page`)) > since)
    await promisify(execFile)('npm', ['run', 'build'], { cwd: root });
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    // The build itself writes it.
    (each) => each.isFile() && each.name !== 'openapi.d.ts',
  );
  return Math.max(...files.map(({ parentPath, name }) => statSync(`${parentPath}/${name}`).mtimeMs));
}
