import { startSilvusMock } from '../../dist/index.js';
import { startServerPair } from '../bare/server-pair.js';
import { median, repeat } from '../harness.js';

/** @import { Case } from '../harness.js' */

/** @type {Case} */
export default {
  name: 'start-close',
  about: 'a simulator started and closed in process, beside a bare HTTP and a bare TCP server',
  figures: [{ name: 'start and close', unit: 'ms' }],
  async open(seconds) {
    const measure = async (/** @type {() => Promise<{ close(): Promise<unknown> }>} */ start) => {
      const times = await repeat(seconds, async () => {
        const started = await start();
        await started.close();
      });
      return { 'start and close': median(times) };
    };
    return {
      measured: () => measure(startSilvusMock),
      beside: () => measure(startServerPair),
      close: async () => undefined,
    };
  },
};
