import { expect, test } from 'vitest';
import { outcome, rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { exchange } from '../../support/raw-client.js';

const body = rpc('freq');
const request = (filler: number) =>
  `POST /streamscape_api HTTP/1.1\r\nConnection: close\r\nX-Filler: ${'x'.repeat(filler)}\r\n` +
  `Content-Length: ${body.length}\r\n\r\n${body}`;

test('request line and headers of 16 KiB are taken, a header longer than that is 431', async () => {
  const mock = await running();
  const most = 16_384;
  const head = request(0).length - body.length;
  expect(request(most - head)).toHaveLength(most + body.length);
  expect(await exchange(mock.http.port, request(most - head))).toMatch(/^HTTP\/1\.1 200 /);
  expect(await exchange(mock.http.port, request(most + 1))).toMatch(/^HTTP\/1\.1 431 /);
});

test('headers below 16 KiB are taken, longer ones are 431', async () => {
  const mock = await running();
  expect(await exchange(mock.http.port, request(16_000))).toMatch(/^HTTP\/1\.1 200 /);
  expect(await exchange(mock.http.port, request(16_384))).toMatch(/^HTTP\/1\.1 431 /);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});
