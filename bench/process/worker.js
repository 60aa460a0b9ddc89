/** Submits commands to a worker, one after the other. Argument: JSON. */
import { answerParent } from './answer.js';
import { costOf, cpuTime } from './own-figures.js';
import { libraryOf } from './simulators.js';

const { kind, checkout } = JSON.parse(process.argv[2] ?? '{}');

const job = {
  commands: [{ id: 1, method: 'freq', params: [] }],
  origin: { port: 'http', peer: '127.0.0.1:1' },
};
const execution = { outcome: { kind: 'result', result: ['4700'] }, effects: [] };

/** The worker is no part of the library's face: its file is loaded. */
async function makeWorker() {
  const { systemClock } = await libraryOf(checkout);
  const { CommandWorker } = await import(new URL('dist/worker/command-worker.js', checkout).href);
  const worker = new CommandWorker({
    clock: systemClock(),
    capacity: 100,
    admissionTimeout: 0,
    processingTime: () => 0,
    executor: {
      outageError: () => undefined,
      deadline: () => 5_000,
      begin: () => undefined,
      execute: () => execution,
    },
    observe: () => undefined,
    onError: (/** @type {unknown} */ error) => {
      throw error;
    },
  });
  // A worker of an older checkout takes options with the signal, a newer one the signal.
  const given = (/** @type {AbortSignal} */ signal) => (worker.submit.length > 1 ? signal : { signal });
  // The signal of the connection, over which all these commands come.
  const ofConnection = given(new AbortController().signal);
  return kind === 'worker'
    ? () => worker.submit(job, ofConnection)
    : () => worker.submit(job, given(new AbortController().signal));
}

/**
 * What a program spends that gives each command a promise, a deadline and a way to give it up, and nothing else.
 * @returns {Promise<readonly any[]>}
 */
function plainCommand() {
  const { signal } = new AbortController();
  return new Promise((resolve) => {
    const giveUp = () => resolve([]);
    const deadline = setTimeout(giveUp, 5_000);
    signal.addEventListener('abort', giveUp, { once: true });
    queueMicrotask(() => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', giveUp);
      resolve([execution.outcome]);
    });
  });
}

const prepared = kind === 'plain' ? Promise.resolve(plainCommand) : makeWorker();

answerParent({
  run: async (/** @type {number} */ times) => {
    const submit = await prepared;
    const before = cpuTime();
    for (let each = 0; each < times; each += 1) {
      const [first] = await submit();
      // A worker of an older checkout gives outcomes, a newer one records with outcomes.
      const { kind: outcome } = first.outcome ?? first;
      if (outcome !== 'result') throw new Error(`not executed: ${JSON.stringify(first)}`);
    }
    return costOf(times, before);
  },
});
