import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { SilvusMockError } from '../core/errors.js';
import type { Disk, ListeningSocket } from '../files/disk.js';
import { codeOf } from '../files/system-error.js';

/** Names of the sockets of owners, and of processes about to become one. */
const ownerName = /^owner-[0-9a-f]{16}\.sock$/;
const claimName = /^claim-[0-9a-f]{16}\.sock$/;

/**
 * The owner of a folder: the process that listens on a socket in it. The operating system closes the socket with its process,
 * however that ends, so a dead owner is detected at once and never blocks another; a process ID can't do that.
 */
export class FolderOwner {
  readonly #disk: Disk;
  readonly #listening: ListeningSocket;
  readonly #socket: string;

  private constructor(disk: Disk, listening: ListeningSocket, socket: string) {
    this.#disk = disk;
    this.#listening = listening;
    this.#socket = socket;
  }

  /**
   * Becomes the owner of a folder. Rejects with `STATE_DIR_IN_USE` while it has another. Of two that try at the same
   * time at most one succeeds: each is visible before it looks for others.
   * @param folder name in messages
   * @param reach the same folder, by a path that is short enough for a socket
   */
  static async claim(disk: Disk, folder: string, reach: string): Promise<FolderOwner> {
    const id = randomBytes(8).toString('hex');
    const claim = join(reach, `claim-${id}.sock`);
    const listening = await disk.listen(claim);
    // Renamed to an owner's name only once it listens: an owner's socket that refuses connections is dead.
    const owner = new FolderOwner(disk, listening, join(reach, `owner-${id}.sock`));
    try {
      await disk.rename(claim, owner.#socket);
      await lookForOthers(disk, folder, reach, `owner-${id}.sock`);
      if (!(await owner.isStill())) throw inUse(folder);
    } catch (error) {
      await owner.release();
      throw codeOf(error) === 'ENOENT' ? inUse(folder) : error;
    }
    return owner;
  }

  /** True while its socket is there: without it another process may own the folder, or it is another folder. */
  async isStill(): Promise<boolean> {
    return this.#disk.facts(this.#socket).then(
      (found) => found?.kind === 'socket',
      () => false,
    );
  }

  /** Releases the folder; never rejects. */
  async release(): Promise<void> {
    if (await this.isStill()) await this.#disk.remove(this.#socket).catch(() => undefined);
    await this.#listening.close();
  }
}

/** Removes the sockets of dead processes; rejects if an owner is alive. What is no socket is nobody's, and stays. */
async function lookForOthers(disk: Disk, folder: string, reach: string, own: string): Promise<void> {
  for (const name of await disk.list(reach)) {
    const isOwner = ownerName.test(name) && name !== own;
    if (!isOwner && !claimName.test(name)) continue;
    const socket = join(reach, name);
    if ((await disk.facts(socket))?.kind !== 'socket') continue;
    const peer = await disk.peerAt(socket);
    if (peer === 'dead') await removeIfThere(disk, socket);
    // A process that only claims the folder will see us.
    else if (isOwner) throw inUse(folder);
  }
}

async function removeIfThere(disk: Disk, path: string): Promise<void> {
  try {
    await disk.remove(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function inUse(folder: string): SilvusMockError {
  return new SilvusMockError(
    'STATE_DIR_IN_USE',
    `the state folder "${folder}" is in use by another simulator; each needs its own`,
  );
}
