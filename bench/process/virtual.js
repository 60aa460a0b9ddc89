/** Moves a virtual clock on and calls in each step, all in one process, as a test does. Argument: JSON. */
import { startJsonEcho } from '../bare/json-echo.js';
import { answerParent } from './answer.js';
import { Client, requestOf } from './client.js';
import { costOf, cpuTime } from './own-figures.js';
import { libraryOf } from './simulators.js';

const { kind, checkout } = JSON.parse(process.argv[2] ?? '{}');
const request = requestOf('http', { jsonrpc: '2.0', method: 'freq', id: 1 });
const sample = '{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}';

/** @returns {Promise<(times: number) => Promise<unknown>>} */
async function makeWork() {
  if (kind === 'echo') {
    const { port } = await startJsonEcho(sample);
    const client = await Client.connect(port, { framing: 'http' });
    return (times) => repeat(times, () => client.call(request));
  }
  const { startSilvusMock, virtualClock } = await libraryOf(checkout);
  const clock = virtualClock();
  const mock = await startSilvusMock({ clock });
  if (kind === 'over HTTP') {
    const client = await Client.connect(mock.http.port, { framing: 'http' });
    return (times) =>
      repeat(times, async () => {
        await clock.advance('1s');
        await client.call(request);
      });
  }
  let polls = 0;
  void (async () => {
    while (await clock.sleep(1_000)) if (mock.mode === 'normal') polls += 1;
  })();
  return async (times) => {
    const before = polls;
    await repeat(times, () => clock.advance('1s'));
    if (polls - before < times - 1) throw new Error(`${polls - before} polls in ${times} seconds`);
  };
}

/**
 * @param {number} times
 * @param {() => Promise<unknown>} step
 */
async function repeat(times, step) {
  for (let each = 0; each < times; each += 1) await step();
}

const prepared = makeWork();

answerParent({
  run: async (/** @type {number} */ times) => {
    const work = await prepared;
    const before = cpuTime();
    await work(times);
    return costOf(times, before);
  },
});
