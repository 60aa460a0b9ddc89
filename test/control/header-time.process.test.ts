import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../support/control-plane-client.js';
import { rawClient } from '../support/raw-client.js';

test('headers without an end are cut off after 10 s', async () => {
  const { port } = await radioWithControlPlane();
  const client = await rawClient(port);
  client.socket.write('GET /version HTTP/1.1\r\nHost: localhost\r\n');
  expect((await client.ended).text).toMatch(/^HTTP\/1\.1 408 /);
});
