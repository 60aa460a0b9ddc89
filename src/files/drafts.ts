import { randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';
import type { Disk, FileFacts } from './disk.js';
import { isSameFile } from './regular-file.js';

/** Drafts that one start removes at most: a folder with more was filled by another program. */
const maxRemoved = 1_000;

/**
 * A new name for the draft of a file: `310061.json.0123456789abcdef.new`. Nobody can guess it and put a link there.
 * It does not come from the seed, since nothing that is simulated depends on it, and a seed can be guessed.
 */
export function newDraftName(file: string): string {
  return `${file}.${randomBytes(8).toString('hex')}.new`;
}

/** The name of the file whose draft this is; undefined for any other name. */
export function fileOfDraft(name: string): string | undefined {
  return /^(.+)\.[0-9a-f]{16}\.new$/.exec(basename(name))?.[1];
}

/** Removes a file if it still is the one that is meant; never rejects. */
export async function removeSame(disk: Disk, path: string, written: FileFacts | undefined): Promise<void> {
  try {
    if (isSameFile(written, await disk.facts(path))) await disk.remove(path);
  } catch {
    // The next start removes it.
  }
}

/**
 * Removes the drafts that a crash has left: regular files of these names, nothing else.
 * @param isDraft true for the name of a draft
 * @param before a younger file stays, ms since 1970: another process may be writing it
 */
export async function removeDrafts(
  disk: Disk,
  folder: string,
  isDraft: (name: string) => boolean,
  before = Infinity,
): Promise<void> {
  const names = (await disk.list(folder)).filter(isDraft);
  for (const name of names.slice(0, maxRemoved)) {
    const path = join(folder, name);
    const facts = await disk.facts(path);
    if (facts?.kind === 'file' && facts.changedAt < before) await disk.remove(path);
  }
}
