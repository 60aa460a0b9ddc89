// Journal assertions: what did the client send, in which order, and how often? The journal has the bytes too.
import assert from 'node:assert/strict';
import { startSilvusMock, virtualClock } from 'silvus-mock';
import { call } from './call.mjs';

const clock = virtualClock();
const radio = await startSilvusMock({ clock });

// The client that is tested: it sets what it finds wrong, and nothing else.
async function configure(url, wanted) {
  for (const [method, value] of Object.entries(wanted)) {
    const [present] = (await call(url, method)).result;
    if (present !== value) await call(url, method, [value]);
  }
}

radio.state.patch({ max_link_distance: 5_000 }); // as if the radio had had it all along
await configure(radio.http.url, { max_link_distance: '5000', power_dBm: '27' });

radio.journal.verify({ method: 'power_dBm', params: ['27'], outcome: 'ok', times: 1 });
radio.journal.verify({ method: 'max_link_distance', params: ['5000'], times: 0 });
assert.deepEqual(
  radio.journal.entries.flatMap(({ commands }) => commands.map(({ method }) => method)),
  ['max_link_distance', 'power_dBm', 'power_dBm'],
);

// A verification that fails says what came near.
assert.throws(
  () => radio.journal.verify({ method: 'power_dBm', params: ['28'] }),
  /expected at least once, seen 0 times: .*\n {2}#3 http power_dBm\("27"\) ok/,
);

// Waiting for what another part of the program does, with a deadline.
setTimeout(() => void call(radio.http.url, 'nodeid'), 5);
const { reply } = await radio.journal.waitFor({ method: 'nodeid' }, { timeoutMs: 2_000 });
assert.match(Buffer.from(reply).toString(), /"310061"/);

// All of it as a fixture, to be replayed or kept.
const [first] = radio.journal.toFixture();
assert.equal(first.reply, '{"result" : ["5000"], "id" : 1, "jsonrpc" : "2.0"}');

await radio.close();
console.log('the client sent what it should, and nothing else');
