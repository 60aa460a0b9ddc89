import { expect, test } from 'vitest';
import { expectCounts, radioProcess } from '../support/radio-process.js';
import { rawClient } from '../support/raw-client.js';

test('a client of the HTTP port that says nothing is ended with 408', async () => {
  const radio = await radioProcess('--http-header-timeout', '300ms');
  const { text } = await (await rawClient(radio.http.port)).ended;
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  const saw = '408, then the end';
  await expectCounts(radio, { name: 'silent, HTTP', port: 'http', saw, ended: { 'header-timeout': 1 } });
});

test('a client of the maintenance port that says nothing is ended without a byte', async () => {
  const radio = await radioProcess('--maintenance-idle-timeout', '300ms');
  const { text } = await (await rawClient(radio.maintenance.port)).ended;
  expect(text).toBe('');
  const ended = { 'message-timeout': 1 };
  await expectCounts(radio, { name: 'silent, maintenance', port: 'maintenance', saw: 'the end', ended });
});
