import { expect, test } from 'vitest';
import { expectCounts, radioProcess } from '../../support/radio-process.js';
import { sendByteByByte } from '../../support/raw-client.js';

test('a body that comes byte by byte without end is ended with 408', async () => {
  const radio = await radioProcess('--http-request-timeout', '500ms');
  const head = 'POST /streamscape_api HTTP/1.1\r\nContent-Length: 10000\r\n\r\n';
  const { text } = await (await sendByteByByte(radio.http.port, 'x'.repeat(10_000), 20, head)).ended;
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  const saw = '408, then the end';
  await expectCounts(radio, { name: 'slow body', port: 'http', saw, ended: { 'request-timeout': 1 } });
});
