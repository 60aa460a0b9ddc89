import { expect, test } from 'vitest';
import { outcome, rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { exchange } from '../../support/raw-client.js';

const body = rpc('power_dBm', 1, ['27']);

const post = (...headers: string[]) =>
  `POST /streamscape_api HTTP/1.1\r\nConnection: close\r\nContent-Length: ${body.length}\r\n` +
  `${headers.map((each) => `${each}\r\n`).join('')}\r\n${body}`;

test.each([
  [['Host: a', 'Host: a']],
  [['Host: a', 'host: b']],
  [['Host: a', ...Array.from({ length: 3_000 }, () => 'a: '), 'HOST: b']],
  [['Host: a', `Content-Length: ${body.length}`]],
  [['Transfer-Encoding: chunked']],
])('what a proxy in front may read otherwise is 400, and nothing is done: %#', async (headers) => {
  const mock = await running();
  const before = await outcome(mock, 'power_dBm');
  expect(await exchange(mock.http.port, post(...headers))).toMatch(
    /^HTTP\/1\.1 400 Bad Request\r\n[^]*Connection: close/,
  );
  expect(await outcome(mock, 'power_dBm')).toEqual(before);
});

test.each([
  ['no Host', []],
  ['an empty Host', ['Host: ']],
  ['a Host that is none', ['Host: http://user@172.20.1.1:x/']],
  ['two types', ['Content-Type: text/plain', 'Content-Type: application/json']],
  ['two agents', ['User-Agent: a', 'User-Agent: b']],
  [
    'two credentials',
    ['Authorization: Basic YTpi', 'Authorization: Basic YTpj', 'Cookie: a=b', 'Cookie: c=d'],
  ],
  ['another site', ['Origin: http://example.com', 'Origin: null', 'Sec-Fetch-Site: cross-site']],
  ['3,000 headers', Array.from({ length: 3_000 }, () => 'a: ')],
])('a client with %s is served', async (_, headers) => {
  const mock = await running();
  expect(await exchange(mock.http.port, post(...headers))).toMatch(/^HTTP\/1\.1 200 [^]*"result" : \[""\]/);
  expect(await outcome(mock, 'power_dBm')).toEqual(['27']);
});

test('headers beyond 16 KiB are 431, however many they are', async () => {
  const mock = await running();
  expect(await exchange(mock.http.port, post(...Array.from({ length: 16_384 }, () => 'ab: c')))).toMatch(
    /^HTTP\/1\.1 431 /,
  );
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});
