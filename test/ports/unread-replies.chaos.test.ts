import { expect, test } from 'vitest';
import { keepAlive, outcome, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { flood, frozenClient } from '../support/raw-client.js';

const longId = 'x'.repeat(8_000);

const floods = {
  'requests for the API': keepAlive(rpc('freq', longId)),
  'requests for another path': 'GET /elsewhere HTTP/1.1\r\n\r\n'.repeat(500),
  'requests that expect the impossible': 'POST /streamscape_api HTTP/1.1\r\nExpect: x\r\n\r\n'.repeat(500),
};

test.each(Object.entries(floods))(
  'a client that sends %s without end and reads nothing is cut off; the next is served',
  async (_, bytes) => {
    const times = { headerTimeout: '20s', requestTimeout: '30s', keepAliveTimeout: '20s' };
    const mock = await running({ http: { ...times, writeTimeout: '200ms' } });
    await flood(await frozenClient(mock.http.port), bytes);
    expect(await outcome(mock, 'freq')).toEqual(['4700']);
  },
);

test('so is one on a persistent maintenance connection', async () => {
  const mock = await running({
    maintenance: { persistent: true, idleTimeout: '20s', writeTimeout: '200ms' },
  });
  await flood(await frozenClient(mock.maintenance.port), `${rpc('zeroize', longId)}\n`.repeat(10));
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});
