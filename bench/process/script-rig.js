import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** @import { Rig, Sample, Side } from '../measure/types.js' */

const run = promisify(execFile);

/**
 * Sides that a script of this folder measures, each measurement in a process of its own. The script is given the side's
 * name as `kind`, and prints the sample as JSON.
 * @param {string} script its file name
 * @param {readonly string[]} names of the sides
 * @param {{ readonly checkout: string, readonly count: number }} given what all are given
 * @param {readonly string[]} flags of Node.js
 * @returns {Rig}
 */
export function scriptRig(script, names, given, flags) {
  const file = fileURLToPath(new URL(script, import.meta.url));
  /** @type {(kind: string) => Side} */
  const sideOf = (kind) => ({
    warmUp: async () => undefined,
    measure: async () => {
      const { stdout } = await run(process.execPath, [...flags, file, JSON.stringify({ kind, ...given })]);
      /** @type {Sample} */
      const sample = JSON.parse(stdout);
      return sample;
    },
  });
  return {
    sides: Object.fromEntries(names.map((name) => [name, sideOf(name)])),
    close: async () => undefined,
  };
}
