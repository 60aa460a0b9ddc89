import { expect, test } from 'vitest';
import { chaosRadio, verdict } from '../../support/chaos-radio.js';
import { drip } from '../../support/drip.js';

test('a header that comes byte by byte without end is ended with 408', async () => {
  const radio = await chaosRadio('--http-header-timeout', '300ms');
  const head = `POST /streamscape_api HTTP/1.1\r\nX-Filler: ${'x'.repeat(10_000)}`;
  const { text } = await (await drip(radio.http.port, head, 20)).ended;
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  const saw = '408, then the end';
  await verdict(radio, { name: 'slow header', port: 'http', saw, ended: { 'header-timeout': 1 } });
});
