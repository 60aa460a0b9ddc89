import { expect, test } from 'vitest';
import { createSilvusMock } from '../../../src/index.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

const api = '/streamscape_api';
const page = 'http://localhost:3000';
const read = JSON.stringify({ jsonrpc: '2.0', method: 'nodeid', id: 1 });

/** Sends one request over a socket of its own; the reply's status, headers by name in lower case, and body. */
async function send(port: number, line: string, headers: Readonly<Record<string, string>>, body = '') {
  const client = await rawClient(port);
  const head = Object.entries({
    ...headers,
    Connection: 'close',
    'Content-Length': String(Buffer.byteLength(body)),
  });
  client.socket.write(
    `${line} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
  const { text } = await client.ended;
  const [start = '', rest = ''] = text.split('\r\n\r\n');
  const [first = '', ...lines] = start.split('\r\n');
  const pairs = lines.map((each): [string, string] => {
    const [name = '', value = ''] = each.split(': ');
    return [name.toLowerCase(), value];
  });
  return { status: Number(first.split(' ')[1]), headers: Object.fromEntries(pairs), body: rest };
}

const preflight = (origin: string) => ({
  Origin: origin,
  'Access-Control-Request-Method': 'POST',
  'Access-Control-Request-Headers': 'content-type,x-client',
});

test('by default no reply has a header for other origins, and OPTIONS is refused', async () => {
  const { http } = await running();
  const asked = await send(http.port, `OPTIONS ${api}`, preflight(page));
  const called = await send(http.port, `POST ${api}`, { Origin: page }, read);
  expect(asked.status).toBe(405);
  expect(called.status).toBe(200);
  for (const { headers } of [asked, called])
    expect(Object.keys(headers).filter((name) => name.startsWith('access-') || name === 'vary')).toEqual([]);
});

test('a preflight of an allowed origin is answered, and reaches no command', async () => {
  const mock = await running({ http: { cors: [page] } });
  for (const path of [api, '/cgi-bin/streamscape_api'])
    expect(await send(mock.http.port, `OPTIONS ${path}`, preflight(page))).toEqual({
      status: 204,
      headers: {
        vary: 'Origin',
        'access-control-allow-origin': page,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'content-type,x-client',
        connection: 'close',
      },
      body: '',
    });
  expect(mock.journal.total).toBe(0);
});

test('the replies to the calls behind it can be read by the page, errors too', async () => {
  const mock = await running({ http: { cors: [page, 'https://bench.test'] } });
  const { port } = mock.http;
  const readable = { 'access-control-allow-origin': page, 'access-control-allow-credentials': 'true' };
  const reply = await send(port, `POST ${api}`, { Origin: page }, read);
  expect(reply).toMatchObject({ status: 200, headers: readable });
  expect(JSON.parse(reply.body)).toMatchObject({ result: ['310061'], id: 1 });
  const notification = JSON.stringify({ jsonrpc: '2.0', method: 'nodeid' });
  expect(await send(port, `POST ${api}`, { Origin: page }, notification)).toMatchObject({
    status: 204,
    headers: readable,
  });
  expect(await send(port, 'POST /elsewhere', { Origin: page }, read)).toMatchObject({
    status: 404,
    headers: readable,
  });
});

test.each(['http://localhost:3001', 'https://localhost:3000', 'http://localhost', 'null'])(
  'another origin (%s) is not allowed; its calls are served as ever',
  async (origin) => {
    const { http } = await running({ http: { cors: [page] } });
    const asked = await send(http.port, `OPTIONS ${api}`, preflight(origin));
    const called = await send(http.port, `POST ${api}`, { Origin: origin }, read);
    expect([asked.status, called.status]).toEqual([405, 200]);
    for (const { headers } of [asked, called]) {
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers).toHaveProperty('vary', 'Origin');
    }
  },
);

test('* allows every origin, without cookies', async () => {
  const { http } = await running({ http: { cors: ['*'] } });
  for (const origin of [page, 'null']) {
    const { status, headers } = await send(http.port, `OPTIONS ${api}`, preflight(origin));
    expect(status).toBe(204);
    expect(headers).toHaveProperty('access-control-allow-origin', '*');
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    expect(headers).not.toHaveProperty('vary');
  }
});

test('OPTIONS that is no preflight, and a preflight for another path, are refused as ever', async () => {
  const { http } = await running({ http: { cors: [page] } });
  expect(await send(http.port, `OPTIONS ${api}`, { Origin: page })).toMatchObject({
    status: 405,
    headers: { allow: 'POST' },
  });
  expect(await send(http.port, 'OPTIONS /elsewhere', preflight(page))).toMatchObject({ status: 404 });
});

test('names of headers that are none are not repeated', async () => {
  const { http } = await running({ http: { cors: [page] } });
  const { status, headers } = await send(http.port, `OPTIONS ${api}`, {
    ...preflight(page),
    'Access-Control-Request-Headers': 'a b, <c>',
  });
  expect(status).toBe(204);
  expect(headers).not.toHaveProperty('access-control-allow-headers');
});

test('a preflight says that GET is served, where it is', async () => {
  const { http } = await running({ http: { cors: [page], get: 'ok' } });
  expect((await send(http.port, `OPTIONS ${api}`, preflight(page))).headers).toHaveProperty(
    'access-control-allow-methods',
    'GET, HEAD, POST',
  );
  expect((await send(http.port, `GET ${api}`, { Origin: page })).headers).toHaveProperty(
    'access-control-allow-origin',
    page,
  );
});

test('a reload changes the origins while connections are open', async () => {
  const mock = await running();
  const client = await rawClient(mock.http.port);
  const ask = `OPTIONS ${api} HTTP/1.1\r\nOrigin: ${page}\r\nAccess-Control-Request-Method: POST\r\n\r\n`;
  client.socket.write(ask);
  await client.until(/405 Method Not Allowed<\/h1>/);
  await mock.reload({ http: { cors: [page] } });
  client.socket.write(ask);
  expect(await client.until(/204 No Content[^]*\r\n\r\n$/)).toContain(
    `Access-Control-Allow-Origin: ${page}\r\n`,
  );
  client.socket.destroy();
});

test('a blackout that is answered with 503 can be read by the page', async () => {
  const mock = await running({ mode: 'offline', blackout: 'http-503', http: { cors: [page] } });
  expect(await send(mock.http.port, `POST ${api}`, { Origin: page }, read)).toMatchObject({
    status: 503,
    headers: { 'access-control-allow-origin': page },
  });
});

test.each([
  'localhost:3000',
  'http://localhost:3000/',
  'http://localhost:3000/app',
  'http://user@localhost',
  'http://localhost:99999',
  'http://*.test',
  'http://a.test, http://b.test',
  'http://bücher.test',
  'http://a.test\r\nX: y',
  '',
])('%j is no origin', (text) => {
  expect(() => createSilvusMock({ http: { cors: [text] } })).toThrow(
    /http\.cors.*is no origin; allowed: \*, or scheme:\/\/host\[:port\]/,
  );
});

test('an origin is compared in the form in which browsers send it', () => {
  const cors = [
    'HTTP://LocalHost:80',
    'https://A.test:443',
    'http://[::1]:3000',
    'capacitor://localhost',
    'null',
  ];
  expect(createSilvusMock({ http: { cors } }).config.http.cors).toEqual([
    'http://localhost',
    'https://a.test',
    'http://[::1]:3000',
    'capacitor://localhost',
    'null',
  ]);
});
