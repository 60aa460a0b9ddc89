import { systemDisk } from '../../src/files/system-disk.js';
import type { Disk } from '../../src/files/disk.js';

/** The machine's disk, which can be full. */
export interface FillableDisk extends Disk {
  /** Has the next write of a file fail, and it alone. */
  fill(): void;
}

/** Makes a disk that is full for one write when a test says so. */
export function fillableDisk(): FillableDisk {
  let isFull = false;
  return {
    ...systemDisk,
    fill: () => {
      isFull = true;
    },
    createFile: async (path, mode) => {
      const file = await systemDisk.createFile(path, mode);
      return {
        ...file,
        write: (bytes, at) => {
          if (!isFull) return file.write(bytes, at);
          isFull = false;
          const error = new Error('ENOSPC: no space left on device, write');
          return Promise.reject(Object.assign(error, { code: 'ENOSPC' }));
        },
      };
    },
  };
}
