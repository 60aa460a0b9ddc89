import { expect, test } from 'vitest';
import { maintain, outcome, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { exchange } from '../support/raw-client.js';

const post = (head: string, body = '') => `POST /streamscape_api HTTP/1.1\r\n${head}\r\n\r\n${body}`;
const nul = '\u0000';
const badUtf8 = Buffer.concat([
  Buffer.from('{"jsonrpc":"2.0","method":"'),
  Buffer.from([0xc3, 0x28]),
  Buffer.from('"}\n'),
]);

const onHttp: Record<string, [Buffer | string, RegExp]> = {
  'NUL bytes': [nul.repeat(1_000), /^HTTP\/1\.1 400 /],
  'a TLS hello': [Buffer.from('16030100c6010000c20303', 'hex'), /^HTTP\/1\.1 400 /],
  'a line of text': ['hello radio\r\n\r\n', /^HTTP\/1\.1 400 /],
  'a JSON object without HTTP': [`${rpc('freq')}\n`, /^HTTP\/1\.1 400 /],
  'a NUL in a header': [post(`X-Filler: a${nul}b`), /^HTTP\/1\.1 400 /],
  'two lengths': [post('Content-Length: 5\r\nContent-Length: 6', 'hello'), /^HTTP\/1\.1 400 /],
  'a length and chunks': [
    post('Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\n'),
    /^HTTP\/1\.1 400 /,
  ],
  'a negative length': [post('Content-Length: -5', 'hello'), /^HTTP\/1\.1 400 /],
  'a chunk size that is none': [post('Transfer-Encoding: chunked', 'zz\r\n'), /^HTTP\/1\.1 400 /],
  'a body of NUL bytes': [post('Connection: close\r\nContent-Length: 9', nul.repeat(9)), /"Parse error"/],
  'a tunnel request': ['CONNECT example.invalid:443 HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 405 /],
};

test.each(Object.entries(onHttp))(
  '%s on the HTTP port: an error, and the next client is served',
  async (_, [bytes, answer]) => {
    const mock = await running();
    expect(await exchange(mock.http.port, bytes)).toMatch(answer);
    expect(await outcome(mock, 'freq')).toEqual(['4700']);
  },
);

const onMaintenance: Record<string, [Buffer | string, RegExp]> = {
  'NUL bytes': [`${nul.repeat(100)}\n`, /Parse error/],
  'NUL bytes inside a message': [`{"jsonrpc":"2.0",${nul}"method":"zeroize","id":1}\n`, /Parse error/],
  'an HTTP request': [post('Content-Length: 2', '{}'), /Parse error/],
  'bytes that are not UTF-8': [badUtf8, /Parse error/],
  'brackets without an end': ['['.repeat(8_193), /Invalid Request/],
  'deep brackets': [`${'['.repeat(4_000)}${']'.repeat(4_000)}\n`, /Invalid Request/],
  'a closing bracket first': ['}{\n', /Parse error/],
  'a text with brackets in it': ['"{[" \n', /Invalid Request/],
};

test.each(Object.entries(onMaintenance))(
  '%s on the maintenance port: an error, and the next client is served',
  async (_, [bytes, answer]) => {
    const mock = await running();
    expect(await exchange(mock.maintenance.port, bytes)).toMatch(answer);
    expect((await maintain(mock, 'zeroize')).result).toEqual(['']);
  },
);

test('an array nested as deeply as a body can be is judged like any other value', async () => {
  const mock = await running();
  const depth = 500_000;
  const body = rpc('freq', 1, ['DEEP']).replace('"DEEP"', '['.repeat(depth) + ']'.repeat(depth));
  const reply = await exchange(
    mock.http.port,
    post(`Connection: close\r\nContent-Length: ${body.length}`, body),
  );
  expect(reply).toContain('INVALID_RANGE');
});

test('garbage behind a request that waits: the request has its answer first', async () => {
  const mock = await running({ worker: { processingTime: '50ms' } });
  const body = rpc('freq');
  const reply = await exchange(
    mock.http.port,
    `${post(`Content-Length: ${body.length}`, body)}garbage\r\n\r\n`,
  );
  expect(reply).toMatch(/^HTTP\/1\.1 200 .*"4700".*HTTP\/1\.1 400 /s);
});
