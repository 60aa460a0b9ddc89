import { expect, test } from 'vitest';
import { outcome, paddedTo } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { exchange, rawClient } from '../../support/raw-client.js';

const mebibyte = 1_048_576;
const head = (...lines: string[]) =>
  ['POST /streamscape_api HTTP/1.1', 'Connection: close', ...lines, '', ''].join('\r\n');

/** The body in chunks of 60,000 bytes. */
function chunked(body: string): string {
  const chunks = body.match(/.{1,60000}/gs) ?? [];
  return `${chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`;
}

const framings = {
  'with Content-Length': (body: string) => head(`Content-Length: ${body.length}`) + body,
  'in chunks': (body: string) => head('Transfer-Encoding: chunked') + chunked(body),
};

test.each(Object.entries(framings))(
  'a body of 1 MiB %s is answered, one byte more is 413',
  async (_, frame) => {
    const mock = await running();
    expect(await exchange(mock.http.port, frame(paddedTo(mebibyte)))).toMatch(/^HTTP\/1\.1 200 .*"result"/s);
    expect(await exchange(mock.http.port, frame(paddedTo(mebibyte + 1)))).toMatch(/^HTTP\/1\.1 413 /);
    expect(await outcome(mock, 'freq')).toEqual(['4700']);
  },
);

test('a client that asks first is told to go on at 1 MiB, and gets 413 alone at one byte more', async () => {
  const mock = await running();
  const ask = async (size: number) => {
    const client = await rawClient(mock.http.port);
    client.socket.write(head(`Content-Length: ${size}`, 'Expect: 100-continue'));
    return client;
  };
  const allowed = await ask(mebibyte);
  expect(await allowed.until(/\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  allowed.socket.write(paddedTo(mebibyte));
  expect((await allowed.ended).text).toMatch(/HTTP\/1\.1 200 .*"result"/s);
  const refused = await ask(mebibyte + 1);
  expect((await refused.ended).text).toMatch(/^HTTP\/1\.1 413 /);
});

test('maxBodyBytes moves the limit', async () => {
  const mock = await running({ http: { maxBodyBytes: 100 } });
  const frame = framings['with Content-Length'];
  expect(await exchange(mock.http.port, frame(paddedTo(100)))).toMatch(/^HTTP\/1\.1 200 /);
  expect(await exchange(mock.http.port, frame(paddedTo(101)))).toMatch(/^HTTP\/1\.1 413 /);
});
