import { randomBytes } from 'node:crypto';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { type Server, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { SilvusMockError } from '../core/errors.js';
import { codeOf } from './system-error.js';

/** Names of the sockets of owners, and of processes about to become one. */
const ownerName = /^owner-[0-9a-f]{16}\.sock$/;
const claimName = /^claim-[0-9a-f]{16}\.sock$/;

/** State of the process behind a socket. */
type Peer = 'alive' | 'dead' | 'unknown';

/**
 * The owner of a folder: the process that listens on a socket in it. The operating system closes the socket with its process,
 * however that ends, so a dead owner is detected at once and never blocks another; a process ID can't do that.
 */
export class FolderOwner {
  readonly #server: Server;
  readonly #socket: string;

  private constructor(server: Server, socket: string) {
    this.#server = server;
    this.#socket = socket;
  }

  /**
   * Becomes the owner of a folder. Rejects with `STATE_DIR_IN_USE` while it has another. Of two that try at the same
   * time at most one succeeds: each is visible before it looks for others.
   * @param folder name in messages
   * @param reach the same folder, by a path that is short enough for a socket
   */
  static async claim(folder: string, reach: string): Promise<FolderOwner> {
    const id = randomBytes(8).toString('hex');
    const claim = join(reach, `claim-${id}.sock`);
    const server = await listening(claim);
    // Renamed to an owner's name only once it listens: an owner's socket that refuses connections is dead.
    const owner = new FolderOwner(server, join(reach, `owner-${id}.sock`));
    try {
      await rename(claim, owner.#socket);
      await lookForOthers(folder, reach, `owner-${id}.sock`);
      if (!(await owner.isStill())) throw inUse(folder);
    } catch (error) {
      await owner.release();
      throw codeOf(error) === 'ENOENT' ? inUse(folder) : error;
    }
    return owner;
  }

  /** True while its socket is there: without it another process may own the folder, or it is another folder. */
  async isStill(): Promise<boolean> {
    return lstat(this.#socket).then(
      (found) => found.isSocket(),
      () => false,
    );
  }

  /** Releases the folder; never rejects. */
  async release(): Promise<void> {
    await rm(this.#socket, { force: true }).catch(() => undefined);
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function listening(path: string): Promise<Server> {
  const server = createServer((peer) => peer.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      // Only the listening matters: a connection that can't be accepted is no problem.
      server.on('error', () => undefined);
      resolve(server);
    });
  });
}

/** Removes the sockets of dead processes; rejects if an owner is alive. */
async function lookForOthers(folder: string, reach: string, own: string): Promise<void> {
  for (const name of await readdir(reach)) {
    const isOwner = ownerName.test(name) && name !== own;
    if (!isOwner && !claimName.test(name)) continue;
    const socket = join(reach, name);
    const peer = await peerAt(socket);
    if (peer === 'dead') await rm(socket, { force: true });
    // A process that only claims the folder will see us.
    else if (isOwner) throw inUse(folder);
  }
}

function peerAt(path: string): Promise<Peer> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => {
      socket.destroy();
      resolve('alive');
    });
    socket.once('error', (error) => {
      const isDead = ['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(codeOf(error) ?? '');
      resolve(isDead ? 'dead' : 'unknown');
    });
  });
}

function inUse(folder: string): SilvusMockError {
  return new SilvusMockError(
    'STATE_DIR_IN_USE',
    `the state folder "${folder}" is in use by another simulator; each needs its own`,
  );
}
