import { createServer } from 'node:net';
import { onTestFinished, expect, test } from 'vitest';
import { textOf, urlEndpoint } from '../../src/fast-check/fast-check.js';
import { running } from '../support/radio.js';

const nodeid = new TextEncoder().encode('{"jsonrpc":"2.0","method":"nodeid","id":1}');

/** A server that answers each connection with these bytes, or with nothing, and ends it where it should. */
async function serverThat(answer: string, ends: boolean): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(answer);
      if (ends) socket.end();
    });
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

test('a radio at a URL answers on both ports, in real time', async () => {
  const mock = await running({ timing: { preset: 'instant' } });
  const endpoint = urlEndpoint({ url: mock.http.url, maintenance: mock.maintenance });
  expect(await endpoint.post(nodeid)).toMatchObject({ kind: 'answered', status: 200 });
  expect((await endpoint.post(nodeid)).text).toContain('310061');
  const answers = await endpoint.burst([nodeid, nodeid, nodeid]);
  expect(answers.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'answered']);
  expect(JSON.parse((await endpoint.maintain?.(nodeid))?.text ?? '')).toMatchObject({
    error: { code: -32601 },
  });
  await endpoint.pass(1);
  endpoint.close();
});

test.each([
  ['a body of a length', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}', false, '{}'],
  [
    'a body in chunks',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n',
    false,
    '{}',
  ],
  ['a body that ends with the connection', 'HTTP/1.1 200 OK\r\n\r\n{}', true, '{}'],
  ['an answer after 100 Continue', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n', false, ''],
])('%s is read as a whole', async (_, answer, ends, text) => {
  const endpoint = urlEndpoint({ url: await serverThat(answer, ends) });
  expect(await endpoint.post(nodeid)).toMatchObject({ kind: 'answered', text });
  endpoint.close();
});

test.each([
  ['a body that is cut', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{', true, 'cut'],
  ['an end without an answer', '', true, 'cut'],
  ['silence', '', false, 'silent'],
  ['an answer that does not go on', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{', false, 'silent'],
])('%s is no answer', async (_, answer, ends, kind) => {
  const endpoint = urlEndpoint({ url: await serverThat(answer, ends), timeoutMs: 300 });
  expect(await endpoint.post(nodeid)).toMatchObject({ kind });
  endpoint.close();
});

test('a port that nobody listens at refuses', async () => {
  const mock = await running();
  const { url } = mock.http;
  await mock.close();
  const endpoint = urlEndpoint({ url });
  expect(await endpoint.post(nodeid)).toEqual({ kind: 'refused', text: '' });
  endpoint.close();
});

test.each(['', 'radio', 'ftp://127.0.0.1/', 'https://127.0.0.1/'])('%j is no URL of a radio', (url) => {
  expect(() => urlEndpoint({ url })).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
});

test('bytes that are no UTF-8 are shown with replacements', () => {
  expect(textOf({ bytes: Uint8Array.of(0x7b, 0xff) })).toBe('{\ufffd');
});
