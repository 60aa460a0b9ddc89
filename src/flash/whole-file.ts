import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { UnwrittenFlash } from './flash-store.js';
import { codeOf } from './system-fault.js';

/** What a file is called until all of it is written. One file has one: what a crash leaves is overwritten or cleaned. */
export const draftEnding = '.new';

/** Codes of file systems that can't sync a folder, and have no need to. */
const noFolderSync = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'EBADF']);

/**
 * Writes a file so that its name always stands for a whole text, the old or the new: a draft, synced, renamed, and
 * its folder synced. Readable for its owner alone. Rejects with {@link UnwrittenFlash}; no draft is left then.
 * @param folder the open folder of the file
 */
export async function writeWhole(file: string, text: string, folder: FileHandle): Promise<void> {
  const draft = `${file}${draftEnding}`;
  try {
    await writeSynced(draft, text);
    await rename(draft, file);
  } catch (fault) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw unwritten(fault, false);
  }
  await syncFolder(folder).catch((fault: unknown) => {
    throw unwritten(fault, true);
  });
}

/** Makes sure that the names in a folder stay. */
export async function syncFolder(folder: FileHandle): Promise<void> {
  try {
    await folder.sync();
  } catch (fault) {
    if (!noFolderSync.has(codeOf(fault) ?? '')) throw fault;
  }
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A fault of the operating system as it may be told on the wire. */
export function unwritten(fault: unknown, isInPlace: boolean): UnwrittenFlash {
  return new UnwrittenFlash(codeOf(fault) ?? 'it failed', isInPlace, { cause: fault });
}
