import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { onTestFinished, vi } from 'vitest';

/** A sync that the operating system is being asked for. It waits until it is released. */
interface HeldSync {
  readonly isFolder: boolean;
  readonly inode: number;
  /** Bytes of the file when the sync was asked for. */
  readonly size: number;
  readonly release: () => void;
}

/** Syncs in the order in which they are asked for. */
export interface HeldSyncs {
  /** Resolves with the next one. */
  next(): Promise<HeldSync>;
}

type Sync = (this: FileHandle) => Promise<void>;

/** Holds every sync of a file or folder that this process asks Node.js for, until the test has finished. */
export async function heldSyncs(): Promise<HeldSyncs> {
  const handle = await open(tmpdir());
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const asked: HeldSync[] = [];
  const waiters: ((sync: HeldSync) => void)[] = [];
  let isOver = false;
  const spies = (['sync', 'datasync'] as const).map((name) => {
    const original: Sync = Reflect.get<FileHandle, typeof name>(prototype, name);
    return vi.spyOn(prototype, name).mockImplementation(async function (this: FileHandle) {
      const found = await this.stat();
      if (!isOver)
        await new Promise<void>((release) => {
          const sync = { isFolder: found.isDirectory(), inode: found.ino, size: found.size, release };
          asked.push(sync);
          waiters.shift()?.(sync);
        });
      await original.call(this);
    });
  });
  onTestFinished(() => {
    isOver = true;
    for (const { release } of asked) release();
    for (const spy of spies) spy.mockRestore();
  });
  let taken = 0;
  const next = () => {
    const at = taken++;
    const there = asked[at];
    return there === undefined
      ? new Promise<HeldSync>((resolve) => waiters.push(resolve))
      : Promise.resolve(there);
  };
  return { next };
}
