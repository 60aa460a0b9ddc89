import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { SilvusMockError } from '../core/errors.js';
import type { FlashSettings } from '../radio/settings.js';
import { flashText, maxFlashBytes } from './flash-file.js';
import type { FlashStore } from './flash-store.js';
import { UnwrittenFlash } from './flash-store.js';
import { FolderOwner } from './folder-owner.js';
import { codeOf, unusable } from './system-error.js';
import { draftEnding, syncFolder, writeWhole } from './whole-file.js';

/** Name of a flash file, by node ID: `310061.json`. */
const flashName = /^\d{1,7}\.json$/;

/** Longest folder path in bytes for a socket in it, on the system with the lowest limit. */
const maxReachBytes = 103 - '/owner-0123456789abcdef.sock'.length;

/** The folder of flash files, with its owner. One folder has one owner; each radio has a file in it. */
export class StateFolder {
  /** Absolute, so that a change of the working folder does not matter. */
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #owner: FolderOwner;

  private constructor(path: string, handle: FileHandle, owner: FolderOwner) {
    this.path = path;
    this.#handle = handle;
    this.#owner = owner;
  }

  /**
   * Opens a folder, creates it if necessary (readable for the user alone), and removes files left by a crash.
   * Rejects with `STATE_DIR_IN_USE`, `STATE_DIR_UNUSABLE`; nothing is held then.
   */
  static async open(folder: string): Promise<StateFolder> {
    const what = `the state folder "${folder}"`;
    const path = resolve(folder);
    const handle = await opened(path).catch((error: unknown) => {
      throw unusable(what, error);
    });
    let owner: FolderOwner | undefined;
    try {
      owner = await FolderOwner.claim(folder, await reachOf(path, handle));
      for (const name of await readdir(path)) if (isDraft(name)) await rm(join(path, name), { force: true });
      return new StateFolder(path, handle, owner);
    } catch (error) {
      await owner?.release();
      await handle.close();
      throw unusable(what, error);
    }
  }

  /** The open folder, to be synced. */
  get handle(): FileHandle {
    return this.#handle;
  }

  /** The file of one radio. */
  fileOf(nodeId: string): string {
    return join(this.path, `${nodeId}.json`);
  }

  /** Keeps the flash of one radio in its file; closing it closes the folder. */
  storeOf(nodeId: string, model: string): FlashStore {
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
        await writeWhole(file, text, this.#handle);
      },
      close: () => this.close(),
    };
  }

  /** Releases the folder; never rejects. */
  async close(): Promise<void> {
    await this.#owner.release();
    await this.#handle.close().catch(() => undefined);
  }
}

function isDraft(name: string): boolean {
  return name.endsWith(draftEnding) && flashName.test(name.slice(0, -draftEnding.length));
}

/** Opens a folder; creates it if necessary. */
async function opened(path: string): Promise<FileHandle> {
  await make(path);
  // Opening a pipe would wait for a writer.
  return open(path, constants.O_RDONLY | constants.O_DIRECTORY);
}

/** Creates a folder and those above it, synced. `mkdir` with `recursive` never ends where it can't: /proc. */
async function make(path: string, isLast = false): Promise<void> {
  try {
    await mkdir(path, 0o700);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || isLast) throw error;
    await make(dirname(path));
    await make(path, true);
    return;
  }
  const above = await open(dirname(path), 'r');
  await syncFolder(above).finally(() => above.close());
}
/** A path of the folder that is short enough for a socket in it. */
async function reachOf(path: string, handle: FileHandle): Promise<string> {
  if (Buffer.byteLength(path) <= maxReachBytes) return path;
  const reach = `/proc/self/fd/${handle.fd}`;
  const leadsThere = await stat(reach).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (leadsThere) return reach;
  throw new SilvusMockError(
    'STATE_DIR_UNUSABLE',
    `the state folder "${path}" can't be used: its path is too long; allowed on this system: ${maxReachBytes} bytes`,
  );
}
