// A BUSY storm: twenty clients at once and a queue of five. What was refused is asked again, and all are served.
import assert from 'node:assert/strict';
import { startSilvusMock, virtualClock } from 'silvus-mock';
import { call } from './call.mjs';

const clock = virtualClock();
const radio = await startSilvusMock({ clock, seed: 1, worker: { queueCapacity: 5 } });
const { url } = radio.http;

// The worker is held, so that the queue fills up and the outcome does not depend on who is quick.
radio.worker.pause();
const storm = Array.from({ length: 20 }, () => call(url, 'freq'));
await radio.received(20);
radio.worker.resume();
const replies = await Promise.all(storm);
const refused = replies.filter(({ error }) => error?.message === 'BUSY');
assert.equal(refused.length, 15);

// Five at a time get through.
let left = refused.length;
while (left > 0) {
  const again = await Promise.all(Array.from({ length: Math.min(left, 5) }, () => call(url, 'freq')));
  left -= again.filter(({ result }) => result !== undefined).length;
}
assert.equal(radio.stats().commands.BUSY, 15);
assert.equal(radio.stats().commands.ok, 20);

// Without a crowd: about every second call is refused, the same ones in each run with this seed.
await radio.reset();
radio.faults.add({ kind: 'busy', probability: 0.5 });
let busy = 0;
for (let sent = 0; sent < 100; sent += 1) if ((await call(url, 'freq')).error !== undefined) busy += 1;
assert.ok(busy > 25 && busy < 75, `${busy} of 100`);

await radio.close();
console.log('15 of 20 were refused at once, and served later');
