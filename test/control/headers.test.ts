import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../support/control-plane-client.js';
import { exchange } from '../support/raw-client.js';

const host = 'Host: localhost';
const json = 'Content-Type: application/json';
const body = '{"mode":"offline"}';

/** A request that changes the mode, with these headers instead of the usual ones. */
const put = (...headers: string[]) =>
  `PUT /mode HTTP/1.1\r\nConnection: close\r\n${headers.map((each) => `${each}\r\n`).join('')}\r\n${body}`;

const length = `Content-Length: ${body.length}`;
const plain = [host, json, length];

test('the request itself is taken', async () => {
  const radio = await radioWithControlPlane();
  expect(await exchange(radio.port, put(...plain))).toMatch(/^HTTP\/1\.1 200 /);
  expect(radio.mock.mode).toBe('offline');
});

test.each([
  ['host', [...plain, host]],
  ['host', [host, 'HOST: example.com', json, length]],
  ['host', ['Host: example.com', host, json, length]],
  ['content-type', [...plain, 'Content-Type: text/plain']],
  ['authorization', [...plain, 'Authorization: Bearer a', 'authorization: Bearer b']],
  ['origin', [...plain, 'Origin: http://localhost', 'Origin: http://example.com']],
  ['sec-fetch-site', [...plain, 'Sec-Fetch-Site: none', 'Sec-Fetch-Site: cross-site']],
  ['expect', [...plain, 'Expect: 100-continue', 'Expect: 100-continue']],
  // Whatever comes between them, and in whatever number.
  ['host', [host, ...Array.from({ length: 3_000 }, () => 'a: '), json, length, host]],
])('two headers %s are 400, and nothing is done', async (name, headers) => {
  const radio = await radioWithControlPlane();
  const reply = await exchange(radio.port, put(...headers));
  // Node.js asks for the body by itself where a client waits for that.
  expect(reply).toMatch(/^(?:HTTP\/1\.1 100 Continue\r\n\r\n)?HTTP\/1\.1 400 [^]*\r\nConnection: close\r\n/);
  expect(reply).toContain(
    `{"error":{"code":"OPTION_INVALID","message":"header: ${name}: is there twice; allowed: once"}}`,
  );
  expect(radio.mock.mode).toBe('normal');
});

test.each([
  ['two lengths that differ', [...plain, 'Content-Length: 2']],
  ['two lengths that are the same', [...plain, length]],
  ['a length and chunks', [...plain, 'Transfer-Encoding: chunked']],
  ['chunks twice', [host, json, 'Transfer-Encoding: chunked', 'Transfer-Encoding: chunked']],
  ['another coding', [host, json, 'Transfer-Encoding: gzip, chunked']],
  ['a length with a sign', [host, json, `Content-Length: +${body.length}`]],
  ['a blank before the colon', ['Host : localhost', json, length]],
  ['a header that goes on in the next line', [host, 'X-A: b\r\n c', json, length]],
  ['no Host', [json, length]],
])('%s is 400, and nothing is done', async (_, headers) => {
  const radio = await radioWithControlPlane();
  const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  const request = put(...headers).replace(body, headers.some((each) => /chunked/.test(each)) ? chunk : body);
  expect(await exchange(radio.port, request)).toMatch(/^HTTP\/1\.1 400 /);
  expect(radio.mock.mode).toBe('normal');
});

test('many headers hide no other one: a body that is too long is refused before it is sent', async () => {
  const radio = await radioWithControlPlane();
  const filler = Array.from({ length: 3_000 }, () => 'a: ');
  const request = put(host, json, ...filler, 'Content-Length: 9999999').replace(body, '');
  expect(await exchange(radio.port, request)).toMatch(/^HTTP\/1\.1 413 /);
  const foreign = put(...plain, ...filler, 'Sec-Fetch-Site: cross-site');
  expect(await exchange(radio.port, foreign)).toMatch(/^HTTP\/1\.1 403 /);
  const form = put(host, ...filler, 'Content-Type: text/plain', length);
  expect(await exchange(radio.port, form)).toMatch(/^HTTP\/1\.1 415 /);
  expect(radio.mock.mode).toBe('normal');
});

test.each([
  'Cross-Site',
  'cross-site',
  'same-site',
  'Same-Origin',
  'NONE',
  'same-origin;x=1',
  'none, cross-site',
  '"none"',
  'new-relation',
  '',
])('Sec-Fetch-Site "%s" counts as another site', async (site) => {
  const radio = await radioWithControlPlane();
  expect(await exchange(radio.port, put(...plain, `Sec-Fetch-Site: ${site}`))).toMatch(/^HTTP\/1\.1 403 /);
  expect(radio.mock.mode).toBe('normal');
});

test.each([
  ['localhost', 'http://LOCALHOST'],
  ['LOCALHOST:80', 'http://localhost'],
  ['localhost', 'HTTP://localhost:80'],
  ['[::1]:8081', 'http://[::1]:8081'],
])('Host %s and Origin %s are the same site', async (name, origin) => {
  const radio = await radioWithControlPlane();
  const request = put(`Host: ${name}`, `Origin: ${origin}`, json, length);
  expect(await exchange(radio.port, request)).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  ['localhost:8080', 'http://localhost'],
  ['localhost:80', 'https://localhost:80'],
  ['localhost', 'http://localhost/'],
  ['localhost', 'http://user@localhost'],
])('Host %s and Origin %s are not', async (name, origin) => {
  const radio = await radioWithControlPlane();
  const request = put(`Host: ${name}`, `Origin: ${origin}`, json, length);
  expect(await exchange(radio.port, request)).toMatch(/^HTTP\/1\.1 403 /);
});

test('a host that a proxy names, a trailer, or the target itself does not count', async () => {
  const radio = await radioWithControlPlane();
  const forwarded = put(
    'Host: example.com',
    'X-Forwarded-Host: localhost',
    'Forwarded: host=localhost',
    json,
    length,
  );
  expect(await exchange(radio.port, forwarded)).toMatch(/^HTTP\/1\.1 403 /);
  const chunked = (trailers: string) =>
    put('Host: example.com', json, 'Transfer-Encoding: chunked').replace(body, `0\r\n${trailers}\r\n\r\n`);
  expect(await exchange(radio.port, chunked(host))).toMatch(/^HTTP\/1\.1 403 /);
  const absolute = put('Host: example.com', json, length).replace('/mode', 'http://localhost/mode');
  expect(await exchange(radio.port, absolute)).toMatch(/^HTTP\/1\.1 403 /);
  expect(radio.mock.mode).toBe('normal');
});

test.each([
  ['BEARER', 200],
  ['Bearer   ', 200],
  ['Bearer\t', 401],
  ['Basic', 401],
])('the scheme "%s" is answered %i', async (scheme, status) => {
  const token = 'a-long~token/with+all=';
  const radio = await radioWithControlPlane({ control: { token } }, { Authorization: `Bearer ${token}` });
  const request = put(...plain, `Authorization: ${scheme} ${token}  `);
  expect(await exchange(radio.port, request)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});
