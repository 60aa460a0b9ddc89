import { randomBytes } from 'node:crypto';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { type Server, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { SilvusMockError } from '../core/errors.js';
import { codeOf } from './system-fault.js';

/** Names of owners' sockets, and of those that are about to become one. */
const ownerName = /^owner-[0-9a-f]{16}\.sock$/;
const claimName = /^claim-[0-9a-f]{16}\.sock$/;

/** What a peer at the end of a socket turned out to be. */
type Peer = 'alive' | 'dead' | 'unknown';

/**
 * The owner of a folder: who listens on a socket in it. The operating system closes the socket with its process,
 * however that ends, so a dead owner is known at once and never stands in the way; a process ID tells less.
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
   * moment at most one succeeds: each can be seen before it looks.
   * @param folder as messages call it
   * @param reach the same folder, by a path that is short enough for a socket
   */
  static async claim(folder: string, reach: string): Promise<FolderOwner> {
    const id = randomBytes(8).toString('hex');
    const claim = join(reach, `claim-${id}.sock`);
    const server = await listening(claim);
    // It is called owner only now that it listens: an owner's socket that refuses has no owner any more.
    const owner = new FolderOwner(server, join(reach, `owner-${id}.sock`));
    try {
      await rename(claim, owner.#socket);
      await lookForOthers(folder, reach, `owner-${id}.sock`);
      if (!(await owner.isStill())) throw inUse(folder);
    } catch (fault) {
      await owner.release();
      throw codeOf(fault) === 'ENOENT' ? inUse(folder) : fault;
    }
    return owner;
  }

  /** Whether its socket is still there: without it another may own the folder, or it is another folder. */
  async isStill(): Promise<boolean> {
    return lstat(this.#socket).then(
      (found) => found.isSocket(),
      () => false,
    );
  }

  /** Lets go of the folder; never rejects. */
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
      // Nobody is served here: a peer that can't be taken in harms nobody.
      server.on('error', () => undefined);
      resolve(server);
    });
  });
}

/** Removes the sockets of the dead; rejects if one is alive. */
async function lookForOthers(folder: string, reach: string, own: string): Promise<void> {
  for (const name of await readdir(reach)) {
    const isOwner = ownerName.test(name) && name !== own;
    if (!isOwner && !claimName.test(name)) continue;
    const socket = join(reach, name);
    const peer = await peerAt(socket);
    if (peer === 'dead') await rm(socket, { force: true });
    // Who only claims it will see us.
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
    socket.once('error', (fault) => {
      const isDead = ['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(codeOf(fault) ?? '');
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
