import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pinning } from './pinning.js';

/** @import { ChildProcess } from 'node:child_process' */
/** @import { Role } from './pinning.js' */

/** A process of ours that answers questions one at a time: see `answer.js`. */
export class Child {
  /** @type {ChildProcess} */
  #process;

  /**
   * @param {URL} script
   * @param {Role} role which core it runs on
   * @param {readonly string[]} [args]
   * @param {readonly string[]} [flags] of Node.js
   */
  constructor(script, role, args = [], flags = []) {
    const [command = '', ...rest] = [
      ...pinning.prefix(role),
      process.execPath,
      ...flags,
      fileURLToPath(script),
      ...args,
    ];
    this.#process = spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  }

  /**
   * Asks and waits for the answer. Rejects if there is an error, or if the process ends.
   * @param {string} question
   * @param {unknown} [about]
   * @returns {Promise<any>}
   */
  ask(question, about) {
    return new Promise((resolve, reject) => {
      const onExit = () => reject(new Error(`${question}: the process has ended`));
      this.#process.once('exit', onExit);
      this.#process.once(
        'message',
        (/** @type {{ answer?: unknown, error?: string }} */ { answer, error }) => {
          this.#process.off('exit', onExit);
          if (error === undefined) resolve(answer);
          else reject(new Error(`${question}: ${error}`));
        },
      );
      this.#process.send({ question, about }, (error) => {
        if (error !== null) reject(error);
      });
    });
  }

  /** Ends the process and waits for it. */
  async end() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exited = once(this.#process, 'exit');
    this.#process.disconnect();
    await exited;
  }
}
