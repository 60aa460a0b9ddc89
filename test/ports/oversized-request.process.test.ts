import { expect, test } from 'vitest';
import { expectCounts, radioProcess } from '../support/radio-process.js';
import { rawClient } from '../support/raw-client.js';

const twoMiB = 'x'.repeat(2 ** 21);

test('a header of 2 MiB gets 431 and is cut', async () => {
  const radio = await radioProcess();
  const client = await rawClient(radio.http.port);
  client.socket.write(`POST /streamscape_api HTTP/1.1\r\nX-Filler: ${twoMiB}\r\n\r\n`);
  const { text } = await client.ended;
  expect(text).toMatch(/^HTTP\/1\.1 431 /);
  const saw = '431, then the end';
  await expectCounts(radio, { name: 'header of 2 MiB', port: 'http', saw, ended: { 'too-large': 1 } });
});

test('a line of 2 MiB on the maintenance port gets Invalid Request and the end', async () => {
  const radio = await radioProcess();
  const client = await rawClient(radio.maintenance.port);
  client.socket.write(`${twoMiB}\n`);
  expect((await client.ended).text).toContain('Invalid Request');
  const saw = 'Invalid Request, then the end';
  const ended = { 'line-too-long': 1 };
  await expectCounts(radio, { name: 'line of 2 MiB', port: 'maintenance', saw, ended });
});
