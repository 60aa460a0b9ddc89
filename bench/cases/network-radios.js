import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** @import { Case } from '../measure/types.js' */

const run = promisify(execFile);
const script = fileURLToPath(new URL('../process/network-radios.js', import.meta.url));
const radios = 1_000;
const figure = { side: 'network', over: 'servers' };

/** @type {Case} */
export default {
  name: 'network-radios',
  about: `a network of ${radios.toLocaleString('en')} served radios that all move, beside as many bare HTTP and TCP servers`,
  figures: [
    { name: 'CPU of start, each', unit: 'µs', metric: 'start', ...figure },
    { name: 'CPU of close, each', unit: 'µs', metric: 'close', ...figure },
    {
      ...{ name: 'heap each', unit: 'KiB', metric: 'heap', ...figure },
      aim: { of: 'value', atMost: 50 },
    },
  ],
  open: async ({ checkout }) => {
    const sideOf = (/** @type {string} */ kind) => ({
      warmUp: async () => undefined,
      measure: async () => {
        const given = JSON.stringify({ kind, checkout, count: radios });
        const { stdout } = await run(process.execPath, ['--expose-gc', script, given]);
        return JSON.parse(stdout);
      },
    });
    return {
      sides: { network: sideOf('network'), servers: sideOf('servers') },
      close: async () => undefined,
    };
  },
};
