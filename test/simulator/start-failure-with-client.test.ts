import { request } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSilvusMock, virtualClock } from '../../src/index.js';
import { takenPort } from '../support/listening-port.js';

/** Time stands still: what is under way never ends by itself. */
test('a start that fails lets go of a request that came in by a port that was open already', async () => {
  const mock = createSilvusMock({
    clock: virtualClock(),
    worker: { processingTime: '10s' },
    control: { enabled: true, port: await takenPort() },
  });
  const started = mock.start();
  started.catch(() => undefined);
  const call = request({
    port: await portOf(() => mock.http.port),
    method: 'POST',
    path: '/streamscape_api',
  });
  const fault = new Promise<unknown>((resolve) => call.once('error', resolve));
  call.end('{"jsonrpc": "2.0", "id": 1, "method": "freq"}');
  await expect(started).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE' });
  expect(await fault).toBeInstanceOf(Error);
  expect(mock.lifecycle).toBe('failed');
});

/** The port, once it is known. */
async function portOf(port: () => number): Promise<number> {
  for (;;) {
    try {
      return port();
    } catch {
      await setImmediate();
    }
  }
}
