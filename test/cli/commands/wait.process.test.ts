import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import type { SilvusMock } from '../../../src/index.js';
import { cli, cliIn } from '../../support/cli.js';
import { noControlVariables, radioWithCli } from '../../support/cli-on-control-plane.js';
import { next } from '../../support/events.js';
import { call } from '../../support/json-rpc-client.js';
import { freePort, listening } from '../../support/listening-port.js';
import { running } from '../../support/radio.js';

/** What `wait` says where it asks the radio itself. */
const asking = (to: string) => `no control plane is known: asking ${to} with nodeid\n`;

const http = (port: number) => `http://127.0.0.1:${port}`;
const tcp = (port: number) => `tcp://127.0.0.1:${port}`;

test.each([
  ['HTTP', ({ http: { port } }: { http: { port: number } }) => http(port)],
  ['TCP', ({ maintenance: { port } }: { maintenance: { port: number } }) => tcp(port)],
])('over %s, wait returns at once when a radio answers, and says how it asks', async (_, to) => {
  const mock = await running();
  expect(await cli('wait', '--to', to(mock)).ended).toEqual({
    code: 0,
    stdout: '',
    stderr: asking(to(mock)),
  });
});

test('it returns when a radio has come up meanwhile', async () => {
  const [port, maintenance] = [await freePort(), await freePort()];
  const waits = [cli('wait', '--to', http(port)), cli('wait', '--to', tcp(maintenance))];
  await running({ http: { port }, maintenance: { port: maintenance } });
  for (const { ended } of waits) expect((await ended).code).toBe(0);
});

test.each(['error', 'refuse', 'rst', 'hang', 'http-503'] as const)(
  'in a blackout that shows as %s it waits for the end',
  async (blackout) => {
    const mock = await running({ blackout, timing: { softBoot: '1s' } });
    const { url } = mock.http;
    const dark = next(mock, 'blackout');
    await call(mock, 'freq', ['2220']);
    await dark;
    let isOver = false;
    mock.on('online', () => (isOver = true));
    const { code } = await cli('wait', '--to', url).ended;
    expect({ code, isOver }).toEqual({ code: 0, isOver: true });
  },
);

test.each([
  ['nobody listens', () => freePort(), '300ms', /ECONNREFUSED/],
  ['the radio is offline', async () => (await running({ mode: 'offline' })).http.port, '2s', /UNAVAILABLE/],
  ['nobody answers', () => listening(createServer()), '300ms', /no reply/],
  [
    'something else answers',
    () => listening(createHttpServer((_request, response) => response.end('hello'))),
    '2s',
    /not JSON-RPC/,
  ],
])('where %s it ends with 1 in time and says what it saw last', async (_, port, timeout, last) => {
  const to = http(await port());
  const { code, stdout, stderr } = await cli('wait', '--to', to, '--timeout', timeout).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.startsWith(asking(to))).toBe(true);
  expect(stderr.slice(asking(to).length)).toMatch(/^error: .*\n$/);
  expect(stderr).toContain(`${to}: no radio answered within ${timeout}`);
  expect(stderr).toMatch(last);
});

test('a tcp port that never answers is no radio', async () => {
  const to = tcp(await listening(createServer()));
  const { code, stderr } = await cli('wait', '--to', to, '--timeout', '300ms').ended;
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `${asking(to)}error: ${to}: no radio answered within 300ms; last error: no reply\n`,
  });
});

test.each([
  ['an address that is none', ['--to', 'ftp://127.0.0.1'], /--to.*http:\/\/host:port/],
  ['a duration that is none', ['--timeout', 'soon'], /--timeout.*"soon".*30s/],
])('%s ends with 2', async (_, flags, words) => {
  const { code, stderr } = await cli('wait', ...flags).ended;
  expect(code).toBe(2);
  expect(stderr).toMatch(words);
});

test.each(['30d', '60d', '0.5ms', '0'])('a timeout of %s is a timeout like any other', async (timeout) => {
  const mock = await running();
  const { code, stderr } = await cli('wait', '--to', mock.http.url, '--timeout', timeout).ended;
  const said = stderr.replace(asking(mock.http.url), '');
  if (/d$/.test(timeout)) expect({ code, said }).toEqual({ code: 0, said: '' });
  else expect(said).toMatch(/^(error: .*no radio answered within 0(\.5ms)?; .*\n)?$/);
});

test('it asks the control plane, and the radio sees nothing of it', async () => {
  const { mock, url } = await radioWithCli({ timing: { softBoot: '1s' } });
  mock.faults.add({ kind: 'busy', times: 1 });
  mock.blackout.begin('1s');
  let isOver = false;
  mock.on('online', () => (isOver = true));
  const { connections } = mock.stats();
  expect(await cliIn(noControlVariables, 'wait', '--control', url).ended).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect(isOver).toBe(true);
  expect(mock.journal.entries).toEqual([]);
  expect(mock.faults.list()).toMatchObject([{ applied: 0 }]);
  expect(mock.stats()).toMatchObject({ requests: 0, connections });
});

test.each([
  [
    'a paused worker',
    async (mock: SilvusMock) => {
      await mock.setMode('normal');
      mock.worker.pause();
    },
    /not ready: the worker is paused/,
  ],
  [
    'offline',
    (mock: SilvusMock) => mock.setMode('offline'),
    /UNAVAILABLE: the radio is in blackout: offline/,
  ],
])('by the control plane, %s is not ready', async (_, make, words) => {
  const { mock, url } = await radioWithCli();
  await make(mock);
  const { code, stdout, stderr } = await cliIn(
    noControlVariables,
    ...['wait', '--control', url, '--timeout', '3s'],
  ).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(words);
});

test.each([
  ['--pid', ['--pid', 'x'], /--pid: "x" is not allowed; allowed: a process ID/],
  ['--from', ['--from', 'package.json'], /--from: "package\.json" is not a port file; allowed: /],
])('a wrong %s is wrong usage', async (_, flags, words) => {
  const { code, stderr } = await cliIn(noControlVariables, 'wait', ...flags).ended;
  expect(code).toBe(2);
  expect(stderr).toMatch(words);
});
