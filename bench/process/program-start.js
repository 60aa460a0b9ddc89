import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { pinning } from './pinning.js';

/**
 * Starts a program on the servers' core, waits for its first line, and ends it.
 * @param {readonly string[]} args of Node.js
 * @param {number} [settling] how long it goes on after its line, ms
 * @returns {Promise<{ wall: number, cpu: number, settled: number }>} ms until the line, processor time until then, and
 *   until the end; NaN where the system does not tell the processor time of another process
 */
export async function startOf(args, settling = 0) {
  const [command = '', ...rest] = [...pinning.prefix('server'), process.execPath, ...args];
  const begun = performance.now();
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  try {
    const [chunk] = await Promise.race([once(child.stdout, 'data'), exited]);
    const wall = performance.now() - begun;
    const cpu = cpuOf(child.pid);
    if (!/listening/i.test(String(chunk))) throw new Error(`${args.join(' ')} did not start: ${chunk}`);
    if (settling > 0) await setTimeout(settling);
    return { wall, cpu, settled: cpuOf(child.pid) };
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

/**
 * Processor time of a process so far, all its threads, ms. `schedstat` counts nanoseconds; `stat` counts hundredths of a
 * second, which is too coarse for a start.
 * @param {number | undefined} pid
 */
function cpuOf(pid) {
  try {
    const tasks = `/proc/${pid}/task`;
    const times = readdirSync(tasks).map((task) =>
      Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]),
    );
    return times.reduce((sum, each) => sum + each, 0) / 1e6;
  } catch {
    return NaN;
  }
}
