import { dirname, join, resolve } from 'node:path';
import { SilvusMockError } from '../core/errors.js';
import type { Disk, OpenFolder } from '../files/disk.js';
import { fileOfDraft, removeDrafts } from '../files/drafts.js';
import { codeOf } from '../files/system-error.js';
import { UnwrittenFile, writeWhole } from '../files/whole-file.js';
import type { FlashSettings } from '../radio/settings.js';
import { flashText, maxFlashBytes } from './flash-file.js';
import type { FlashStore } from './flash-store.js';
import { UnwrittenFlash } from './flash-store.js';
import { FolderOwner } from './folder-owner.js';
import { unusable } from './system-error.js';

/** Name of a flash file, by node ID: `310061.json`. */
const flashName = /^\d{1,7}\.json$/;

/** Longest folder path in bytes for a socket in it, on the system with the lowest limit. */
const maxReachBytes = 103 - '/owner-0123456789abcdef.sock'.length;

/** The file of one radio in an open folder. */
export type FlashFile = Omit<FlashStore, 'close'>;

/** The folder of flash files, with its owner. One folder has one owner; each radio has a file in it. */
export class StateFolder {
  readonly disk: Disk;
  /** Absolute, so that a change of the working folder does not matter. */
  readonly path: string;
  /** The open folder, to be synced. */
  readonly handle: OpenFolder;
  readonly #owner: FolderOwner;

  private constructor(disk: Disk, path: string, handle: OpenFolder, owner: FolderOwner) {
    this.disk = disk;
    this.path = path;
    this.handle = handle;
    this.#owner = owner;
  }

  /**
   * Opens a folder, creates it if necessary (readable for the user alone), and removes files left by a crash.
   * Rejects with `STATE_DIR_IN_USE`, `STATE_DIR_UNUSABLE`; nothing is held then.
   */
  static async open(disk: Disk, folder: string): Promise<StateFolder> {
    const what = `the state folder "${folder}"`;
    const path = resolve(folder);
    const handle = await opened(disk, path).catch((error: unknown) => {
      throw unusable(what, error);
    });
    let owner: FolderOwner | undefined;
    try {
      owner = await FolderOwner.claim(disk, folder, await reachOf(path, handle));
      await removeDrafts(disk, path, isDraft);
      // A process that was killed may have renamed a file without syncing the folder: what is read now has to stay.
      await handle.sync();
      return new StateFolder(disk, path, handle, owner);
    } catch (error) {
      await owner?.release();
      await handle.close().catch(() => undefined);
      throw unusable(what, error);
    }
  }

  /** The file of one radio. */
  fileOf(nodeId: string): string {
    return join(this.path, `${nodeId}.json`);
  }

  /** Keeps the flash of one radio in its file. */
  storeOf(nodeId: string, model: string): FlashFile {
    const file = this.fileOf(nodeId);
    return {
      file,
      save: async (flash: FlashSettings) => {
        if (!(await this.#owner.isStill())) throw new UnwrittenFlash('the state folder is another', false);
        const text = flashText({ model, nodeid: nodeId, settings: flash });
        const bytes = Buffer.byteLength(text);
        if (bytes > maxFlashBytes) {
          const reason = `it would have ${bytes} bytes; allowed: ${maxFlashBytes}`;
          throw new UnwrittenFlash(reason, false);
        }
        await this.#write(file, text);
      },
    };
  }

  /** Releases the folder; never rejects. */
  async close(): Promise<void> {
    await this.#owner.release();
    await this.handle.close().catch(() => undefined);
  }

  async #write(path: string, text: string): Promise<void> {
    try {
      await writeWhole(this.disk, { path, text, mode: 0o600, folder: this.handle });
    } catch (error) {
      if (!(error instanceof UnwrittenFile)) throw error;
      const { reason, isInPlace } = error;
      throw new UnwrittenFlash(reason, isInPlace, { cause: error });
    }
  }
}

/** `310061.json.0123456789abcdef.new`, or `310061.json.new` as older versions named it. */
function isDraft(name: string): boolean {
  const file = fileOfDraft(name) ?? /^(.+)\.new$/.exec(name)?.[1];
  return file !== undefined && flashName.test(file);
}

/** Opens a folder; creates it if necessary. */
async function opened(disk: Disk, path: string): Promise<OpenFolder> {
  await make(disk, path);
  return disk.openFolder(path);
}

/**
 * Creates a folder and those above it, synced. Not by `mkdir` with `recursive`: that never ends where it can't create
 * anything, such as in /proc.
 */
async function make(disk: Disk, path: string, isLast = false): Promise<void> {
  try {
    await disk.makeFolder(path, 0o700);
  } catch (error) {
    // A process that was killed may have created it without syncing its name.
    if (codeOf(error) === 'EEXIST') return syncIfReadable(disk, dirname(path));
    if (codeOf(error) !== 'ENOENT' || isLast) throw error;
    await make(disk, dirname(path));
    return make(disk, path, true);
  }
  await sync(disk, dirname(path));
}

async function sync(disk: Disk, folder: string): Promise<void> {
  const opened = await disk.openFolder(folder);
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** A folder that may not be read, or is on a read-only file system, is none that an earlier start has changed. */
async function syncIfReadable(disk: Disk, folder: string): Promise<void> {
  try {
    await sync(disk, folder);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error;
  }
}

/** A path of the folder that is short enough for a socket in it. */
async function reachOf(path: string, handle: OpenFolder): Promise<string> {
  if (Buffer.byteLength(path) <= maxReachBytes) return path;
  const reach = await handle.shortPath();
  if (reach !== undefined) return reach;
  throw new SilvusMockError(
    'STATE_DIR_UNUSABLE',
    `the state folder "${path}" can't be used: its path is too long; allowed on this system: ${maxReachBytes} bytes`,
  );
}
