import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { valueExcerpt } from '../../core/text.js';
import { regularOrNothing } from '../../files/regular-file.js';
import { systemDisk } from '../../files/system-disk.js';
import { writeWhole } from '../../files/whole-file.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** The user's umask decides who may read it. */
const mode = 0o666;

/** Stands near the begin of each report. */
const mark = 'silvus-mock fuzz';

/** A file that a report is to be written to. */
export interface ReportFile {
  readonly flag: '--report' | '--junit';
  readonly path: string;
}

/**
 * Checks that a report can be written, before the run that it is about. A file that is no report stays: a mistyped
 * path must not cost a document. Rejects with a `CliError`.
 */
export async function checkReportFile({ flag, path }: ReportFile): Promise<void> {
  await orCliError({ flag, path }, async () => {
    const folder = await systemDisk.openFolder(dirname(path));
    await folder.close();
    if (regularOrNothing(await systemDisk.facts(path)) === undefined) return;
    const text = await readFile(path, 'utf8');
    if (text === '' || text.slice(0, 500).includes(mark)) return;
    throw new Error('there is a file that fuzz has not written; allowed: an empty file, or another path');
  });
}

/** Writes a report as a whole. Rejects with a `CliError`. */
export async function writeReportFile(file: ReportFile, text: string): Promise<void> {
  await orCliError(file, async () => {
    const folder = await systemDisk.openFolder(dirname(file.path));
    try {
      await writeWhole(systemDisk, { path: file.path, text, mode, folder });
    } finally {
      await folder.close();
    }
  });
}

async function orCliError({ flag, path }: ReportFile, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    const isAFile = error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
    const reason = error instanceof Error ? error.message : String(error);
    const why = isAFile ? 'its folder is not a folder' : reason;
    throw new CliError(exitCodes.usage, `${flag}: ${valueExcerpt(path)} can't be written: ${why}`);
  }
}
