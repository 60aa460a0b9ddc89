import { type RequestListener, createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, listening } from '../../support/listening-port.js';
import { cliIn } from '../../support/cli.js';
import { noControlVariables, radioWithCli } from '../../support/cli-on-control-plane.js';

const urlOf = (port: number) => `http://127.0.0.1:${port}`;
const answering = async (listener: RequestListener) => urlOf(await listening(createHttpServer(listener)));
const silent = async () => urlOf(await listening(createServer()));
const nobody = async () => urlOf(await freePort());

const run = (env: Record<string, string>, ...args: string[]) =>
  cliIn({ env: { ...noControlVariables.env, ...env } }, ...args).ended;

const commands = [
  ['status'],
  ['state', 'get'],
  ['state', 'set', 'freq', '2220'],
  ['mode', 'offline'],
  ['blackout', '5s'],
  ['blackout', 'end'],
  ['reset'],
  ['fault', 'add', 'busy'],
  ['fault', 'list'],
  ['fault', 'remove', 'busy'],
  ['fault', 'clear'],
  ['fault', 'kinds'],
  ['journal'],
  ['journal', '--follow'],
  ['worker', 'pause'],
  ['clock', 'advance', '1s'],
  ['scenario', 'stop'],
  ['scenario', 'status'],
];

test.each(commands)('where nobody listens, %s %s ends with 1 and says how to start one', async (...args) => {
  const url = await nobody();
  const given = args.filter((each) => typeof each === 'string');
  const { code, stdout, stderr } = await run({}, ...given, '--control', url);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    new RegExp(`^error: ${url}: connect ECONNREFUSED .*Start one with: silvus-mock start\n$`),
  );
});

test('the address can come from a variable; a flag goes before it', async () => {
  const { url } = await radioWithCli();
  const SILVUS_MOCK_CONTROL_URL = url;
  expect((await run({ SILVUS_MOCK_CONTROL_URL }, 'mode')).stdout).toBe('normal\n');
  expect((await run({ SILVUS_MOCK_CONTROL_URL }, 'mode', '--control', await nobody())).code).toBe(1);
  expect((await run({ SILVUS_MOCK_CONTROL_URL: await nobody() }, 'mode', '--control', url)).code).toBe(0);
  const { code, stderr } = await run({ SILVUS_MOCK_CONTROL_URL: 'radio' }, 'mode');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'error: SILVUS_MOCK_CONTROL_URL: "radio" is not allowed; allowed: http://host:port\n',
  });
});

test('the address may end with a slash', async () => {
  const { url } = await radioWithCli();
  expect((await run({}, 'mode', '--control', `${url}/`)).stdout).toBe('normal\n');
});

test('a token comes from a flag or a variable', async () => {
  const { url } = await radioWithCli({}, 'top-secret');
  const at = ['mode', '--control', url];
  expect(await run({}, ...at, '--token', 'top-secret')).toMatchObject({ code: 0, stdout: 'normal\n' });
  expect(await run({ SILVUS_MOCK_CONTROL_TOKEN: 'top-secret' }, ...at)).toMatchObject({ code: 0 });
});

test('a token that is missing or wrong ends with 1 and is not shown', async () => {
  const { url } = await radioWithCli({}, 'top-secret');
  for (const args of [[], ['--token', 'wrong-one'], ['--token', 'wrong-one', '--json']]) {
    for (const command of [['status'], ['journal', '--follow']]) {
      const { code, stdout, stderr } = await run({}, ...command, '--control', url, ...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^error: a token is needed.*--token or \$SILVUS_MOCK_CONTROL_TOKEN\n$/);
      expect(stderr).not.toMatch(/wrong-one|top-secret/);
    }
  }
});

test.each([
  ['an address that is none', ['--control', 'radio'], /--control: "radio".*http:\/\/host:port/],
  ['another protocol', ['--control', 'ftp://127.0.0.1'], /--control: "ftp:\/\/127\.0\.0\.1"/],
  ['a query', ['--control', 'http://127.0.0.1/?a'], /--control/],
  [
    'a password',
    ['--control', 'http://me:hidden@127.0.0.1'],
    /^error: --control: a user or password(?!.*hidden)/,
  ],
  ['a token of two words', ['--token', 'hidden one'], /^error: --token: is not allowed(?!.*hidden)/],
  ['a token with a line break', ['--token', 'hidden\none'], /^error: --token: is not allowed(?!.*hidden)/],
  ['an empty token', ['--token', ''], /^error: --token/],
  ['a timeout that is none', ['--timeout', 'soon'], /--timeout: "soon".*250ms, 30s/],
  ['a timeout of 0', ['--timeout', '0'], /--timeout: "0"/],
  ['an argument too many', ['now'], /too many arguments/],
  ['a flag that is none', ['--jsno'], /unknown option '--jsno'.*--json/s],
])('%s is wrong usage: 2', async (_, args, words) => {
  const { code, stdout, stderr } = await run({}, 'status', ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(words);
});

test('who never answers is not waited for without end', async () => {
  const url = await silent();
  for (const command of [['status'], ['journal', '--follow']]) {
    const { code, stderr } = await run({}, ...command, '--control', url, '--timeout', '200ms');
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^error: ${url}: no answer within 200ms; `));
  }
});

test('who stops in the middle of an answer is not waited for either', async () => {
  const url = await answering((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 });
    response.write('{');
  });
  const { code, stderr } = await run({}, 'status', '--control', url, '--timeout', '200ms');
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('no answer within 200ms') });
});

test.each<[string, RequestListener]>([
  ['says hello', (_request, response) => void response.end('hello')],
  ['has no such page', (_request, response) => void response.writeHead(404).end('<h1>Not Found</h1>')],
  ['has errors of another form', (_request, response) => void response.writeHead(400).end('{"error":"no"}')],
])('a server that %s is no control plane: 1', async (_, listener) => {
  const url = await answering(listener);
  for (const command of [['status'], ['status', '--json'], ['journal', '--follow']]) {
    const { code, stdout, stderr } = await run({}, ...command, '--control', url);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^error: ${url}: not a control plane .*\n$`));
  }
});

test("the device's own port is no control plane: 1", async () => {
  const { mock } = await radioWithCli();
  const url = `http://127.0.0.1:${mock.http.port}`;
  const { code, stderr } = await run({}, 'status', '--control', url);
  expect(code).toBe(1);
  expect(stderr).toContain('not a control plane');
});

test('an answer that is JSON, but another, is told as such: 1', async () => {
  const url = await answering((_request, response) => void response.end('{"lifecycle":"running"}'));
  const { code, stdout, stderr } = await run({}, 'status', '--control', url);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/unexpected answer, perhaps of another version \(seed\)/);
});

test('what a server says in its refusal does not steer the terminal', async () => {
  const url = await answering((_request, response) => {
    response.writeHead(400).end(JSON.stringify({ error: { code: 'X', message: 'one\u001b[2J\ntwo\u009b' } }));
  });
  const { stderr } = await run({}, 'status', '--control', url);
  expect(stderr).toBe('error: one\\u001b[2J\nerror: two\\u009b\n');
});
