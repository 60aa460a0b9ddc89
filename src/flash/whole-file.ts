import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { UnwrittenFlash } from './flash-store.js';
import { codeOf } from './system-error.js';

/** Ending of a file that is not complete. One left by a crash is overwritten or removed. */
export const draftEnding = '.new';

/** Error codes of file systems that can't sync a folder, and don't need to. */
const noFolderSync = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'EBADF']);

/**
 * Writes a file so that its name always has a complete text, the old or the new: a draft, synced, renamed, and its
 * folder synced. Readable for the user alone. Rejects with {@link UnwrittenFlash}; no draft is left then.
 * @param folder the open folder of the file
 */
export async function writeWhole(file: string, text: string, folder: FileHandle): Promise<void> {
  const draft = `${file}${draftEnding}`;
  try {
    await writeSynced(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw unwritten(error, false);
  }
  await syncFolder(folder).catch((error: unknown) => {
    throw unwritten(error, true);
  });
}

/** Syncs the names in a folder. */
export async function syncFolder(folder: FileHandle): Promise<void> {
  try {
    await folder.sync();
  } catch (error) {
    if (!noFolderSync.has(codeOf(error) ?? '')) throw error;
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

/** An error of the operating system without any path, as clients may see it. */
function unwritten(error: unknown, isInPlace: boolean): UnwrittenFlash {
  return new UnwrittenFlash(codeOf(error) ?? 'it failed', isInPlace, { cause: error });
}
