import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../support/control-plane-client.js';
import { post } from '../support/json-rpc-client.js';
import { rawClient } from '../support/raw-client.js';

const head = (line: string, type = 'json') =>
  `${line} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/${type}\r\n`;

const withLength = (line: string, body: string, type?: string) =>
  `${head(line, type)}Content-Length: ${body.length}\r\n\r\n${body}`;

const inChunks = (line: string, body: string) =>
  `${head(line)}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;

const last = (line: string) => `${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;

/** Sends requests in one packet, of which the last ends the connection, and gives all that comes. */
async function answered(port: number, ...requests: readonly string[]): Promise<string> {
  const client = await rawClient(port);
  client.socket.write(requests.join(''));
  return (await client.ended).text;
}

const offline = JSON.stringify({ mode: 'offline' });
const scenario = JSON.stringify({ name: 'x', steps: [{ at: 60_000, note: 'a' }] });
const longScenario = JSON.stringify({
  name: 'x',
  steps: Array.from({ length: 60 }, () => ({ note: 'a', at: 60_000 })),
});

test.each([
  ['a short body', withLength('PUT /mode', offline), 'GET /mode', /"mode":"offline"/g],
  ['a long body', withLength('PUT /mode', offline.padEnd(20_000)), 'GET /mode', /"mode":"offline"/g],
  ['a long body in chunks', inChunks('PUT /mode', offline.padEnd(20_000)), 'GET /mode', /"mode":"offline"/g],
  ['a scenario', withLength('PUT /scenario', scenario), 'GET /scenario', /"state":"running"/g],
  ['many steps', withLength('PUT /scenario', longScenario), 'GET /scenario', /"state":"running"/g],
  [
    'a scenario in YAML',
    withLength('PUT /scenario', scenario, 'yaml'),
    'GET /scenario',
    /"state":"running"/g,
  ],
])('a request behind one with %s sees what that has done', async (_, first, then, seen) => {
  const { port } = await radioWithControlPlane();
  expect((await answered(port, first, last(then))).match(seen)).toHaveLength(2);
});

test('a scenario is stopped by the request behind it', async () => {
  const radio = await radioWithControlPlane();
  await answered(radio.port, withLength('PUT /scenario', scenario), last('DELETE /scenario'));
  expect(await radio.get('/scenario')).toMatchObject({ state: 'stopped' });
});

test('an order is judged before the request behind it clears the journal', async () => {
  const { mock, port } = await radioWithControlPlane();
  for (let n = 0; n < 60; n += 1) await post(mock, `{"jsonrpc":"2.0","method":"freq","id":${n}}`);
  const order = JSON.stringify({ order: Array.from({ length: 60 }, () => ({ method: 'freq' })) });
  expect(
    await answered(port, withLength('POST /journal/verify-order', order), last('DELETE /journal')),
  ).toMatch(/"ok":true/);
  expect(mock.journal.entries).toEqual([]);
});

test.each([
  ['short', withLength],
  ['in chunks', inChunks],
  ['long', (line: string, body: string) => withLength(line, body.padEnd(9_000))],
])('a call whose body is %s does not keep back the request that lets it go on', async (_, withBody) => {
  const { mock, port } = await radioWithControlPlane();
  mock.worker.pause();
  const call = withBody('POST /call', '{"method":"freq"}');
  expect(await answered(port, call, last('POST /worker/resume'))).toMatch(/"outcome":"ok"/);
});
