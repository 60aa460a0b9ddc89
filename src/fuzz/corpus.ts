import { join } from 'node:path';
import { isError } from '../core/realm.js';
import type { Disk } from '../files/disk.js';
import { readRegular } from '../files/regular-file.js';
import { codeOf } from '../files/system-error.js';
import { writeWhole } from '../files/whole-file.js';
import { type CorpusCase, corpusText, readCorpusText } from './corpus-file.js';

/** A file of the corpus: a case, or why it holds none. */
export type CorpusFile =
  { readonly name: string; readonly known: CorpusCase } | { readonly name: string; readonly reason: string };

/** Longest file that is read, bytes. */
const maxFileBytes = 4 * 1_048_576;

/** The user's umask decides who may read a file. */
const [fileMode, folderMode] = [0o666, 0o777];

const ending = '.json';

/** The folder of the cases that once broke a rule: one file for each signature. */
export class Corpus {
  readonly folder: string;
  readonly #disk: Disk;

  constructor(disk: Disk, folder: string) {
    this.#disk = disk;
    this.folder = folder;
  }

  /** All files, by name. A folder that does not exist is empty; rejects where it can't be read. */
  async files(): Promise<readonly CorpusFile[]> {
    const names = await this.#disk.list(this.folder).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    });
    const files: CorpusFile[] = [];
    for (const name of names.filter((each) => each.endsWith(ending) && !each.startsWith('.')).sort())
      files.push(await this.#read(name));
    return files;
  }

  async #read(name: string): Promise<CorpusFile> {
    try {
      const read = await readRegular(this.#disk, join(this.folder, name), maxFileBytes);
      if (read === undefined || read === 'too long')
        return {
          name,
          reason: read === undefined ? 'it is gone' : `it is longer than ${maxFileBytes} bytes`,
        };
      const known = readCorpusText(read.text);
      return typeof known === 'string' ? { name, reason: known } : { name, known };
    } catch (error) {
      return { name, reason: isError(error) ? error.message : String(error) };
    }
  }

  /** Writes a case under its signature, in place of an older one. Resolves with the name of the file. */
  async add(known: CorpusCase): Promise<string> {
    const name = `${known.signature.replaceAll(/[^A-Za-z0-9]+/g, '-')}${ending}`;
    await this.#disk.makeFolder(this.folder, folderMode).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    const folder = await this.#disk.openFolder(this.folder);
    try {
      const path = join(this.folder, name);
      await writeWhole(this.#disk, { path, text: corpusText(known), mode: fileMode, folder });
    } finally {
      await folder.close();
    }
    return name;
  }

  /** Removes a file. */
  remove(name: string): Promise<void> {
    return this.#disk.remove(join(this.folder, name));
  }
}
