// Blackout recovery: a radio that changes its frequency closes both ports for 30 s. A client that asks once a second
// must find it again within a second of its return.
import assert from 'node:assert/strict';
import { startSilvusMock, virtualClock } from 'silvus-mock';
import { call } from './call.mjs';

const clock = virtualClock();
const radio = await startSilvusMock({ clock, blackout: 'refuse' });
const { url } = radio.http;

await call(url, 'freq', ['2220']);
assert.equal(radio.blackout.current.cause, 'soft-boot');

let asked = 0;
for (let isBack = false; !isBack;) {
  await clock.advance('1s');
  asked += 1;
  // A port that is closed makes `fetch` throw.
  isBack = await call(url, 'freq').then(
    ({ result }) => result?.[0] === '2220',
    () => false,
  );
}
assert.equal(clock.now(), 30_000);

// A blackout of your own, for as long as you like, and its end before its time.
radio.blackout.begin('1h');
await assert.rejects(call(url, 'freq'));
await radio.blackout.end();
assert.deepEqual((await call(url, 'freq')).result, ['2220']);

await radio.close();
console.log(`found again at try ${asked}, 30 s after the write`);
