// A RST in the middle of a reply: the write was carried out, but the client can't know. It must look before it
// writes again.
import assert from 'node:assert/strict';
import { startSilvusMock } from 'silvus-mock';
import { call } from './call.mjs';

const radio = await startSilvusMock();
const { url } = radio.http;

// Half of the reply comes under its full length, then the connection is reset. A fault of your own is a few lines:
// `answer`, `alter`, `deliver` and `connect` are its hooks.
radio.faults.add({
  name: 'half-then-reset',
  match: { method: 'max_link_distance', access: 'write' },
  times: 1,
  fault: {
    deliver: (delivery) => ({
      ...delivery,
      cutAt: Math.floor(Buffer.byteLength(delivery.text ?? '') / 2),
      ending: 'reset',
    }),
  },
});

await assert.rejects(call(url, 'max_link_distance', ['5000']));
radio.journal.verify({
  method: 'max_link_distance',
  params: ['5000'],
  outcome: 'ok',
  fault: 'half-then-reset',
});

// So it asks first, and has no need to write.
assert.deepEqual((await call(url, 'max_link_distance')).result, ['5000']);
radio.journal.verify({ method: 'max_link_distance', params: ['5000'], times: 1 });

await radio.close();
console.log('the write was carried out once, though its reply never came whole');
