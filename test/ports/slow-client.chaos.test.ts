import { expect, test } from 'vitest';
import { keepAlive, outcome, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { sendByteByByte } from '../support/raw-client.js';

test('a request that comes in byte by byte is answered if it is complete in time', async () => {
  const mock = await running();
  const http = await sendByteByByte(mock.http.port, keepAlive(rpc('freq')), 1);
  const maintenance = await sendByteByByte(mock.maintenance.port, rpc('zeroize'), 1);
  expect(await http.until(/"4700"/)).toMatch(/^HTTP\/1\.1 200 /);
  expect(await maintenance.until(/\n/)).toContain('"result" : [""]');
});

test('slow headers and a slow body are ended by their deadline while others are served', async () => {
  const mock = await running({ http: { headerTimeout: '800ms', requestTimeout: '900ms' } });
  const endless = 'x'.repeat(10_000);
  const header = await sendByteByByte(
    mock.http.port,
    `POST /streamscape_api HTTP/1.1\r\nX-Filler: ${endless}`,
    20,
  );
  const head = 'POST /streamscape_api HTTP/1.1\r\nContent-Length: 10000\r\n\r\n';
  const body = await sendByteByByte(mock.http.port, endless, 20, head);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  for (const { text } of await Promise.all([header.ended, body.ended]))
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});
