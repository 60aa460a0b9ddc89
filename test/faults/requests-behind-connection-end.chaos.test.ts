import { expect, test } from 'vitest';
import { httpRequest, inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

test.each(['close', 'truncate', 'rst'] as const)(
  'what waits behind a reply that the fault %s ends is not carried out',
  async (kind) => {
    const { mock, clock } = await runningInVirtualTime({ worker: { processingTime: '1s' } });
    mock.faults.add({ kind, times: 1, match: { method: 'freq' } });
    const client = await rawClient(mock.http.port, { allowHalfOpen: true });
    const waiting = [rpc('freq', 1), rpc('freq', 2), rpc('freq', 3, ['2220'])];
    client.socket.write(waiting.map(keepAlive).join(''));
    await inputIsRead(mock);
    await clock.advance('1s');
    await client.ended;
    await clock.advance('10s');
    client.socket.destroy();
    expect(mock.blackout.current).toBeUndefined();
  },
);

test('a connection that is to close is closed behind a doubled reply, though its client never ends', async () => {
  const mock = await running();
  mock.faults.add({ kind: 'duplicate' });
  const client = await rawClient(mock.http.port, { allowHalfOpen: true });
  client.socket.write(httpRequest(rpc('freq')));
  expect((await client.ended).text.split('"result" : ["4700"]')).toHaveLength(3);
  await expect.poll(() => mock.stats().connections.http.endedFor).toMatchObject({ served: 1 });
  client.socket.destroy();
});
