/** Starts and closes a simulator, or a pair of bare servers, many times. Argument: JSON. */
import { startServerPair } from '../bare/server-pair.js';
import { answerParent } from './answer.js';
import { cpuTime } from './own-figures.js';
import { libraryOf } from './simulators.js';

const { kind, checkout, kept } = JSON.parse(process.argv[2] ?? '{}');
const { pid, platform } = process;

/**
 * Address of those that are kept open. Linux looks for a free port among some 7,000 first; where the processes of a case
 * have taken all of these on one address, each start searches them in vain, for longer than all the rest takes.
 */
const keptAt = platform === 'linux' ? `127.1.${(pid >> 8) & 255}.${pid & 255}` : '127.0.0.1';

async function prepare() {
  const { startSilvusMock } = await libraryOf(checkout);
  const isSimulator = kind === 'simulator';
  const open = [];
  for (let each = 0; each < kept; each += 1)
    open.push(await (isSimulator ? startSilvusMock({ host: keptAt }) : startServerPair(keptAt)));
  /** @type {() => Promise<{ close(): Promise<unknown> }>} */
  return isSimulator ? () => startSilvusMock() : () => startServerPair();
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
