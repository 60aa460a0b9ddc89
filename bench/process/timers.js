/** Moves a virtual clock on over many timers. Argument: JSON. */
import { answerParent } from './answer.js';
import { cpuTime } from './own-figures.js';
import { libraryOf } from './simulators.js';

const { checkout, count } = JSON.parse(process.argv[2] ?? '{}');
const prepared = libraryOf(checkout);

answerParent({
  /** Processor time of `advance` over timers at distinct times, ms. */
  run: async (/** @type {number} */ times) => {
    const { virtualClock } = await prepared;
    let cpu = 0;
    for (let each = 0; each < times; each += 1) {
      const clock = virtualClock();
      let fired = 0;
      for (let timer = 1; timer <= count; timer += 1) clock.setTimeout(() => (fired += 1), timer);
      const before = cpuTime();
      await clock.advance(count);
      cpu += cpuTime() - before;
      if (fired !== count) throw new Error(`${fired} of ${count} timers fired`);
    }
    return { cpu: cpu / 1_000 / times };
  },
});
