import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pinning } from './pinning.js';

/** @import { Child } from './child.js' */
/** @import { Sample } from '../measure/types.js' */

const run = promisify(execFile);
const script = fileURLToPath(new URL('wrk-post.lua', import.meta.url));

/** The shortest time that it takes, s. */
const duration = 1;

/** True where the load generator wrk is installed. */
export const hasWrk = spawnSync('wrk', ['--version']).error === undefined;

/**
 * Throughput of an HTTP server under wrk, which costs less for each call than our own load, so that it can keep a server
 * busy that is as cheap as a bare one.
 * @param {Child} server
 * @param {{ connections: number, body: unknown }} traffic
 * @returns {Promise<Sample>}
 */
export async function throughputOf(server, { connections, body }) {
  const [port] = await server.ask('ports');
  const [command = '', ...args] = [
    ...pinning.prefix('client'),
    ...['wrk', '--threads', '1', '--connections', String(connections), '--duration', `${duration}s`],
    ...['--script', script, `http://127.0.0.1:${port}/streamscape_api`],
  ];
  const before = await server.ask('cpu');
  const { stdout } = await run(command, args, { env: { ...process.env, BENCH_BODY: JSON.stringify(body) } });
  const after = await server.ask('cpu');
  return { rate: rateIn(stdout), busy: (after.cpu - before.cpu) / 1_000 / (after.at - before.at) };
}

/**
 * Calls a second in the output of wrk. Throws if a reply was no success, or a connection failed.
 * @param {string} output
 */
export function rateIn(output) {
  const rate = Number(/^Requests\/sec: +([\d.]+)$/m.exec(output)?.[1]);
  if (!(rate > 0) || /Non-2xx|Socket errors/.test(output)) throw new Error(`wrk: ${output}`);
  return rate;
}
