import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { httpRequest } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

/** Sends the pieces one after the other and gives all that comes; each piece is read before the next is sent. */
async function sendInPieces(port: number, pieces: readonly Buffer[]): Promise<string> {
  const client = await rawClient(port, { allowHalfOpen: true });
  client.socket.setNoDelay(true);
  for (const piece of pieces) {
    await new Promise<void>((resolve) => client.socket.write(piece, () => resolve()));
    await turn();
    await turn();
  }
  const { text, error } = await client.ended;
  client.socket.destroy();
  return error === undefined ? text : `${text} and then ${error}`;
}

/** Every way to cut the bytes in two, and each byte by itself. */
function everySplit(bytes: Buffer): readonly (readonly Buffer[])[] {
  const cuts = Array.from({ length: bytes.length - 1 }, (_, index) => [
    bytes.subarray(0, index + 1),
    bytes.subarray(index + 1),
  ]);
  return [...cuts, [...bytes].map((byte) => Buffer.of(byte))];
}

const call = (id: string) => `{"jsonrpc":"2.0","method":"factory_reset","id":${id}}`;

test.each([
  ['an object and a newline', `${call('1')}\n`],
  ['an object without a newline', call('1')],
  ['brackets, quotes and a backslash inside a text, and letters of several bytes', call('"}]\\"\\\\é📡{["')],
  ['a batch', `[${call('1')},{"jsonrpc":"2.0","method":"freq","id":2}]\r\n`],
  ['a word', 'zeroize\r\n'],
  ['blanks before the message', ` \r\n\t${call('1')}\n`],
  ['a line that is not JSON', '{"jsonrpc"]\n'],
])('maintenance: however it is cut, the reply is the same: %s', async (_, text) => {
  const mock = await running();
  const bytes = Buffer.from(text);
  const whole = await sendInPieces(mock.maintenance.port, [bytes]);
  expect(whole).toMatch(/^.+\n$/);
  for (const pieces of everySplit(bytes)) {
    expect(await sendInPieces(mock.maintenance.port, pieces), pieces.join('|')).toBe(whole);
  }
});

test.each([
  ['a call', httpRequest('{"jsonrpc":"2.0","method":"freq","id":"é📡"}')],
  ['a batch with an invalid element', httpRequest('[{"jsonrpc":"2.0","method":"freq","id":1},{"id":"é"}]')],
  ['what is no JSON', httpRequest('{"jsonrpc"')],
  [
    'a chunked call',
    Buffer.from(
      'POST /streamscape_api HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n' +
        '10\r\n{"jsonrpc":"2.0"\r\n18\r\n,"method":"freq","id":1}\r\n0\r\n\r\n',
    ),
  ],
  ['a path that is none', httpRequest('{}', '/')],
])('HTTP: however it is cut, the reply is the same: %s', async (_, bytes) => {
  const mock = await running();
  const whole = await sendInPieces(mock.http.port, [bytes]);
  expect(whole).toMatch(/^HTTP\/1\.1 \d{3} [^]*\r\n\r\n[^]+$/);
  for (const pieces of everySplit(bytes)) {
    expect(await sendInPieces(mock.http.port, pieces), pieces.join('|')).toBe(whole);
  }
});
