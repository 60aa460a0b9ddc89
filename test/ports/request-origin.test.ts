import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { httpPortWithSink, maintenancePortWithSink } from '../support/port-with-sink.js';
import { running } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

const post = (target: string, headers: readonly string[] = []) =>
  ['POST ' + target + ' HTTP/1.1', 'Host: radio', 'Content-Length: 2', ...headers, '', '{}'].join('\r\n');

const peerOf = (socket: { localPort?: number | undefined }) => `127.0.0.1:${socket.localPort ?? 0}`;

test('two requests on one connection have each its own path and credentials', async () => {
  const { number, origins } = await httpPortWithSink();
  const client = await rawClient(number);
  client.socket.write(
    post('/streamscape_api?secret=query', ['Cookie: session=one', 'Authorization: Basic dXNlcg==']),
  );
  await client.until(/"done"/);
  client.socket.write(post('http://radio/cgi-bin/streamscape_api', ['Cookie: session=two']));
  await client.until(/"done"[^]*"done"/);
  client.socket.write(post('/streamscape_api'));
  await client.until(/"done"[^]*"done"[^]*"done"/);
  const peer = peerOf(client.socket);
  expect(origins).toMatchObject([
    { port: 'http', peer, path: '/streamscape_api' },
    { port: 'http', peer, path: '/cgi-bin/streamscape_api' },
    { port: 'http', peer, path: '/streamscape_api' },
  ]);
  expect(origins.map(({ credentials }) => [credentials?.cookie, credentials?.authorization])).toEqual([
    ['session=one', 'Basic dXNlcg=='],
    ['session=two', undefined],
    [undefined, undefined],
  ]);
  expect('credentials' in (origins[2] ?? {})).toBe(false);
});

test('pipelined requests that wait together keep their own origins', async () => {
  const { number, origins } = await httpPortWithSink();
  const client = await rawClient(number);
  client.socket.write(
    post('/streamscape_api', ['Cookie: a']) + post('/cgi-bin/streamscape_api', ['Cookie: b']),
  );
  await client.until(/"done"[^]*"done"/);
  expect(origins.map(({ path, credentials }) => [path, credentials?.cookie])).toEqual([
    ['/streamscape_api', 'a'],
    ['/cgi-bin/streamscape_api', 'b'],
  ]);
});

test('an origin that is copied, printed or written as JSON shows no credentials', async () => {
  const { number, origins } = await httpPortWithSink();
  const client = await rawClient(number);
  client.socket.write(post('/streamscape_api', ['Cookie: hidden', 'Authorization: hidden']));
  await client.until(/"done"/);
  const [origin] = origins;
  expect(origin?.credentials?.cookie).toBe('hidden');
  for (const text of [
    JSON.stringify({ ...origin }),
    inspect(origin, { depth: Infinity, showHidden: true }),
    JSON.stringify(structuredClone(origin)),
  ])
    expect(text).not.toContain('hidden');
});

test('each message of a maintenance connection has its port and its peer, and nothing of HTTP', async () => {
  const { number, origins } = await maintenancePortWithSink({ persistent: true });
  const client = await rawClient(number);
  client.socket.write('{}\n');
  await client.until(/"done"/);
  client.socket.write('{}\n');
  await client.until(/"done"[^]*"done"/);
  const origin = { port: 'maintenance', peer: peerOf(client.socket) };
  expect(origins).toEqual([origin, origin]);
});

test('events, the journal and the log hold nothing of the credentials, and no more of the origin than before', async () => {
  const lines: unknown[] = [];
  const log = (fields: object, text: string) => void lines.push({ ...fields, text });
  const logger = { trace: log, debug: log, info: log, warn: log, error: log, fatal: log };
  const mock = await running({ logger, timing: { preset: 'instant' } });
  const events: object[] = [];
  mock.on('command', (event) => events.push(event));
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'freq' });
  const order = JSON.stringify({ version: '1', sleep: '0', api_list: [{ method: 'zeroize', id: 2 }] });
  for (const text of [body, order])
    await (
      await fetch(mock.http.url, {
        method: 'POST',
        body: text,
        headers: { Cookie: 'hidden', Authorization: 'Bearer hidden' },
      })
    ).text();
  await mock.journal.waitFor({ method: 'zeroize' });
  expect(Object.keys(events[0] ?? {})).toEqual([
    'node',
    'id',
    'method',
    'port',
    'peer',
    'outcome',
    'waitMs',
    'runMs',
  ]);
  const deferred = events.find((event) => 'deferred' in event);
  expect(Object.keys(deferred ?? {})).toEqual([
    'node',
    'id',
    'method',
    'port',
    'peer',
    'deferred',
    'outcome',
    'waitMs',
    'runMs',
  ]);
  expect(Object.keys(mock.journal.entries[0] ?? {})).toEqual([
    'node',
    'n',
    'at',
    'port',
    'peer',
    'request',
    'reply',
    'ending',
    'commands',
    'faults',
  ]);
  expect(inspect([events, lines, mock.journal.entries], { depth: Infinity })).not.toMatch(
    /hidden|credentials/,
  );
});
