// vitest: each test gets a radio of its own. A test that fails shows the radio's last exchanges.
// Run it with: npx vitest run --config examples/vitest.config.mjs
import { expect } from 'vitest';
import { radioTest as test } from 'silvus-mock/vitest';
import { call } from './call.mjs';

test('the radio comes back after a change of frequency', async ({ radio, clock }) => {
  await call(radio.http.url, 'freq', ['2220']);
  expect((await call(radio.http.url, 'freq')).error.message).toBe('UNAVAILABLE');
  await clock.advance('30s'); // takes no time at all
  expect((await call(radio.http.url, 'freq')).result).toEqual(['2220']);
});

// Tests with a radio each can run at once.
test.concurrent('power is limited to 39 dBm', async ({ radio }) => {
  expect((await call(radio.http.url, 'power_dBm', ['40'])).error.message).toBe('INVALID_RANGE');
});

test.concurrent('a busy radio says so', async ({ radio }) => {
  radio.faults.add({ kind: 'busy', times: 1 });
  expect((await call(radio.http.url, 'bw')).error.message).toBe('BUSY');
  expect((await call(radio.http.url, 'bw')).result).toEqual(['20']);
});
