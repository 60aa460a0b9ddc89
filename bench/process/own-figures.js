import { setImmediate } from 'node:timers/promises';

/** Processor time of this process so far, user and system, µs: the operating system's own accounting. */
export function cpuTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * What work cost that was done many times.
 * @param {number} times
 * @param {number} before {@link cpuTime} before it
 * @returns {{ cpu: number, perCpuSecond: number }} µs each, and how many in a second of processor time
 */
export function costOf(times, before) {
  const cpu = (cpuTime() - before) / times;
  return { cpu, perCpuSecond: 1e6 / cpu };
}

/**
 * Heap in use once all that is garbage is gone: when several collections in a row have found nothing more. Needs
 * `--expose-gc`.
 */
export async function heapInUse() {
  let least = Infinity;
  for (let idle = 0; idle < 5; idle += 1) {
    await setImmediate();
    globalThis.gc?.();
    const { heapUsed } = process.memoryUsage();
    if (heapUsed < least - 1_024) idle = 0;
    least = Math.min(least, heapUsed);
  }
  return least;
}
