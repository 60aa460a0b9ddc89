import { expect, test } from 'vitest';
import { chaosRadio, verdict } from '../support/chaos-radio.js';
import { rawClient } from '../support/client.js';

test('a client of the HTTP port that says nothing is ended with 408', async () => {
  const radio = await chaosRadio('--http-header-timeout', '300ms');
  const { text } = await (await rawClient(radio.http.port)).ended;
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  const saw = '408, then the end';
  await verdict(radio, { name: 'silent, HTTP', port: 'http', saw, ended: { 'header-timeout': 1 } });
});

test('a client of the maintenance port that says nothing is ended without a byte', async () => {
  const radio = await chaosRadio('--maintenance-idle-timeout', '300ms');
  const { text } = await (await rawClient(radio.maintenance.port)).ended;
  expect(text).toBe('');
  const ended = { 'message-timeout': 1 };
  await verdict(radio, { name: 'silent, maintenance', port: 'maintenance', saw: 'the end', ended });
});
