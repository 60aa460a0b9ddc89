import { lstatSync, readFileSync, unlinkSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { FileFacts } from '../../files/disk.js';
import { fileOfDraft, removeDrafts } from '../../files/drafts.js';
import { isSameFile, regularOrNothing } from '../../files/regular-file.js';
import { factsOf, systemDisk } from '../../files/system-disk.js';
import { writeWhole } from '../../files/whole-file.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { mayBePortFile, maxBytes } from '../target/port-file.js';

/** Drafts that are younger may be of a process that is just writing, ms. */
const draftAge = 60_000;

/** The user's umask decides who may read it. */
const mode = 0o666;

/** The file of `--port-file`: it exists only while the process that wrote it listens. */
export class PortFile {
  readonly #path: string;
  #written: { readonly facts: FileFacts; readonly line: string } | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Removes the file of an earlier start, unless that simulator still runs. Rejects with a `CliError` if something
   * else than a file is at its path.
   */
  async clear(): Promise<void> {
    try {
      await (await systemDisk.openFolder(dirname(this.#path))).close();
      const facts = regularOrNothing(await systemDisk.facts(this.#path));
      const name = basename(this.#path);
      const isDraft = (each: string) => fileOfDraft(each) === name;
      await removeDrafts(systemDisk, dirname(this.#path), isDraft, Date.now() - draftAge);
      if (facts === undefined) return;
      this.#checkReplaceable();
      const { isOfRunningSimulator } = await import('./port-file-owner.js');
      if (await isOfRunningSimulator(this.#path)) return;
      if (isSameFile(facts, await systemDisk.facts(this.#path))) await systemDisk.remove(this.#path);
    } catch (error) {
      throw this.#error(error);
    }
  }

  /** Writes the file as a whole, so that a program that waits for it never reads a part. Rejects with a `CliError`. */
  async write(line: string): Promise<void> {
    try {
      const folder = await systemDisk.openFolder(dirname(this.#path));
      try {
        if (regularOrNothing(await systemDisk.facts(this.#path)) !== undefined) this.#checkReplaceable();
        const facts = await writeWhole(systemDisk, { path: this.#path, text: line, mode, folder });
        this.#written = { facts, line };
      } finally {
        await folder.close();
      }
    } catch (error) {
      throw this.#error(error);
    }
  }

  /** Removes the file if it is still the one that {@link write} has written. Never throws. */
  removeOwn(): void {
    if (this.#written === undefined) return;
    const { facts, line } = this.#written;
    try {
      if (!isSameFile(facts, factsOf(lstatSync(this.#path, { bigint: true })))) return;
      // An inode of a removed file may be that of another file by now.
      if (readFileSync(this.#path, 'utf8') === line) unlinkSync(this.#path);
    } catch {
      // A file that can't be read or removed stays: it names a process that has ended.
    }
  }

  /** Throws if the file at the path is somebody's own: a mistyped path must not cost a configuration. */
  #checkReplaceable(): void {
    if (lstatSync(this.#path).size <= maxBytes && mayBePortFile(readFileSync(this.#path, 'utf8'))) return;
    throw new Error('there is a file that no start has written; allowed: an empty file, or another path');
  }

  #error(error: unknown): CliError {
    const isAFile = error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
    const reason = error instanceof Error ? error.message : String(error);
    const shown = JSON.stringify(this.#path);
    const text = isAFile ? 'its folder is not a folder' : reason;
    return new CliError(exitCodes.usage, `--port-file: ${shown} can't be written: ${text}`);
  }
}
