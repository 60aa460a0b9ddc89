import { isError } from '../core/realm.js';
import type { Disk, FileFacts, OpenFile, OpenFolder } from './disk.js';
import { newDraftName, removeSame } from './drafts.js';
import { NoRegularFile, isSameFile, regularOrNothing } from './regular-file.js';
import { codeOf } from './system-error.js';

/** A file to be written. */
interface WholeFile {
  readonly path: string;
  readonly text: string;
  /** Permissions of a new file. */
  readonly mode: number;
  /** The open folder of the file. */
  readonly folder: OpenFolder;
}

/** A file could not be written. No draft is left, unless the disk refuses to remove it. */
export class UnwrittenFile extends Error {
  /** Reason without any path: `ENOSPC`. */
  readonly reason: string;
  /** True if the file has the new text, but may not keep it after a power cut. */
  readonly isInPlace: boolean;

  constructor(cause: unknown, isInPlace: boolean) {
    super(isError(cause) ? cause.message : String(cause), { cause });
    this.name = 'UnwrittenFile';
    this.reason = cause instanceof NoRegularFile ? cause.reason : (codeOf(cause) ?? 'it failed');
    this.isInPlace = isInPlace;
  }
}

/**
 * Writes a file so that its name always has a complete text, the old or the new: a draft of an unpredictable name,
 * synced, renamed, and its folder synced. Anything but a regular file at its place is refused, and stays. Resolves
 * with the facts of the new file; rejects with {@link UnwrittenFile}.
 */
export async function writeWhole(disk: Disk, { path, text, mode, folder }: WholeFile): Promise<FileFacts> {
  const draft = newDraftName(path);
  let written: FileFacts | undefined;
  try {
    regularOrNothing(await disk.facts(path));
    const file = await disk.createFile(draft, mode);
    try {
      written = await file.facts();
      await writeAll(file, Buffer.from(text));
      await file.sync();
    } finally {
      await file.close();
    }
    await disk.rename(draft, path);
  } catch (error) {
    await removeSame(disk, draft, written);
    // A rename may fail after it has been done, such as over a network.
    throw new UnwrittenFile(error, isSameFile(written, await factsAtLast(disk, path)));
  }
  await folder.sync().catch((error: unknown) => {
    throw new UnwrittenFile(error, true);
  });
  return written;
}

/** Looks up to three times: what a failed write has left decides what the radio believes. Undefined if nothing can be seen. */
async function factsAtLast(disk: Disk, path: string): Promise<FileFacts | undefined> {
  for (let look = 0; look < 3; look += 1) {
    try {
      return await disk.facts(path);
    } catch {
      // A disk that fails now and then may answer the next time.
    }
  }
  return undefined;
}

async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const count = await file.write(bytes.subarray(at), at);
    if (count === 0) throw new Error('the disk takes no bytes');
    at += count;
  }
}
