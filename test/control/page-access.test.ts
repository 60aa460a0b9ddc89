import { expect, test } from 'vitest';
import { controlPort, httpCall, radioWithControlPlane } from '../support/control-plane-client.js';
import { running } from '../support/radio.js';
import { exchange } from '../support/raw-client.js';

const token = 'a-long~token/with+all=';

/** A simulator whose control plane needs a token. */
const closed = () => radioWithControlPlane({ control: { token } }, { Authorization: `Bearer ${token}` });

const code = ({ body }: { body: unknown }) => (body as { error?: { code: string } }).error?.code;

test.each([{}, { Authorization: 'Bearer wrong' }, { Authorization: 'Basic YTpi' }])(
  'with %j the page itself loads, and nothing else does',
  async (headers) => {
    const { port, mock } = await closed();
    const page = await httpCall(port, 'GET', '/', { headers });
    expect([page.status, page.headers['www-authenticate']]).toEqual([200, undefined]);
    const [, script = ''] = /src="\.(\/page\/[^"]+)"/.exec(page.text) ?? [];
    expect((await httpCall(port, 'GET', script, { headers })).status).toBe(200);
    for (const [method, path] of [
      ['GET', '/status'],
      ['GET', '/events'],
      ['GET', '/openapi.json'],
      ['GET', '/pages'],
      ['GET', '/page'],
      ['POST', '/worker/pause'],
    ] as const) {
      const reply = await httpCall(port, method, path, { headers });
      expect([path, reply.status, code(reply)]).toEqual([path, 401, 'UNAUTHORIZED']);
    }
    expect(mock.worker.figures.paused).toBe(false);
  },
);

test('a token in an address gives access to nothing, and is in no reply and no log line', async () => {
  const lines: string[] = [];
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  const logger = { debug: write, info: write, warn: write, error: write };
  const mock = await running({ logger, control: { enabled: true, token } });
  const port = controlPort(mock);
  const plain = await httpCall(port, 'GET', '/');
  const query = new URLSearchParams({
    token,
    access_token: token,
    Authorization: `Bearer ${token}`,
  }).toString();
  const replies = [];
  for (const path of ['/', '/status', '/events', '/page/x.js']) {
    const { status, headers, text } = await httpCall(port, 'GET', `${path}?${query}`);
    replies.push(JSON.stringify({ headers, text }));
    expect([path, status]).toEqual([path, { '/': 200, '/page/x.js': 404 }[path] ?? 401]);
  }
  const cookie = await httpCall(port, 'GET', '/status', { headers: { Cookie: `token=${token}` } });
  expect(cookie.status).toBe(401);
  expect((await httpCall(port, 'GET', `/?${query}`)).text).toBe(plain.text);
  await mock.close();
  expect([...lines, ...replies].filter((each) => each.includes('a-long~token'))).toEqual([]);
  expect(lines.join('\n')).toContain('/status');
});

test.each([
  '/page/../status',
  '/page/..%2fstatus',
  '/page/%2e%2e/status',
  '//status',
  '/?/status',
  '/page/x?/../../status',
  '/#/status',
])('%s is no way around the token', async (path) => {
  const { port, mock } = await closed();
  for (const method of ['GET', 'POST']) {
    const request = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    const reply = await exchange(port, request);
    expect(reply).not.toContain(`"seed":${mock.seed}`);
    expect(reply).toMatch(/^HTTP\/1\.1 (?:401|404|405) |<!doctype html>/i);
  }
});

test.each([
  { Host: 'example.com' },
  { Host: '127.0.0.1.example.com' },
  { Host: 'localhost:8081@example.com' },
  { Origin: 'http://example.com' },
  { Origin: 'null' },
  { Origin: 'http://localhost:1' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' },
])('with %j the page is refused as everything is, and nothing is done', async (headers) => {
  const { port, mock } = await radioWithControlPlane();
  for (const [method, path, body] of [
    ['GET', '/', undefined],
    ['HEAD', '/', undefined],
    ['GET', '/page/x.js', undefined],
    ['POST', '/', undefined],
    ['GET', '/status', undefined],
    ['POST', '/worker/pause', undefined],
    ['PUT', '/mode', { mode: 'offline' }],
  ] as const) {
    const reply = await httpCall(port, method, path, { body, headers: { Host: 'localhost', ...headers } });
    expect([method, path, reply.status]).toEqual([method, path, 403]);
    const allowing = Object.keys(reply.headers).filter((name) => name.startsWith('access-control'));
    expect(allowing).toEqual([]);
  }
  expect([mock.worker.figures.paused, mock.mode]).toEqual([false, 'normal']);
});

test('a form of a foreign page changes nothing: a browser sends its Origin, and its type is no JSON', async () => {
  const { port, mock } = await radioWithControlPlane();
  const form = { 'Content-Type': 'text/plain', 'Sec-Fetch-Mode': 'navigate' };
  const body = '{"mode":"offline"}';
  for (const [headers, status] of [
    [{ ...form, Origin: 'https://example.com', 'Sec-Fetch-Site': 'cross-site' }, 403],
    // A browser of before Sec-Fetch-Site, from a page without an origin.
    [{ ...form, Origin: 'null' }, 403],
    [form, 415],
  ] as const)
    expect((await httpCall(port, 'PUT', '/mode', { body, headers })).status).toBe(status);
  expect(mock.mode).toBe('normal');
});

test.each([
  ['sim.example', { Origin: 'https://sim.example', 'Sec-Fetch-Site': 'same-origin' }, 200],
  ['sim.example:8443', { Origin: 'https://SIM.example:8443', 'Sec-Fetch-Site': 'same-origin' }, 200],
  ['sim.example', { Origin: 'https://sim.example' }, 403],
  ['sim.example', { Origin: 'https://sim.example', 'Sec-Fetch-Site': 'none' }, 403],
  ['sim.example', { Origin: 'https://sim.example', 'Sec-Fetch-Site': 'same-site' }, 403],
  ['sim.example', { Origin: 'https://example.com', 'Sec-Fetch-Site': 'same-origin' }, 403],
  ['sim.example', { Origin: 'https://sim.example:8443', 'Sec-Fetch-Site': 'same-origin' }, 403],
])('behind a proxy with TLS, Host %s with %j is answered %i', async (host, headers, status) => {
  const { port, mock } = await radioWithControlPlane({ control: { allowedHosts: ['sim.example'] } });
  const reply = await httpCall(port, 'POST', '/worker/pause', { headers: { Host: host, ...headers } });
  expect([reply.status, mock.worker.figures.paused]).toEqual([status, status === 200]);
});
