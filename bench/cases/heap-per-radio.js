import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** @import { Case } from '../harness.js' */

const run = promisify(execFile);
const script = fileURLToPath(new URL('../process/heap.js', import.meta.url));
const count = 100;

/** Code that comes and goes with compiling is no radio's heap. */
const flags = ['--expose-gc', '--no-opt', '--no-flush-bytecode'];

/** @type {Case} */
export default {
  name: 'heap-per-radio',
  about: `heap of each of ${count} simulators in one process, beside as many bare HTTP and TCP servers`,
  figures: [{ name: 'heap each', unit: 'KiB' }],
  async open() {
    const measure = async (/** @type {'simulator' | 'server-pair'} */ kind) => {
      const { stdout } = await run(process.execPath, [...flags, script, kind, String(count)]);
      return { 'heap each': Number(stdout) / 1_024 };
    };
    return {
      measured: () => measure('simulator'),
      beside: () => measure('server-pair'),
      close: async () => undefined,
    };
  },
};
