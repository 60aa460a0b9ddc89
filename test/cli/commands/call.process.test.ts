import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, listening } from '../../support/listening-port.js';
import { cli } from '../../support/cli.js';
import { running } from '../../support/radio.js';

const http = ({ http: { port } }: { http: { port: number } }) => `http://127.0.0.1:${port}`;
const tcp = ({ maintenance: { port } }: { maintenance: { port: number } }) => `tcp://127.0.0.1:${port}`;

test('a read over HTTP prints the reply and ends with 0', async () => {
  const mock = await running();
  for (const to of [http(mock), mock.http.url, `${http(mock)}/cgi-bin/streamscape_api`]) {
    expect(await cli('call', 'freq', '--to', to).ended).toEqual({
      code: 0,
      stdout: '{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}\n',
      stderr: '',
    });
  }
});

test('a command over TCP prints the line and ends with 0', async () => {
  const mock = await running();
  expect(await cli('call', 'zeroize', '--to', tcp(mock)).ended).toMatchObject({
    code: 0,
    stdout: '{"result" : [""], "id" : 1, "jsonrpc" : "2.0"}\n',
  });
});

test('parameters are sent as texts, negative numbers too', async () => {
  const mock = await running();
  const { code } = await cli('call', 'gps_coordinates', '-34.5', '-118.25', '-7', '--to', http(mock)).ended;
  expect(code).toBe(0);
  const { stdout } = await cli('call', 'gps_coordinates', '--to', http(mock)).ended;
  expect(stdout).toContain('["-34.5", "-118.25", "-7"]');
});

test('an error reply is printed, and ends with 1', async () => {
  const mock = await running();
  const wrong = await cli('call', 'power_dBm', '99', '--to', http(mock)).ended;
  expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('"INVALID_RANGE"'), stderr: '' });
  const missing = await cli('call', 'freq', '--to', tcp(mock)).ended;
  expect(missing).toMatchObject({ code: 1, stdout: expect.stringContaining('"Method not found"') });
});

test.each([200, 401] as const)(
  'a radio that asks for a login refuses, under %i, and works for wait',
  async (status) => {
    const mock = await running({ login: { enabled: true, errorStatus: status } });
    expect(await cli('call', 'freq', '--to', http(mock)).ended).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('"Authentication error"'),
      stderr: '',
    });
    expect(await cli('wait', '--to', http(mock), '--timeout', '5s').ended).toMatchObject({ code: 0 });
  },
);

test('a path that is none of the API is an HTTP error, and ends with 1', async () => {
  const mock = await running();
  const { code, stdout, stderr } = await cli('call', 'freq', '--to', `${http(mock)}/elsewhere`).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^error: http:.*: HTTP 404 Not Found\n$/);
});

test('with no radio there it ends with 1 and says so', async () => {
  const port = await freePort();
  for (const to of [`http://127.0.0.1:${port}`, `tcp://127.0.0.1:${port}`]) {
    const { code, stderr } = await cli('call', 'freq', '--to', to).ended;
    expect(code).toBe(1);
    expect(stderr).toBe(`error: ${to}: connect ECONNREFUSED 127.0.0.1:${port}\n`);
  }
});

test('without a reply in time it ends with 1', async () => {
  const port = await listening(createServer());
  for (const to of [`http://127.0.0.1:${port}`, `tcp://127.0.0.1:${port}`]) {
    const { code, stderr } = await cli('call', 'freq', '--to', to, '--timeout', '200ms').ended;
    expect(code).toBe(1);
    expect(stderr).toBe(`error: ${to}: no reply within 200ms\n`);
  }
});

test('an end without a reply is told', async () => {
  const port = await listening(createServer((socket) => socket.resume().end()));
  const { code, stderr } = await cli('call', 'freq', '--to', `tcp://127.0.0.1:${port}`).ended;
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `error: tcp://127.0.0.1:${port}: connection closed without a reply\n`,
  });
});

test.each(['30d', '60d', '0.5ms'])('a timeout of %s is a timeout like any other', async (timeout) => {
  const mock = await running();
  const { stderr } = await cli('call', 'freq', '--to', http(mock), '--timeout', timeout).ended;
  expect(stderr).toMatch(timeout === '0.5ms' ? /^(error: .*no reply within 0\.5ms\n)?$/ : /^$/);
});

test('a line from a persistent connection is a reply, though the connection stays', async () => {
  const mock = await running({ maintenance: { persistent: true } });
  const { code, stdout } = await cli('call', 'zeroize', '--to', tcp(mock), '--timeout', '30s').ended;
  expect({ code, stdout }).toEqual({ code: 0, stdout: '{"result" : [""], "id" : 1, "jsonrpc" : "2.0"}\n' });
});

test('a reply of 16 MiB is taken, one byte more is not', async () => {
  const most = 16 * 1_048_576;
  const reply = (size: number) => `{"result":"${'x'.repeat(size - 13)}"}`;
  const server = createHttpServer((request, response) => {
    request.resume();
    response.end(reply(request.url === '/most' ? most : most + 1));
  });
  const port = await listening(server);
  const taken = await cli('call', 'freq', '--to', `http://127.0.0.1:${port}/most`).ended;
  expect(taken.code).toBe(0);
  expect(taken.stdout).toHaveLength(most + 1);
  const refused = await cli('call', 'freq', '--to', `http://127.0.0.1:${port}/more`).ended;
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(`the reply is longer than ${most} bytes`);
});

test('a reply without end is not read without end', async () => {
  const server = createHttpServer((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(1_048_576)));
    };
    response.on('drain', more);
    more();
  });
  const port = await listening(server);
  const { code, stdout, stderr } = await cli('call', 'freq', '--to', `http://127.0.0.1:${port}`).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^error: .*the reply is longer than 16777216 bytes\n$/);
});
