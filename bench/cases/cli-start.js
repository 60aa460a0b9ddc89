import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from '../harness.js';

/** @import { Case } from '../harness.js' */

const file = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const simulator = [file('../../bin/silvus-mock.js'), 'start', '--port', '0'];
const empty = [file('../bare/empty-server.js')];

/** Starts in one measurement, however long they take. */
const fewest = 3;

/**
 * Starts a program and waits for its first line.
 * @param {readonly string[]} args
 * @returns {Promise<number>} ms from the start to the line
 */
async function timeToLine(args) {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  const [chunk] = await Promise.race([once(child.stdout, 'data'), exited]);
  const ms = performance.now() - begun;
  child.kill('SIGKILL');
  await exited;
  if (!String(chunk).includes('"listening"')) throw new Error(`${args[0]} did not start`);
  return ms;
}

/** @type {Case} */
export default {
  name: 'cli-start',
  about: 'a process from its start to its `listening` line, beside node running an empty HTTP server',
  figures: [{ name: 'start to listening', unit: 'ms' }],
  async open(seconds) {
    const measure = async (/** @type {readonly string[]} */ args) => {
      const end = performance.now() + seconds * 1_000;
      const times = [];
      while (times.length < fewest || performance.now() < end) times.push(await timeToLine(args));
      return { 'start to listening': median(times) };
    };
    return {
      measured: () => measure(simulator),
      beside: () => measure(empty),
      close: async () => undefined,
    };
  },
};
