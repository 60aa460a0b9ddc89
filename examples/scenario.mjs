// A scenario: what happens to the radio is written down in a file, and the client is judged by how it comes through.
// The same file plays in a radio that runs by itself: silvus-mock start --scenario examples/scenario.yaml
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { startSilvusMock, virtualClock } from 'silvus-mock';
import { call } from './call.mjs';

const clock = virtualClock();
const radio = await startSilvusMock({ clock, seed: 7 });
const { url } = radio.http;

radio.scenario.run(fileURLToPath(new URL('scenario.yaml', import.meta.url)));

// The client under test: it looks every ten seconds, and shows a warning when it has seen nothing for half a minute.
let lastSeen = 0;
const shown = [];
const look = async () => {
  const reply = await call(url, 'freq');
  if (reply.error === undefined) lastSeen = clock.now();
  shown.push(clock.now() - lastSeen >= 30_000 ? 'warning' : 'ok');
};

while (radio.scenario.status.state === 'running') {
  const looked = look();
  await radio.received(shown.length + 1);
  // A late reply comes within these ten seconds too.
  await clock.advance('10s');
  await looked;
}

assert.equal(radio.scenario.status.step, 'steps.5');
assert.ok(shown.includes('warning'), 'a minute out of range must be shown');
assert.equal(shown.at(-1), 'ok', 'and forgotten once it is back');
assert.deepEqual(radio.faults.list(), []);

await radio.close();
console.log(
  `${shown.filter((each) => each === 'warning').length} warnings in ${shown.length} looks, in no time`,
);
