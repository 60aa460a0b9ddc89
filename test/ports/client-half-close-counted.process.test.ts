import { expect, test } from 'vitest';
import { chaosRadio, verdict } from '../support/chaos-radio.js';
import { rawClient } from '../support/client.js';
import { keepAlive, rpc } from '../support/requests.js';

test.each([
  ['http', keepAlive(rpc('zeroize')), { client: 1 }],
  ['maintenance', `${rpc('zeroize')}\n`, { served: 1 }],
] as const)('a client of %s that has ended its half is answered', async (port, bytes, ended) => {
  const radio = await chaosRadio();
  const client = await rawClient(radio[port].port, { allowHalfOpen: true });
  client.socket.end(bytes);
  expect((await client.ended).text).toContain('"result" : [""]');
  const saw = 'its reply, then the end';
  await verdict(radio, { name: `half open, ${port}`, port, saw, ended });
});
