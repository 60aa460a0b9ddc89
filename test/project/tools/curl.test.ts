import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../../support/folder.js';
import { running } from '../../support/radio.js';
import { program } from '../../support/shell.js';

const body = '{"jsonrpc":"2.0","method":"freq","id":1}';
const reply = '{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}';

test.each([
  ['its own Content-Type', []],
  ['JSON', ['-H', 'Content-Type: application/json']],
  ['JSON with a charset', ['-H', 'Content-Type: application/json; charset=UTF-8']],
  ['plain text', ['-H', 'Content-Type: text/plain']],
  ['none', ['-H', 'Content-Type:']],
  ['nothing but the body', ['-H', 'Content-Type:', '-H', 'User-Agent:', '-H', 'Accept:', '-H', 'Host:']],
  ['HTTP 1.0', ['--http1.0']],
  ['a chunked body', ['-H', 'Transfer-Encoding: chunked']],
  ['a wait for 100-continue', ['-H', 'Expect: 100-continue']],
])('curl with %s gets the reply', async (_, flags) => {
  const { http } = await running();
  const { code, stdout } = await program('curl', ['-sS', ...flags, '-d', body, http.url]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: reply });
});

test('a GET is refused with the verb that is allowed', async () => {
  const { http } = await running();
  const { stdout } = await program('curl', ['-sS', '-i', http.url]);
  expect(stdout).toMatch(/^HTTP\/1\.1 405 .*\r\n/);
  expect(stdout).toMatch(/^Allow: POST\r$/im);
});

test('two requests go over one connection', async () => {
  const { http } = await running();
  const args = ['-sS', '-d', body, '-w', '%{num_connects}', http.url, http.url];
  const { stdout } = await program('curl', args);
  expect(stdout).toBe(`${reply}1${reply}0`);
});

test('by HTTPS, verified with the certificate of tls_cert, before and after generate_tls_cert', async () => {
  const { http, addresses } = await running({ https: { port: 0 } });
  const url = addresses.https?.url ?? '';
  const folder = folderWith();
  /** Asks the radio for a certificate by HTTP and saves it as people do. */
  const saved = async (method: string, name: string) => {
    const asked = await program('curl', ['-sS', '-d', body.replace('freq', method), http.url]);
    const { result } = JSON.parse(asked.stdout) as { result: readonly [string] };
    writeFileSync(join(folder, name), result[0]);
    return join(folder, name);
  };
  const call = (ca: string) => program('curl', ['-sS', '--cacert', ca, '-d', body, url]);
  const before = await saved('tls_cert', 'before.pem');
  expect(await call(before)).toMatchObject({ code: 0, stdout: reply });
  const after = await saved('generate_tls_cert', 'after.pem');
  expect(await call(after)).toMatchObject({ code: 0, stdout: reply });
  // 60: the certificate is not one that this client trusts.
  expect(await call(before)).toMatchObject({ code: 60, stdout: '' });
  expect(await saved('tls_cert', 'read.pem').then(call)).toMatchObject({ code: 0, stdout: reply });
});
