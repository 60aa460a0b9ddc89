import { SilvusMockError } from '../core/errors.js';
import { TaskLimit } from '../core/time/task-limit.js';
import type { Disk } from '../files/disk.js';
import type { FlashSettings } from '../radio/settings.js';
import type { FlashUser, OpenedStore } from './flash-store.js';
import type { StateFolder } from './state-folder.js';

/** Files that are written at the same time: each takes a descriptor, and the disk orders them anyway. */
const maxWrites = 16;

/**
 * The state folder of one simulator, with a file for each of its radios. It is opened for the first radio that boots,
 * and belongs to the simulator until that has ended and the last radio has closed its flash.
 */
export class FlashFolder {
  readonly #path: string;
  readonly #disk: Disk | undefined;
  #folder: Promise<StateFolder> | undefined;
  /** Node IDs whose files are in use. */
  readonly #users = new Set<string>();
  readonly #writes = new TaskLimit(maxWrites);
  #hasEnded = false;
  #resolveReleased: () => void = () => undefined;
  readonly #released = new Promise<void>((resolve) => {
    this.#resolveReleased = resolve;
  });

  /** @param disk default: the file system of the machine */
  constructor(path: string, disk?: Disk) {
    this.#path = path;
    this.#disk = disk;
  }

  /**
   * Opens the file of one radio, and reads its flash.
   * Rejects with `STATE_DIR_IN_USE`, `STATE_DIR_UNUSABLE`, `FLASH_TOO_NEW`; nothing of the radio is held then.
   */
  async open(radio: FlashUser): Promise<OpenedStore> {
    const { nodeid } = radio.model.identity;
    if (this.#users.has(nodeid)) throw fileInUse(this.#path, nodeid);
    this.#users.add(nodeid);
    try {
      // Loaded only if needed: most programs keep flash in memory alone.
      const { openFolder, openStore } = await import('./open-store.js');
      this.#folder ??= openFolder(this.#path, this.#disk).catch((error: unknown) => {
        this.#folder = undefined;
        throw error;
      });
      const { store, ...opened } = await openStore(await this.#folder, radio);
      const save = (flash: FlashSettings) => this.#writes.run(() => store.save(flash));
      return { ...opened, store: { file: store.file, save, close: () => this.#leave(nodeid) } };
    } catch (error) {
      await this.#leave(nodeid);
      throw error;
    }
  }

  /** Releases the folder once the last radio has closed its flash; resolves then, never rejects. */
  end(): Promise<void> {
    this.#hasEnded = true;
    void this.#releaseIfUnused();
    return this.#released;
  }

  async #leave(nodeid: string): Promise<void> {
    this.#users.delete(nodeid);
    await this.#releaseIfUnused();
  }

  async #releaseIfUnused(): Promise<void> {
    if (!this.#hasEnded || this.#users.size > 0) return;
    const folder = this.#folder;
    this.#folder = undefined;
    // One that could not be opened holds nothing.
    const opened = await folder?.catch(() => undefined);
    await opened?.close();
    this.#resolveReleased();
  }
}

/** Two radios of a simulator can have one node ID only where a program wants that, or while a removed one ends. */
function fileInUse(path: string, nodeid: string): SilvusMockError {
  return new SilvusMockError(
    'STATE_DIR_IN_USE',
    `the flash of node ID "${nodeid}" in the state folder "${path}" is in use by another radio of this simulator; allowed: one radio with this node ID`,
  );
}
