import { expect, test } from 'vitest';
import { controlPort, httpCall, radioWithControlPlane } from '../support/control-plane-client.js';
import { running } from '../support/radio.js';
import { exchange } from '../support/raw-client.js';

const code = ({ body }: { body: unknown }) => (body as { error?: { code: string } }).error?.code;

test.each(['localhost', 'localhost:1', 'LOCALHOST:8081', '127.0.0.1', '127.0.0.1:80', '[::1]', '[::1]:8081'])(
  'the Host %s is let in',
  async (host) => {
    const radio = await radioWithControlPlane();
    expect(await radio.ask('GET', '/version', undefined, { Host: host })).toMatchObject({ status: 200 });
  },
);

test.each([
  'example.com',
  'example.com:8081',
  'localhost.example.com',
  'localhost:8081@example.com',
  'localhost:port',
  '127.0.0.1.example.com',
  '10.0.0.1',
  '[::2]',
  '::1',
])('the Host "%s" is refused, and nothing is done', async (host) => {
  const radio = await radioWithControlPlane();
  const reply = await radio.ask('PUT', '/mode', { mode: 'offline' }, { Host: host });
  expect([reply.status, code(reply)]).toEqual([403, 'FORBIDDEN']);
  expect(radio.mock.mode).toBe('normal');
});

test('a request without Host, or with an empty one, is refused', async () => {
  const radio = await radioWithControlPlane();
  const empty = 'GET /version HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n';
  expect(await exchange(radio.port, empty)).toMatch(/^HTTP\/1\.1 403 /);
  expect(await exchange(radio.port, 'GET /version HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
});

test('a name that is allowed is let in beside those of the loopback', async () => {
  const radio = await radioWithControlPlane({ control: { allowedHosts: ['Radio.Test', '[fd00::1]'] } });
  for (const host of ['radio.test:8081', 'RADIO.test', '[fd00::1]:1', 'localhost'])
    expect(await radio.ask('GET', '/version', undefined, { Host: host })).toMatchObject({ status: 200 });
  const foreign = await radio.ask('GET', '/version', undefined, { Host: 'sub.radio.test' });
  expect(foreign.status).toBe(403);
});

test.each([
  { Origin: 'http://example.com' },
  { Origin: 'null' },
  { Origin: 'https://localhost' },
  { Origin: 'http://localhost:1' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
])('a page with %j is refused, and nothing is done', async (headers) => {
  const radio = await radioWithControlPlane();
  for (const [method, path] of [
    ['POST', '/worker/pause'],
    ['GET', '/state'],
    ['PATCH', '/state'],
    ['GET', '/events'],
  ] as const) {
    const reply = await radio.ask(method, path, undefined, { Host: 'localhost', ...headers });
    expect([reply.status, code(reply)]).toEqual([403, 'FORBIDDEN']);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
  expect(radio.mock.worker.figures.paused).toBe(false);
});

test.each<Record<string, string>>([
  { 'Sec-Fetch-Site': 'same-origin' },
  { 'Sec-Fetch-Site': 'none' },
  { Origin: 'http://localhost:8081' },
])('a page of its own, with %j, is let in', async (headers) => {
  const radio = await radioWithControlPlane();
  const reply = await radio.ask('GET', '/version', undefined, { Host: 'localhost:8081', ...headers });
  expect(reply.status).toBe(200);
  expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

const token = 'a-long~token/with+all=';

test('with a token, who shows it is let in', async () => {
  const radio = await radioWithControlPlane({ control: { token } }, { Authorization: `Bearer ${token}` });
  expect(await radio.get('/version')).toMatchObject({ name: 'silvus-mock' });
  const lower = await radio.ask('GET', '/version', undefined, { Authorization: `bearer ${token}` });
  expect(lower.status).toBe(200);
});

test.each(['', 'Bearer', 'Bearer ', `Bearer ${token}x`, 'Bearer a', token, `Basic ${token}`])(
  'with a token, "%s" is refused on every path',
  async (authorization) => {
    const radio = await radioWithControlPlane({ control: { token } }, { Authorization: `Bearer ${token}` });
    for (const [method, path] of [
      ['POST', '/worker/pause'],
      ['GET', '/health'],
      ['GET', '/events'],
      ['GET', '/nowhere'],
    ] as const) {
      const headers = authorization === '' ? {} : { Authorization: authorization };
      const reply = await httpCall(radio.port, method, path, { headers });
      expect([reply.status, code(reply)]).toEqual([401, 'UNAUTHORIZED']);
      expect(reply.headers['www-authenticate']).toBe('Bearer');
      expect(reply.text).not.toContain(token);
    }
    expect(radio.mock.worker.figures.paused).toBe(false);
  },
);

test('the token is in no log line', async () => {
  const lines: string[] = [];
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  const logger = { debug: write, info: write, warn: write, error: write };
  const mock = await running({ logger, control: { enabled: true, token } });
  await httpCall(controlPort(mock), 'GET', '/version', { headers: { Authorization: `Bearer ${token}` } });
  await mock.close();
  expect(lines.join('\n')).toContain('/version');
  expect(lines.join('\n')).not.toContain(token);
});
