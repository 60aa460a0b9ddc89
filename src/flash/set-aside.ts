import { basename, join } from 'node:path';
import { SilvusMockError } from '../core/errors.js';
import type { StateFolder } from './state-folder.js';

/** Damaged files of one radio that are kept, so that the disk does not fill up. */
const maxSetAside = 100;

/**
 * Renames a damaged file to a free name, and returns that: `310061.json.damaged-1`.
 * Rejects with `STATE_DIR_UNUSABLE` where there are too many already.
 */
export async function setAside(file: string, { disk, path, handle }: StateFolder): Promise<string> {
  const names = new Set(await disk.list(path));
  for (let number = 1; number <= maxSetAside; number += 1) {
    const name = `${basename(file)}.damaged-${number}`;
    if (names.has(name)) continue;
    const aside = join(path, name);
    await disk.rename(file, aside);
    await handle.sync();
    return aside;
  }
  throw new SilvusMockError(
    'STATE_DIR_UNUSABLE',
    `"${file}" is damaged, and ${maxSetAside} files like it are set aside already; look at them and remove some`,
  );
}
