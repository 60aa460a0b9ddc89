import { expect, test } from 'vitest';
import { keepAlive, rpc } from '../support/json-rpc-client.js';
import { expectCounts, radioProcess } from '../support/radio-process.js';
import { rawClient } from '../support/raw-client.js';

test.each([
  ['http', keepAlive(rpc('zeroize')), { client: 1 }],
  ['maintenance', `${rpc('zeroize')}\n`, { served: 1 }],
] as const)('a client of %s that has ended its half is answered', async (port, bytes, ended) => {
  const radio = await radioProcess();
  const client = await rawClient(radio[port].port, { allowHalfOpen: true });
  client.socket.end(bytes);
  expect((await client.ended).text).toContain('"result" : [""]');
  const saw = 'its reply, then the end';
  await expectCounts(radio, { name: `half open, ${port}`, port, saw, ended });
});
