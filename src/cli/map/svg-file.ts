import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { regularOrNothing } from '../../files/regular-file.js';
import { systemDisk } from '../../files/system-disk.js';
import { writeWhole } from '../../files/whole-file.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { svgMark } from './svg.js';

/** The user's umask decides who may read it. */
const mode = 0o666;

/**
 * Writes a drawing as a whole. Anything but a regular file, and a file that no drawing was written to, stays: a
 * mistyped path must not cost a document. Rejects with a `CliError`.
 */
export async function writeSvg(path: string, text: string): Promise<void> {
  try {
    const folder = await systemDisk.openFolder(dirname(path));
    try {
      if (regularOrNothing(await systemDisk.facts(path)) !== undefined) await checkReplaceable(path);
      await writeWhole(systemDisk, { path, text, mode, folder });
    } finally {
      await folder.close();
    }
  } catch (error) {
    const isAFile = error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
    const reason = error instanceof Error ? error.message : String(error);
    const why = isAFile ? 'its folder is not a folder' : reason;
    throw new CliError(exitCodes.usage, `--svg: ${JSON.stringify(path)} can't be written: ${why}`);
  }
}

async function checkReplaceable(path: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (text === '' || text.startsWith(svgMark)) return;
  throw new Error('there is a file that map has not written; allowed: an empty file, or another path');
}
