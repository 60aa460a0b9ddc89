import type { Disk, FileFacts, FileKind } from './disk.js';

const kindTexts: Readonly<Record<Exclude<FileKind, 'file'>, string>> = {
  folder: 'a folder',
  link: 'a symbolic link',
  pipe: 'a pipe',
  socket: 'a socket',
  device: 'a device',
};

/** Something else than a regular file is where a file has its place. It was neither read nor changed. */
export class NoRegularFile extends Error {
  /** The thing there, for people and without its path: `there is a pipe`. */
  readonly reason: string;

  constructor(kind: Exclude<FileKind, 'file'>) {
    const reason = `there is ${kindTexts[kind]}`;
    super(`${reason}; allowed: a file, or a path where nothing is`);
    this.name = 'NoRegularFile';
    this.reason = reason;
  }
}

/** Returns the facts if they are of a regular file, or of nothing. Throws {@link NoRegularFile}. */
export function regularOrNothing(facts: FileFacts | undefined): FileFacts | undefined {
  if (facts === undefined || facts.kind === 'file') return facts;
  throw new NoRegularFile(facts.kind);
}

/** True if two facts are of the same file. */
export function isSameFile(one: FileFacts | undefined, other: FileFacts | undefined): boolean {
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino;
}

/**
 * Reads a regular file as text. Rejects with {@link NoRegularFile} for anything else, which is not opened: reading
 * from a device may change it, and a pipe may never end.
 * @param maxBytes a longer file is not read
 */
export async function readRegular(
  disk: Disk,
  path: string,
  maxBytes: number,
): Promise<{ readonly text: string } | 'too long' | undefined> {
  if (regularOrNothing(await disk.facts(path)) === undefined) return undefined;
  const file = await disk.openFile(path);
  try {
    // The name may lead to something else by now.
    regularOrNothing(await file.facts());
    const bytes = new Uint8Array(maxBytes + 1);
    let length = 0;
    while (length < bytes.length) {
      const count = await file.read(bytes.subarray(length), length);
      if (count === 0) break;
      length += count;
    }
    return length > maxBytes ? 'too long' : { text: Buffer.from(bytes.subarray(0, length)).toString() };
  } finally {
    await file.close();
  }
}
