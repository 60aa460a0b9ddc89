// Retry and backoff: the radio fails three times, each time in another way, then answers. The client's waits run
// on the simulator's clock, so that the test knows them to the millisecond and takes no time.
import assert from 'node:assert/strict';
import { startSilvusMock, virtualClock } from 'silvus-mock';
import { call } from './call.mjs';

// The client that is tested. It takes its `sleep` from outside.
async function persistent(url, method, sleep) {
  for (let wait = 100; ; wait *= 2) {
    try {
      const { result, error } = await call(url, method);
      if (error === undefined) return result;
      if (!['BUSY', 'UNAVAILABLE'].includes(error.message)) throw new Error(error.message);
    } catch (fault) {
      // What `fetch` throws without a whole reply, and what is no JSON.
      if (!(fault instanceof TypeError || fault instanceof SyntaxError)) throw fault;
    }
    await sleep(wait);
  }
}

const clock = virtualClock();
const radio = await startSilvusMock({ clock });
radio.faults.add({ kind: 'busy', match: { nth: 1 } });
radio.faults.add({ kind: 'rst', match: { nth: 2 } });
radio.faults.add({ kind: 'garbage', match: { nth: 3 } });

const waits = [];
const sleep = async (ms) => {
  waits.push(ms);
  await clock.advance(ms);
};
assert.deepEqual(await persistent(radio.http.url, 'freq', sleep), ['4700']);
assert.deepEqual(waits, [100, 200, 400]);
assert.equal(clock.now(), 700);
radio.journal.verify({ method: 'freq', times: 4 });
await radio.close();
console.log(`answered at the fourth try, after ${clock.now()} ms of virtual time`);
