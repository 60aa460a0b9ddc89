import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const fileOf = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** @typedef {{ rss: number, heapUsed: number, external: number }} Memory */

/** `silvus-mock start` in a process of its own, which tells its memory when it is asked. */
export class RadioProcess {
  /** @type {import('node:child_process').ChildProcess} */
  #child;
  /** Where it listens. @type {{ http: { port: number, url: string }, https?: { port: number }, maintenance: { port: number }, control: { url: string }, pid: number }} */
  address;
  /** What it has logged last. @type {string[]} */
  log = [];
  /** @type {Promise<{ code: number | null, signal: string | null }>} */
  exited;

  /** @param {import('node:child_process').ChildProcess} child @param {any} address */
  constructor(child, address) {
    this.#child = child;
    this.address = address;
    this.exited = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  }

  /**
   * Starts one on free ports.
   * @param {readonly string[]} flags
   * @param {{ onLog?: (line: string) => void, node?: readonly string[] }} [options] `node`: flags of Node.js
   */
  static async start(flags, { onLog, node: more = [] } = {}) {
    const ports = ['--http-port', '0', '--maintenance-port', '0', '--control-port', '0'];
    const node = [...more, '--expose-gc', '--import', fileOf('./memory-reporter.js')];
    const child = spawn(
      process.execPath,
      [...node, fileOf('../../../bin/silvus-mock.js'), 'start', ...ports, '--log-format', 'json', ...flags],
      { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    );
    // It does not outlive a proof that fails.
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
    const { stdout, stderr } = child;
    if (stdout === null || stderr === null) throw new Error('no output');
    /** @type {string[]} */
    const log = [];
    createInterface({ input: stderr }).on('line', (line) => {
      log.push(line);
      if (log.length > 200) log.shift();
      onLog?.(line);
    });
    const lines = createInterface({ input: stdout });
    const [line] = await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`it ended with ${code}: ${log.join('\n')}`);
      }),
    ]);
    const radio = new RadioProcess(child, JSON.parse(line));
    radio.log = log;
    return radio;
  }

  /** Its memory after a collection, bytes. @returns {Promise<Memory>} */
  async memory() {
    this.#child.send('memory');
    const [memory] = await once(this.#child, 'message');
    return memory;
  }

  /** How many descriptors it has open; NaN where that can't be seen. */
  descriptors() {
    try {
      return readdirSync(`/proc/${this.#child.pid}/fd`).length;
    } catch {
      return NaN;
    }
  }

  /** @param {NodeJS.Signals} signal */
  kill(signal) {
    this.#child.kill(signal);
  }

  /** Closes it; gives its exit code. */
  async stop() {
    this.kill('SIGTERM');
    const { code } = await this.exited;
    return code;
  }

  /**
   * Asks its control plane for what must be answered so.
   * @param {number} status @param {string} method @param {string} path @param {unknown} [body]
   */
  async expect(status, method, path, body) {
    const answer = await this.control(method, path, body);
    if (answer.status !== status)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** Asks its control plane. @param {string} method @param {string} path @param {unknown} [body] */
  async control(method, path, body) {
    const init =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    const response = await fetch(`${this.address.control.url}${path}`, { method, ...init });
    return { status: response.status, body: await response.json() };
  }
}
