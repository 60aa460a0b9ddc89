import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** @import { Case } from '../measure/types.js' */

const run = promisify(execFile);
const script = fileURLToPath(new URL('../process/heap.js', import.meta.url));
const radios = 100;

/** Code that comes and goes with compiling is no radio's heap. */
const flags = ['--expose-gc', '--no-opt', '--no-flush-bytecode'];

/** @type {Case} */
export default {
  name: 'heap-per-radio',
  about: `heap of each of ${radios} idle simulators in one process, beside as many bare HTTP and TCP servers`,
  figures: [
    {
      ...{ name: 'heap each', unit: 'KiB', metric: 'heap', side: 'simulator', over: 'servers' },
      aim: { of: 'value', atMost: 50 },
    },
  ],
  open: async ({ checkout }) => {
    const sideOf = (/** @type {string} */ kind) => ({
      warmUp: async () => undefined,
      measure: async () => {
        const given = JSON.stringify({ kind, checkout, count: radios });
        const { stdout } = await run(process.execPath, [...flags, script, given]);
        return { heap: Number(stdout) / 1_024 };
      },
    });
    return {
      sides: { simulator: sideOf('simulator'), servers: sideOf('servers') },
      close: async () => undefined,
    };
  },
};
