import { lstatSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError, exitCodes } from '../exit-codes.js';

/** The file of `--port-file`: it exists only while the process that wrote it listens. */
export class PortFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Removes the file of an earlier start. Throws a `CliError` if something else than a file is at its path. */
  clear(): void {
    try {
      if (!statSync(dirname(this.#path)).isDirectory()) throw this.#error('its folder is not a folder');
      const stat = lstatSync(this.#path, { throwIfNoEntry: false });
      if (stat === undefined) return;
      if (!stat.isFile()) throw this.#notAFile(stat);
      unlinkSync(this.#path);
    } catch (error) {
      throw error instanceof CliError ? error : this.#error(reasonOf(error));
    }
  }

  /**
   * Writes the file: under a temporary name, then renamed, so that a program that waits for it never reads a part.
   * Throws a `CliError`.
   */
  write(line: string): void {
    const draft = `${this.#path}.${process.pid}`;
    try {
      writeFileSync(draft, line);
      renameSync(draft, this.#path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw this.#error(reasonOf(error));
    }
  }

  /** Removes the file if it is still the one of this process. Never throws. */
  removeOwn(): void {
    try {
      const isFile = lstatSync(this.#path, { throwIfNoEntry: false })?.isFile() === true;
      if (isFile && pidIn(readFileSync(this.#path, 'utf8')) === process.pid) unlinkSync(this.#path);
    } catch {
      // A file that can't be read or removed stays: it names a process that has ended.
    }
  }

  #notAFile(stat: ReturnType<typeof lstatSync> & object): CliError {
    const kind = stat.isDirectory()
      ? 'a folder'
      : stat.isSymbolicLink()
        ? 'a symbolic link'
        : stat.isFIFO()
          ? 'a pipe'
          : stat.isSocket()
            ? 'a socket'
            : 'a device';
    return this.#error(`there is ${kind}; allowed: a file, or a path where nothing is`);
  }

  #error(reason: string): CliError {
    const shown = JSON.stringify(this.#path);
    return new CliError(exitCodes.usage, `--port-file: ${shown} can't be written: ${reason}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function pidIn(text: string): unknown {
  const document: unknown = JSON.parse(text);
  return typeof document === 'object' && document !== null && 'pid' in document ? document.pid : undefined;
}
