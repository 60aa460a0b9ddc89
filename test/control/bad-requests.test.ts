import { expect, test } from 'vitest';
import { type Logger, virtualClock } from '../../src/index.js';
import { radioWithControlPlane } from '../support/control-plane-client.js';
import { rawClient } from '../support/raw-client.js';

test.each([
  '/page',
  '/nowhere',
  '/state/',
  '/state/freq/more',
  '//state',
  '/faults/',
  '*',
  'http://localhost/status',
])('%s is not found', async (path) => {
  expect(await (await radioWithControlPlane()).refusal('GET', path)).toBe(
    '404 NOT_FOUND: there is no such path; GET /openapi.json lists all',
  );
});

test.each([
  ['POST', '/state', 'GET, HEAD, PATCH'],
  ['DELETE', '/state/freq', 'GET, HEAD'],
  ['PUT', '/faults', 'GET, HEAD, POST, DELETE'],
  ['GET', '/reset', 'POST'],
  ['OPTIONS', '/mode', 'GET, HEAD, PUT'],
  ['TRACE', '/status', 'GET, HEAD'],
])('%s %s is not allowed, and Allow says what is', async (method, path, allow) => {
  const reply = await (await radioWithControlPlane()).ask(method, path);
  expect([reply.status, reply.headers.allow]).toEqual([405, allow]);
  expect(reply.body).toEqual({ error: { code: 'METHOD_NOT_ALLOWED', message: `${path} takes ${allow}` } });
});

test.each([
  [{ 'Content-Type': 'text/plain' }, '{"mode":"offline"}'],
  [{ 'Content-Type': 'application/x-www-form-urlencoded' }, ''],
  [{ 'Content-Type': 'multipart/form-data; boundary=x' }, '--x--'],
  [{ 'Content-Type': 'application/jsonp' }, '{"mode":"offline"}'],
  [{ 'Content-Type': '' }, '{"mode":"offline"}'],
])('a body with %j is refused', async (headers, body) => {
  const radio = await radioWithControlPlane();
  const reply = await radio.ask('PUT', '/mode', body, headers);
  expect(reply).toMatchObject({ status: 415, body: { error: { code: 'UNSUPPORTED_MEDIA_TYPE' } } });
  expect(radio.mock.mode).toBe('normal');
});

test('a charset is let in', async () => {
  const radio = await radioWithControlPlane();
  const headers = { 'Content-Type': 'Application/JSON; charset=utf-8' };
  expect(await radio.ask('PUT', '/mode', '{"mode":"offline"}', headers)).toMatchObject({ status: 200 });
});

test.each([
  ['{"mode":', /^400 OPTION_INVALID: body: is no JSON; allowed: /],
  ['mode=offline', /^400 OPTION_INVALID: body: is no JSON; allowed: /],
  ['"offline"', /^400 OPTION_INVALID: body: "offline": is not allowed; allowed: an object/],
  ['null', /^400 OPTION_INVALID: body: null: is not allowed; allowed: an object/],
  ['[]', /^400 OPTION_INVALID: body: is not allowed; allowed: an object/],
])('the body %s is refused', async (body, refusal) => {
  expect(await (await radioWithControlPlane()).refusal('PUT', '/mode', body)).toMatch(refusal);
});

test('a body that is not UTF-8 is refused', async () => {
  const radio = await radioWithControlPlane();
  const client = await rawClient(radio.port);
  const head = 'PUT /mode HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  client.socket.write(`${head}Connection: close\r\nContent-Length: 3\r\n\r\n`);
  client.socket.write(Uint8Array.of(0x22, 0xff, 0x22));
  expect((await client.ended).text).toMatch(/^HTTP\/1\.1 400 [^]*body: is not UTF-8/);
});

const long = JSON.stringify({ mode: 'x'.repeat(1_048_576) });

test.each<[string, Record<string, string>]>([
  ['with its length', {}],
  ['in chunks', { 'Transfer-Encoding': 'chunked' }],
])('a body above 1 MiB, %s, is refused and the refusal can be read', async (_, headers) => {
  const radio = await radioWithControlPlane();
  const json = { 'Content-Type': 'application/json', ...headers };
  expect(await radio.ask('PUT', '/mode', long, json)).toMatchObject({
    status: 413,
    body: { error: { code: 'TOO_LARGE', message: 'the body is too long; allowed: 1048576 bytes' } },
  });
  expect(await radio.get('/mode')).toEqual({ mode: 'normal' });
});

test('a body in very many pieces is taken', async () => {
  const radio = await radioWithControlPlane();
  const client = await rawClient(radio.port);
  const head = 'PUT /mode HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  client.socket.write(`${head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n`);
  const pieces = Array.from(`{"mode":"offline"${' '.repeat(20_000)}}`, (each) => `1\r\n${each}\r\n`);
  client.socket.write(`${pieces.join('')}0\r\n\r\n`);
  expect((await client.ended).text).toMatch(/^HTTP\/1\.1 200 /);
});

test('one who goes away in the middle of a body does no harm', async () => {
  const radio = await radioWithControlPlane();
  const client = await rawClient(radio.port);
  const head = 'PUT /mode HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  client.socket.write(`${head}Content-Length: 100\r\n\r\n{"mode":`);
  client.socket.resetAndDestroy();
  expect(await radio.get('/mode')).toEqual({ mode: 'normal' });
});

test('several requests on one connection are answered in their order', async () => {
  const radio = await radioWithControlPlane();
  const client = await rawClient(radio.port);
  const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n`;
  client.socket.write(`${get('/version')}\r\n${get('/mode')}\r\n${get('/clock')}Connection: close\r\n\r\n`);
  const { text } = await client.ended;
  expect(text).toMatch(/silvus-mock[^]*"mode":"normal"[^]*"virtual":false/);
});

test('a fault of its own is answered without its text, and is logged', async () => {
  const errors: object[] = [];
  const ignore = () => undefined;
  const logger: Logger = {
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (fields) => void errors.push(fields),
  };
  const inner = virtualClock();
  const thrown = new Error('text of ours');
  let isBroken = false;
  const wallTime = () => {
    if (isBroken) throw thrown;
    return inner.wallTime();
  };
  const radio = await radioWithControlPlane({ logger, clock: { ...inner, wallTime } });
  isBroken = true;
  const refusal = await radio.refusal('GET', '/clock');
  isBroken = false;
  expect(refusal).toBe('500 INTERNAL: see the log');
  expect(errors).toEqual([{ err: thrown, where: 'the control plane: GET /clock' }]);
  expect(await radio.get('/clock')).toMatchObject({ virtual: true });
});
