import { expect, test } from 'vitest';
import { inputIsRead, keepAlive, rpc } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

test.each([
  ['latency', { kind: 'latency', ms: '1s' }],
  ['slow-drip', { kind: 'slow-drip', bytes: 40, interval: '1s' }],
] as const)('a reply that %s holds up gets out before a fault ends its connection', async (_slow, how) => {
  for (const fault of [{ kind: 'close' }, { kind: 'rst' }, { kind: 'truncate', bytes: 0 }] as const) {
    const { mock, clock } = await runningInVirtualTime();
    mock.faults.add({ ...how, times: 1 });
    mock.faults.add({ ...fault, match: { method: 'bw' } });
    const client = await rawClient(mock.http.port);
    client.socket.write(keepAlive(rpc('freq', 1)) + keepAlive(rpc('bw', 2)));
    await inputIsRead(mock);
    await clock.advance('60s');
    expect((await client.ended).text, fault.kind).toMatch(/"result" : \["4700"\][^]*"2\.0"\}/);
    await expect.poll(() => mock.stats().connections.http.endedFor).toMatchObject({ fault: 1 });
  }
});
