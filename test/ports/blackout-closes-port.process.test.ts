import { expect, test } from 'vitest';
import { keepAlive, rpc } from '../support/json-rpc-client.js';
import { expectCounts, radioProcess, untilCounted } from '../support/radio-process.js';
import { rawClient } from '../support/raw-client.js';

test('a port that closes and opens again while clients are connected', async () => {
  const radio = await radioProcess('--blackout', 'refuse');
  const [silent, half] = await Promise.all([rawClient(radio.http.port), rawClient(radio.http.port)]);
  half.socket.write(keepAlive(rpc('freq')).slice(0, -5));
  await untilCounted(radio, 'http', ({ open }) => open === 2);
  await radio.drive('POST', '/blackout', { duration: '1h' });
  expect([(await silent.ended).text, (await half.ended).text]).toEqual(['', '']);
  await expect(rawClient(radio.http.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await radio.drive('DELETE', '/blackout');
  const saw = 'the end, then no port, then it is back';
  await expectCounts(radio, {
    name: 'blackout that closes the port',
    port: 'http',
    saw,
    ended: { blackout: 2 },
  });
});
