import { expect, test } from 'vitest';
import { running } from '../../support/radio.js';
import { shell } from '../../support/shell.js';

const request = (method: string) => `{"jsonrpc":"2.0","method":"${method}","id":1}`;
const done = '{"result" : [""], "id" : 1, "jsonrpc" : "2.0"}\n';

test.each(['-N', ''])('echo to nc %s gets one line back, and nc ends by itself', async (flag) => {
  const { maintenance } = await running();
  const line = `echo '${request('zeroize')}' | nc ${flag} 127.0.0.1 ${maintenance.port}`;
  expect(await shell(line)).toEqual({ code: 0, stdout: done, stderr: '' });
});

test('a request without a newline gets its answer too', async () => {
  const { maintenance } = await running();
  const line = `printf '%s' '${request('factory_reset')}' | nc -N 127.0.0.1 ${maintenance.port}`;
  expect(await shell(line)).toEqual({ code: 0, stdout: done, stderr: '' });
});

test('what the port does not serve is an error on one line', async () => {
  const { maintenance } = await running();
  const { stdout } = await shell(`echo '${request('freq')}' | nc -N 127.0.0.1 ${maintenance.port}`);
  expect(stdout).toMatch(/^\{"error" : \{"code": -32601, .*\}\n$/);
});

test('HTTP typed by hand gets its answer', async () => {
  const { http } = await running();
  const body = request('freq');
  const typed = `POST /streamscape_api HTTP/1.0\\r\\nContent-Length: ${body.length}\\r\\n\\r\\n${body}`;
  const { code, stdout } = await shell(`printf '${typed}' | nc -N 127.0.0.1 ${http.port}`);
  expect(code).toBe(0);
  expect(stdout.split('\r\n').at(-1)).toBe('{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}');
});
