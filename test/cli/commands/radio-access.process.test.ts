import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as textIn } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { SilvusMockOptions } from '../../../src/index.js';
import { cli, cliIn } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { outcome } from '../../support/json-rpc-client.js';
import { listening } from '../../support/listening-port.js';
import { cookieOf, outcomeWith } from '../../support/login-client.js';
import { running } from '../../support/radio.js';
import { selfSigned } from '../../support/self-signed.js';
import { type Printed, shell } from '../../support/shell.js';
import { httpsPort } from '../../support/tls-client.js';

const login = { enabled: true };
const password = 'HelloWorld';
const bin = fileURLToPath(new URL('../../../bin/silvus-mock.js', import.meta.url));

/** A file with this text. */
function fileWith(text: string): string {
  const file = join(folderWith(), 'file');
  writeFileSync(file, text);
  return file;
}

/** With the password in the variable. */
const withPassword = (text = password) => ({ env: { SILVUS_MOCK_PASSWORD: text } });

/** A radio with HTTPS, and a file with its certificate. */
async function withHttps(options: SilvusMockOptions = {}) {
  const mock = await running({ https: { port: 0 }, ...options });
  const [certificate] = mock.state.read('tls_cert') as readonly [string];
  return { mock, to: `https://127.0.0.1:${httpsPort(mock)}`, cacert: fileWith(certificate) };
}

/** Runs `silvus-mock` with this on standard input, which does not end. */
async function typing(text: string, ...args: readonly string[]): Promise<Printed> {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  child.stdin.write(text);
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'exit'),
    textIn(child.stdout),
    textIn(child.stderr),
  ]);
  return { code: Number(code), stdout, stderr };
}

const freq = { code: 0, stdout: '{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}\n', stderr: '' };

test('call logs in with the password of the variable, and the session may do what its user may', async () => {
  const mock = await running({ login });
  const to = ['--to', mock.http.url];
  expect(await cliIn(withPassword(), 'call', 'freq', '--login', 'basic', ...to).ended).toEqual(freq);
  expect(
    await cliIn(withPassword(), 'call', 'power_dBm', '20', '--login', 'basic', ...to).ended,
  ).toMatchObject({ code: 1, stdout: expect.stringContaining('"allowed": "advanced, admin"') });
  expect(
    await cliIn(withPassword(), 'call', 'power_dBm', '20', '--login', 'advanced', ...to).ended,
  ).toMatchObject({ code: 0 });
  expect(mock.stats().login).toMatchObject({ sessions: 3, tries: { accepted: 3, refused: 0 } });
});

test.each([
  ['one line', 'a b&c=d"ü\n'],
  ['a line without an end', 'a b&c=d"ü'],
  ['the line end of Windows', 'a b&c=d"ü\r\n'],
  ['further lines', 'a b&c=d"ü\nhttps://radio.example\n'],
])('a file with %s has the password; so has standard input, before the variable', async (_, text) => {
  const mock = await running({ login: { ...login, adminPassword: 'a b&c=d"ü' } });
  const file = fileWith(text);
  const flags = ['call', 'freq', '--to', mock.http.url, '--login', 'admin', '--password-file'];
  expect(await cliIn(withPassword('wrong'), ...flags, file).ended).toEqual(freq);
  const line = `node '${bin}' ${flags.map((each) => `'${each}'`).join(' ')} - < '${file}'`;
  expect(await shell(line)).toEqual(freq);
});

test('a line typed at a terminal is enough: the end of standard input is not waited for', async () => {
  const mock = await running({ login });
  const flags = ['--to', mock.http.url, '--login', 'basic', '--password-file', '-'];
  expect(await typing(`${password}\n`, 'call', 'freq', ...flags)).toEqual(freq);
});

test.each([
  ['a wrong password', 'admin', 'hush-hush'],
  ['a user that there is not', 'root', password],
])('%s is an error that says so, and ends with 1', async (_, user, given) => {
  const mock = await running({ login });
  const { url } = mock.http;
  const ended = await cliIn(withPassword(given), 'call', 'freq', '--login', user, '--to', url).ended;
  expect(ended).toEqual({
    code: 1,
    stdout: '',
    stderr: `error: ${url}: login as "${user}" was refused: wrong user or password, or too many tries\n`,
  });
  expect(mock.stats().commands).toEqual({});
});

test('a radio that asks for no login is an error that says so', async () => {
  const mock = await running();
  const { url } = mock.http;
  for (const command of [['call', 'freq'], ['wait']]) {
    const { code, stderr } = await cliIn(withPassword(), ...command, '--login', 'basic', '--to', url).ended;
    expect(code).toBe(1);
    expect(stderr).toContain(
      `error: ${url}: login as "basic": the radio asks for none (HTTP 404 Not Found at /login.sh)\n`,
    );
  }
});

test('a radio in blackout is no refusal of the login', async () => {
  const mock = await running({ login });
  mock.blackout.begin('1h');
  const { url } = mock.http;
  const ended = await cliIn(withPassword(), 'call', 'freq', '--login', 'basic', '--to', url).ended;
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toMatch(/login as "basic": no session: .*UNAVAILABLE/);
});

test('a page that is no login page ends with 1, and with the first part of it', async () => {
  const server = createServer((request, response) => response.end(`\u001b[31m${'x'.repeat(1_000)}`));
  const to = `http://127.0.0.1:${await listening(server)}`;
  const { code, stderr } = await cliIn(withPassword(), 'call', 'freq', '--login', 'basic', '--to', to).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: \S+: login as "basic": no session: \\u001b\[31mx{100,200}\n$/);
});

test('wait with a login returns when the session works, and takes one session only', async () => {
  const mock = await running({ login, worker: { queueCapacity: 1 } });
  mock.worker.pause();
  const cookie = await cookieOf(mock, 'basic');
  const held = outcomeWith(mock, cookie, 'freq');
  const { url } = mock.http;
  const run = cliIn(withPassword(), 'wait', '--login', 'basic', '--to', url);
  await expect.poll(() => mock.stats().commands['BUSY'], { timeout: 10_000 }).toBeGreaterThan(3);
  mock.worker.resume();
  expect(await held).toEqual(['4700']);
  expect((await run.ended).code).toBe(0);
  expect(mock.stats().login.tries).toMatchObject({ accepted: 2, refused: 0 });
});

test('wait logs in again where the radio has begun anew, which ends its session', async () => {
  const mock = await running({ login, worker: { queueCapacity: 1 } });
  mock.worker.pause();
  const held = outcomeWith(mock, await cookieOf(mock, 'basic'), 'freq');
  const run = cliIn(withPassword(), 'wait', '--login', 'basic', '--to', mock.http.url);
  await expect.poll(() => mock.stats().commands['BUSY'], { timeout: 10_000 }).toBeGreaterThan(1);
  await mock.reset();
  mock.worker.resume();
  await held;
  expect((await run.ended).code).toBe(0);
  expect(mock.stats().login.tries.accepted).toBe(3);
});

test('wait ends at once where the login is refused: more tries would lock the user out', async () => {
  const mock = await running({ login });
  const { url } = mock.http;
  const { code, stderr } = await cliIn(withPassword('wrong'), 'wait', '--login', 'admin', '--to', url).ended;
  expect(code).toBe(1);
  expect(stderr).toContain(`error: ${url}: login as "admin" was refused`);
  expect(mock.stats().login.tries).toMatchObject({ accepted: 0, refused: 1 });
});

test('wait does not wait longer for a password than its time limit', async () => {
  const mock = await running({ login });
  const flags = ['--to', mock.http.url, '--login', 'basic', '--password-file', '-', '--timeout', '300ms'];
  const { code, stderr } = await typing('Hello', 'wait', ...flags);
  expect(code).toBe(1);
  expect(stderr).toContain('no radio answered within 300ms');
});

test('over HTTPS a certificate that nobody vouches for is refused, with both ways out', async () => {
  const { mock, to, cacert } = await withHttps();
  const refused = await cli('call', 'freq', '--to', to).ended;
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/self-signed certificate; .*--cacert FILE.*--insecure\n$/);
  expect(mock.stats().requests).toBe(0);
  expect(await cli('call', 'freq', '--to', to, '--cacert', cacert).ended).toEqual(freq);
  for (const flag of ['--insecure', '-k'])
    expect(await cli('call', 'freq', '--to', to, flag).ended).toEqual(freq);
  const other = fileWith(selfSigned().cert);
  expect((await cli('call', 'freq', '--to', to, '--cacert', other).ended).code).toBe(1);
});

test('a login over HTTPS, of call and of wait', async () => {
  const { to, cacert } = await withHttps({ login });
  const flags = ['--to', to, '--cacert', cacert, '--login', 'basic'];
  expect(await cliIn(withPassword(), 'call', 'freq', ...flags).ended).toEqual(freq);
  expect((await cliIn(withPassword(), 'wait', ...flags).ended).code).toBe(0);
  expect((await cliIn(withPassword('wrong'), 'call', 'freq', ...flags).ended).code).toBe(1);
});

test('a request that is refused by its flags reaches no radio', async () => {
  const mock = await running({ login });
  const http = mock.http.url;
  const tcp = `tcp://127.0.0.1:${mock.maintenance.port}`;
  const folder = folderWith();
  const cases: [readonly string[], string][] = [
    [['--to', http, '--login', 'basic'], '--login: has no password; give it with --password-file FILE'],
    [['--to', http, '--login', ''], '--login: "" is not allowed; allowed: basic, advanced, admin'],
    [['--to', tcp, '--login', 'basic', '--password-file', fileWith('x')], '--login: the maintenance port'],
    [['--to', http, '--password-file', fileWith('x')], '--password-file: is for --login USER'],
    [['--to', http, '--login', 'basic', '--password-file', `${folder}/none`], "can't be read: ENOENT"],
    [['--to', http, '--login', 'basic', '--password-file', folder], "can't be read: EISDIR"],
    [['--to', http, '--login', 'basic', '--password-file', fileWith('')], 'has an empty first line'],
    [['--to', http, '--login', 'basic', '--password-file', fileWith('\nx')], 'has an empty first line'],
    [
      ['--to', http, '--login', 'basic', '--password-file', fileWith('s'.repeat(4_097))],
      'is longer than 4096 characters',
    ],
    [['--to', http, '--login', 'basic', '--password-file', '/dev/zero'], 'is longer than 4096 characters'],
    [['--to', http, '--cacert', `${folder}/none`], 'none" can\'t be read: there is no such file'],
    [['--to', http, '--cacert', folder], 'is a folder, not a file'],
    [['--to', http, '--cacert', fileWith('hello')], 'has no certificate; allowed: a file in PEM'],
    [
      ['--to', 'http://admin:hush-hush@127.0.0.1:1'],
      '--to: a user or password is not allowed (--login USER logs in); allowed: http://host:port',
    ],
  ];
  for (const command of [['call', 'freq'], ['wait']]) {
    for (const [flags, message] of cases) {
      const { code, stdout, stderr } = await cli(...command, ...flags).ended;
      expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(message);
      expect(stderr).not.toContain('hush-hush');
    }
  }
  expect(mock.stats().login.tries).toMatchObject({ accepted: 0, refused: 0 });
  expect(await outcome(mock, 'freq')).toBe('Authentication error');
});
