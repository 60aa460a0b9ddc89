import { expect, test } from 'vitest';
import { controlPort, httpCall } from '../../support/control-plane-client.js';
import { outcome } from '../../support/json-rpc-client.js';
import { runningInVirtualTime } from '../../support/radio.js';
import { scrape } from '../../support/scrape.js';

const control = { enabled: true };

test("a program's own method is counted by its name", async () => {
  const { mock } = await runningInVirtualTime({
    control,
    methods: [{ name: 'scan', execute: () => ['-95'] }],
  });
  expect(await outcome(mock, 'scan')).toEqual(['-95']);
  const told = await scrape(mock);
  expect(told.value('silvus_mock_commands_total', { method: 'scan', outcome: 'ok' })).toBe(1);
});

test('one without a deadline that never ends makes the worker stuck after a minute, and a reset frees it', async () => {
  const { mock, clock } = await runningInVirtualTime({
    control,
    deadlines: { read: 0 },
    methods: [{ name: 'hangs', execute: () => new Promise<readonly string[]>(() => undefined) }],
  });
  const port = controlPort(mock);
  const hanging = outcome(mock, 'hangs');
  await mock.received(1);
  await clock.advance('60s');
  expect(await httpCall(port, 'GET', '/readyz')).toMatchObject({ status: 200 });
  await clock.advance('1s');
  const body = { ready: false, reasons: ['the worker is stuck in hangs'] };
  expect(await httpCall(port, 'GET', '/readyz')).toMatchObject({ status: 503, body });
  expect(await httpCall(port, 'GET', '/healthz')).toMatchObject({ status: 200 });
  await mock.reset();
  expect(await hanging).toBe('UNAVAILABLE');
  expect(await httpCall(port, 'GET', '/readyz')).toMatchObject({ status: 200 });
});
