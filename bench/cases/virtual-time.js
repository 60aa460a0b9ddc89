import { startSilvusMock, virtualClock } from '../../dist/index.js';
import { startJsonEcho } from '../bare/json-echo.js';
import { Client } from '../client.js';

/** @import { Case } from '../harness.js' */
/** @import { SilvusMock, VirtualClock } from '../../dist/index.js' */

/** How many rounds go by between two looks at the time. */
const stride = 16;

/**
 * @param {number} seconds
 * @param {() => Promise<unknown>} round
 * @returns {Promise<number>} rounds per second
 */
async function rate(seconds, round) {
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  let rounds = 0;
  while (performance.now() < end) {
    for (let step = 0; step < stride; step += 1) await round();
    rounds += stride;
  }
  return (rounds / (performance.now() - begun)) * 1_000;
}

/**
 * Does work with a connection made for it.
 * @param {number} port
 * @param {(client: Client) => Promise<number>} work
 */
async function withClient(port, work) {
  const client = await Client.connect(port);
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}

/**
 * Simulated seconds per second with a poller that sleeps on the clock and looks at the simulator without a socket.
 * @param {number} seconds
 * @param {SilvusMock} mock
 * @param {VirtualClock} clock
 */
async function pollInProcess(seconds, mock, clock) {
  const stop = new AbortController();
  let polls = 0;
  const poller = (async () => {
    while (await clock.sleep(1_000, stop.signal)) if (mock.mode === 'normal') polls += 1;
  })();
  const advances = await rate(seconds, () => clock.advance('1s'));
  stop.abort();
  await poller;
  if (polls === 0) throw new Error('nothing was polled');
  return advances;
}

/** @type {Case} */
export default {
  name: 'virtual-time',
  about:
    'simulated seconds per second, polled in each, beside the calls per second of a bare node:http JSON echo',
  figures: [
    { name: 'in process', unit: '/s' },
    { name: 'over HTTP', unit: '/s' },
  ],
  async open(seconds) {
    const clock = virtualClock();
    const mock = await startSilvusMock({ clock });
    const replyBytes = await withClient(mock.http.port, async (client) =>
      Buffer.byteLength(await client.call()),
    );
    const echo = await startJsonEcho(replyBytes);
    const pollOverHttp = (/** @type {Client} */ client) =>
      rate(seconds, async () => {
        await clock.advance('1s');
        await client.call();
      });
    return {
      measured: async () => ({
        'in process': await pollInProcess(seconds, mock, clock),
        'over HTTP': await withClient(mock.http.port, pollOverHttp),
      }),
      beside: async () => {
        const calls = await withClient(echo.port, (client) => rate(seconds, () => client.call()));
        return { 'in process': calls, 'over HTTP': calls };
      },
      close: async () => {
        await Promise.all([mock.close(), echo.close()]);
      },
    };
  },
};
