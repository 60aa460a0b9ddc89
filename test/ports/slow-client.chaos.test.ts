import { expect, onTestFinished, test } from 'vitest';
import { outcome, rawClient } from '../support/client.js';
import { keepAlive, rpc } from '../support/requests.js';
import { running } from '../support/running.js';

/** Sends a text one byte at a time, one each `ms`. */
async function drip(port: number, text: string, ms: number) {
  const client = await rawClient(port);
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < text.length) client.socket.write(text.charAt(sent));
    sent += 1;
  }, ms);
  onTestFinished(() => clearInterval(timer));
  return client;
}

test('a request that comes in byte by byte is answered if it is complete in time', async () => {
  const mock = await running();
  const http = await drip(mock.http.port, keepAlive(rpc('freq')), 1);
  const maintenance = await drip(mock.maintenance.port, rpc('zeroize'), 1);
  expect(await http.until(/"4700"/)).toMatch(/^HTTP\/1\.1 200 /);
  expect(await maintenance.until(/\n/)).toContain('"result" : [""]');
});

test('slow headers and a slow body are ended by their deadline while others are served', async () => {
  const mock = await running({ http: { headerTimeout: '800ms', requestTimeout: '900ms' } });
  const endless = 'x'.repeat(10_000);
  const header = await drip(mock.http.port, `POST /streamscape_api HTTP/1.1\r\nX-Filler: ${endless}`, 20);
  const body = await rawClient(mock.http.port);
  body.socket.write('POST /streamscape_api HTTP/1.1\r\nContent-Length: 10000\r\n\r\n');
  const timer = setInterval(() => body.socket.write('x'), 20);
  onTestFinished(() => clearInterval(timer));
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  for (const { text } of await Promise.all([header.ended, body.ended]))
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});
