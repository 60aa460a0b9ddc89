import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Files by their path inside a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Makes a folder with these files; it is gone when the test has finished. */
export function folderWith(files: Files = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'silvus-mock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

/** As {@link folderWith}, and works there until the test has finished. */
export function workingIn(files: Files = {}): string {
  const before = process.cwd();
  const folder = folderWith(files);
  process.chdir(folder);
  // Hooks run last in, first out: the folder is left before it goes.
  onTestFinished(() => process.chdir(before));
  return folder;
}
