// A slow radio: replies take 800 ms, and some come a few bytes at a time. The client gives up after its own
// timeout, and must not take a late reply for the next one.
import assert from 'node:assert/strict';
import { startSilvusMock, virtualClock } from 'silvus-mock';

const clock = virtualClock();
const radio = await startSilvusMock({ clock });

// The client that is tested: its timeout runs on the clock that it is given.
async function patient(url, method, ms) {
  const gaveUp = new AbortController();
  const timer = clock.setTimeout(() => gaveUp.abort(new Error(`no reply within ${ms} ms`)), ms);
  try {
    const body = JSON.stringify({ jsonrpc: '2.0', method, id: 1 });
    const response = await fetch(url, { method: 'POST', body, signal: gaveUp.signal });
    return (await response.json()).result;
  } finally {
    timer.cancel();
  }
}

radio.faults.add({ kind: 'latency', name: 'slow', ms: '800ms' });
const tooSlow = assert.rejects(patient(radio.http.url, 'freq', 500), /no reply within 500 ms/);
await radio.received(1); // the request is in: now time may pass
await clock.advance('500ms');
await tooSlow;

const answered = patient(radio.http.url, 'freq', 1_000);
await radio.received(2);
await clock.advance('800ms');
assert.deepEqual(await answered, ['4700']);

// Eight bytes every 50 ms: a reply of 50 bytes takes seven of them.
radio.faults.remove('slow');
radio.faults.add({ kind: 'slow-drip', bytes: 8, interval: '50ms' });
const begun = clock.now();
const dripping = patient(radio.http.url, 'freq', 10_000);
await radio.received(3);
await clock.advance('350ms');
assert.deepEqual(await dripping, ['4700']);
assert.equal(clock.now() - begun, 350);

await radio.close();
console.log('too slow for 500 ms, in time for 1,000 ms');
