import { expect, test } from 'vitest';
import { expectCounts, radioProcess } from '../../support/radio-process.js';
import { sendByteByByte } from '../../support/raw-client.js';

test('a header that comes byte by byte without end is ended with 408', async () => {
  const radio = await radioProcess('--http-header-timeout', '300ms');
  const head = `POST /streamscape_api HTTP/1.1\r\nX-Filler: ${'x'.repeat(10_000)}`;
  const { text } = await (await sendByteByByte(radio.http.port, head, 20)).ended;
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  const saw = '408, then the end';
  await expectCounts(radio, { name: 'slow header', port: 'http', saw, ended: { 'header-timeout': 1 } });
});
