import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { SilvusMockError } from '../core/errors.js';
import type { FlashSettings } from '../radio/settings.js';
import { flashText } from './flash-file.js';
import type { FlashStore } from './flash-store.js';
import { UnwrittenFlash } from './flash-store.js';
import { FolderOwner } from './folder-owner.js';
import { codeOf, unusable } from './system-fault.js';
import { draftEnding, syncFolder, writeWhole } from './whole-file.js';

/** What flash is kept of: `310061.json`, by node ID. */
const flashName = /^\d{1,7}\.json$/;

/** Longest path of a socket in bytes, on the system that takes the shortest, with room for its name. */
const longestReach = 103 - '/owner-0123456789abcdef.sock'.length;

/** The folder in which flash is kept, as its owner has it. One folder has one owner; each radio has a file in it. */
export class StateFolder {
  /** Absolute, so that it stays the same wherever the program goes. */
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #owner: FolderOwner;

  private constructor(path: string, handle: FileHandle, owner: FolderOwner) {
    this.path = path;
    this.#handle = handle;
    this.#owner = owner;
  }

  /**
   * Opens a folder, makes it if it is not there (for its owner alone), and removes what a crash has left.
   * Rejects with `STATE_DIR_IN_USE`, `STATE_DIR_UNUSABLE`; nothing is held then.
   */
  static async open(folder: string): Promise<StateFolder> {
    const what = `the state folder "${folder}"`;
    const path = resolve(folder);
    const handle = await opened(path).catch((fault: unknown) => {
      throw unusable(what, fault);
    });
    let owner: FolderOwner | undefined;
    try {
      owner = await FolderOwner.claim(folder, await reachOf(path, handle));
      for (const name of await readdir(path)) if (isDraft(name)) await rm(join(path, name), { force: true });
      return new StateFolder(path, handle, owner);
    } catch (fault) {
      await owner?.release();
      await handle.close();
      throw unusable(what, fault);
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
        await writeWhole(file, flashText({ model, nodeid: nodeId, settings: flash }), this.#handle);
      },
      close: () => this.close(),
    };
  }

  /** Lets go of the folder; never rejects. */
  async close(): Promise<void> {
    await this.#owner.release();
    await this.#handle.close().catch(() => undefined);
  }
}

function isDraft(name: string): boolean {
  return name.endsWith(draftEnding) && flashName.test(name.slice(0, -draftEnding.length));
}

/** Makes a folder that is not there and opens it. */
async function opened(path: string): Promise<FileHandle> {
  await make(path);
  // Opening a pipe would wait for one who writes to it.
  return open(path, constants.O_RDONLY | constants.O_DIRECTORY);
}

/** Makes a folder and those above it, so that they stay. Node.js's own way never ends where none can be made: /proc. */
async function make(path: string, isLast = false): Promise<void> {
  try {
    await mkdir(path, 0o700);
  } catch (fault) {
    if (codeOf(fault) === 'EEXIST') return;
    if (codeOf(fault) !== 'ENOENT' || isLast) throw fault;
    await make(dirname(path));
    await make(path, true);
    return;
  }
  const above = await open(dirname(path), 'r');
  await syncFolder(above).finally(() => above.close());
}
/** A path of the folder that is short enough for a socket in it. */
async function reachOf(path: string, handle: FileHandle): Promise<string> {
  if (Buffer.byteLength(path) <= longestReach) return path;
  const reach = `/proc/self/fd/${handle.fd}`;
  const leadsThere = await stat(reach).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (leadsThere) return reach;
  throw new SilvusMockError(
    'STATE_DIR_UNUSABLE',
    `the state folder "${path}" can't be used: its path is too long; allowed on this system: ${longestReach} bytes`,
  );
}
