// node:test: the runner that comes with Node.js. One radio for a file, put back to its start before each test.
// Run it with: node --test examples/node-test.mjs
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { startSilvusMock, virtualClock } from 'silvus-mock';
import { call } from './call.mjs';

const clock = virtualClock();
const radio = await startSilvusMock({ clock });

beforeEach(() => radio.reset());
after(() => radio.close());

test('a write is read back', async () => {
  await call(radio.http.url, 'max_link_distance', ['5000']);
  assert.deepEqual((await call(radio.http.url, 'max_link_distance')).result, ['5000']);
});

test('nothing of the test before is left', async () => {
  assert.deepEqual((await call(radio.http.url, 'max_link_distance')).result, ['1000']);
  radio.journal.verify({ method: 'max_link_distance', times: 1 });
});

test('a reboot forgets what was not saved', async () => {
  await call(radio.http.url, 'max_link_distance', ['5000']);
  await call(radio.http.url, 'radio_reset');
  await clock.runUntilIdle(); // 3 s until the reboot, 60 s of reboot
  assert.deepEqual((await call(radio.http.url, 'max_link_distance')).result, ['1000']);
});
