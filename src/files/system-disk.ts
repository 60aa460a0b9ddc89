import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Disk, FileFacts, FileKind, ListeningSocket, OpenFile, OpenFolder, Peer } from './disk.js';
import { codeOf } from './system-error.js';

/** Error codes of file systems that can't sync a folder, and don't need to. */
const noFolderSync = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'EBADF']);

/** The file system of the machine. */
export const systemDisk: Disk = {
  facts: async (path) => {
    try {
      return factsOf(await lstat(path, { bigint: true }));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  openFile: async (path) =>
    openFileOf(await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)),
  createFile: async (path, mode) =>
    openFileOf(
      await open(
        path,
        constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
        mode,
      ),
    ),
  // Opening a pipe would wait for a writer.
  openFolder: async (path) => openFolderOf(await open(path, constants.O_RDONLY | constants.O_DIRECTORY)),
  makeFolder: (path, mode) => mkdir(path, mode),
  list: (path) => readdir(path),
  rename,
  remove: unlink,
  listen,
  peerAt,
};

/** Facts from the figures of Node.js. */
export function factsOf(stats: BigIntStats): FileFacts {
  const { dev, ino, size, mtimeMs } = stats;
  return { kind: kindOf(stats), dev, ino, size: Number(size), changedAt: Number(mtimeMs) };
}

function kindOf(stats: BigIntStats): FileKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isFIFO()) return 'pipe';
  return stats.isSocket() ? 'socket' : 'device';
}

function openFileOf(handle: FileHandle): OpenFile {
  return {
    facts: async () => factsOf(await handle.stat({ bigint: true })),
    read: async (into, at) => (await handle.read(into, 0, into.length, at)).bytesRead,
    write: async (bytes, at) => (await handle.write(bytes, 0, bytes.length, at)).bytesWritten,
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

function openFolderOf(handle: FileHandle): OpenFolder {
  return {
    sync: async () => {
      try {
        await handle.sync();
      } catch (error) {
        if (!noFolderSync.has(codeOf(error) ?? '')) throw error;
      }
    },
    close: () => handle.close(),
    shortPath: async () => {
      const path = `/proc/self/fd/${handle.fd}`;
      const leadsThere = await stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      );
      return leadsThere ? path : undefined;
    },
  };
}

function listen(path: string): Promise<ListeningSocket> {
  const server = createServer((peer) => peer.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      // Only the listening matters: a connection that can't be accepted is no problem.
      server.on('error', () => undefined);
      resolve({ close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
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
