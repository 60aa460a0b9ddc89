import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * How processes are kept on cores of their own.
 * @typedef {object} Pinning
 * @property {boolean} pinned
 * @property {string} note for people
 * @property {(role: Role) => readonly string[]} prefix what goes before a command; empty where nothing is pinned
 */

/** @typedef {'server' | 'client'} Role */

/**
 * The cores that this process may use; empty where that is not known.
 * @returns {readonly number[]}
 */
function allowedCores() {
  try {
    const list = /^Cpus_allowed_list:\s*(.+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
    return list.split(',').flatMap((range) => {
      const [first = NaN, last = first] = range.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
  } catch {
    return [];
  }
}

/** @returns {Pinning} */
function findPinning() {
  const cores = allowedCores();
  const server = cores.at(-1);
  const client = cores[0];
  const hasTaskset = spawnSync('taskset', ['--version']).status === 0;
  if (!hasTaskset || server === undefined || server === client) {
    const why = hasTaskset ? 'there is but one core' : 'there is no taskset';
    return { pinned: false, note: `nothing is pinned to a core: ${why}`, prefix: () => [] };
  }
  const core = { server, client };
  return {
    pinned: true,
    note: `servers on core ${server}, clients on core ${client}`,
    prefix: (role) => ['taskset', '--cpu-list', String(core[role])],
  };
}

export const pinning = findPinning();
