/** Starts and closes a simulator, or a pair of bare servers, many times. Argument: JSON. */
import { startServerPair } from '../bare/server-pair.js';
import { answerParent } from './answer.js';
import { cpuTime } from './own-figures.js';
import { libraryOf } from './simulators.js';

const { kind, checkout, kept } = JSON.parse(process.argv[2] ?? '{}');

async function prepare() {
  const { startSilvusMock } = await libraryOf(checkout);
  /** @type {() => Promise<{ close(): Promise<unknown> }>} */
  const start = kind === 'simulator' ? () => startSilvusMock() : startServerPair;
  const open = [];
  for (let each = 0; each < kept; each += 1) open.push(await start());
  return start;
}

const prepared = prepare();

answerParent({
  /** Processor time of one start and close, µs. */
  run: async (/** @type {number} */ times) => {
    const start = await prepared;
    const before = cpuTime();
    for (let each = 0; each < times; each += 1) {
      const started = await start();
      await started.close();
    }
    return { cpu: (cpuTime() - before) / times };
  },
});
