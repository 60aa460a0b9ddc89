import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../../support/control-plane-client.js';
import { scrape } from '../../support/scrape.js';

test('an event loop that stood still for more than 5 s is told, and for how long', async () => {
  const radio = await radioWithControlPlane();
  // The first look at the loop is needed to tell how late the next is.
  while ((await scrape(radio.mock)).value('nodejs_eventloop_lag_max_seconds') === 0);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_200);
  const { status, body } = await radio.ask('GET', '/healthz');
  expect([status, body]).toEqual([
    503,
    {
      alive: false,
      reasons: [expect.stringMatching(/^the event loop stood still for \d+ ms within the last 20 s$/)],
      loopDelayMs: expect.any(Number) as number,
    },
  ]);
  expect((body as { loopDelayMs: number }).loopDelayMs).toBeGreaterThan(5_000);
  expect((await scrape(radio.mock)).value('nodejs_eventloop_lag_max_seconds')).toBeGreaterThan(5);
  // It can still take requests.
  expect(await radio.ask('GET', '/readyz')).toMatchObject({ status: 200 });
});
