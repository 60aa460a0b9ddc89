import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  type CliRun,
  type Started,
  cli,
  cliIn,
  controlPortOf,
  started,
  startedIn,
} from '../../support/cli.js';
import { type ProcessEnd, endOf, preloading } from '../../support/ends.js';
import { folderWith } from '../../support/folder.js';
import { httpCall } from '../../support/control-plane-client.js';
import { inputIsRead, keepAlive, outcome, rpc } from '../../support/json-rpc-client.js';
import { largeRequests } from '../../support/large-reply.js';
import { takenPort } from '../../support/listening-port.js';
import { frozenClient, rawClient } from '../../support/raw-client.js';

/** The grace of these runs, s, and what a machine with other work may add. */
const grace = 1;
const slack = 2;

const graceFlags = ['--grace', `${grace}s`];

/** Ends a process, and expects that it is gone within its grace and one second. */
async function expectEnd(
  run: CliRun,
  name: string,
  expected: ProcessEnd['code'],
  end: () => unknown = () => run.child.kill('SIGTERM'),
): Promise<void> {
  const { code, seconds } = await endOf(run, name, end);
  expect(seconds).toBeLessThan(grace + 1 + slack);
  expect(code).toBe(expected);
}

/** A module with methods, in a file. */
const moduleFile = (source: string) => join(folderWith({ 'mine.mjs': source }), 'mine.mjs');

/** Sends a call that gets no reply yet, and waits until the radio has read it. */
async function callWithoutReply(run: Started, method: string, params?: unknown): Promise<void> {
  const client = await rawClient(run.http.port);
  client.socket.write(keepAlive(rpc(method, 1, params)));
  await inputIsRead(run);
}

test('a flash write that never ends', async () => {
  const place = preloading(`
    import { open } from 'node:fs/promises';
    const handle = await open(import.meta.filename);
    const prototype = Object.getPrototypeOf(handle);
    await handle.close();
    globalThis.hang = () => { prototype.sync = prototype.datasync = () => new Promise(() => undefined); };
    process.once('SIGUSR2', globalThis.hang);`);
  const run = await startedIn(place, '--state-dir', folderWith(), ...graceFlags);
  run.child.kill('SIGUSR2');
  await outcome(run, 'freq');
  await callWithoutReply(run, 'setenvlinsingle', ['power_dBm']);
  await expectEnd(run, 'a flash write whose promise never settles', 5);
});

test('a flash write in which a system call never returns', async () => {
  const place = preloading(`
    import { open } from 'node:fs/promises';
    const handle = await open(import.meta.filename);
    const prototype = Object.getPrototypeOf(handle);
    await handle.close();
    process.once('SIGUSR2', () => {
      prototype.sync = prototype.datasync = () => open(new URL('pipe', import.meta.url), 'w');
    });`);
  // Nobody reads it: a thread of the process waits for that in open(2).
  execFileSync('mkfifo', [join(place.folder, 'pipe')]);
  const portFile = join(folderWith(), 'ports.json');
  const run = await startedIn(place, '--state-dir', folderWith(), '--port-file', portFile, ...graceFlags);
  run.child.kill('SIGUSR2');
  await outcome(run, 'freq');
  await callWithoutReply(run, 'setenvlinsingle', ['power_dBm']);
  await expectEnd(run, 'a flash write in which a system call never returns', 'SIGKILL');
  expect(run.stderr()).toMatch(/"cut":1.*"msg":"closed"/);
});

test.each([
  ['a method that never settles', 'new Promise(() => undefined)'],
  ['a method whose timer outlives its deadline', 'new Promise((resolve) => setTimeout(resolve, 3_600_000))'],
])('%s', async (name, work) => {
  const methods = moduleFile(`export const methods = [{ name: 'long', execute: () => ${work} }];`);
  const inFlight = await started('--methods', methods, ...graceFlags);
  await callWithoutReply(inFlight, 'long');
  await expectEnd(inFlight, `${name}, called just now`, 5);
  const answered = await started('--methods', methods, '--read-deadline', '50ms', ...graceFlags);
  expect(await outcome(answered, 'long')).toBe('INTERNAL');
  await expectEnd(answered, `${name}, past its deadline`, 0);
});

test('a method that holds the event loop: the process is killed after 10 s', async () => {
  const methods = moduleFile(
    "export const methods = [{ name: 'spin', execute: () => { process.stderr.fd; for (;;); } }];",
  );
  const run = await started('--methods', methods, ...graceFlags);
  const client = await rawClient(run.http.port);
  const { code, seconds } = await endOf(run, 'a method that holds the event loop', () => {
    client.socket.write(keepAlive(rpc('spin')));
    run.child.kill('SIGTERM');
  });
  expect(code).toBe('SIGKILL');
  expect(seconds).toBeLessThan(10 + grace + slack + slack);
  expect(run.stderr()).toMatch(/methodsFile: the event loop was held for 10s, .*mine\.mjs/);
});

test('a module with an interval, a server and a child process', async () => {
  const methods = moduleFile(`
    import { createServer } from 'node:net';
    import { spawn } from 'node:child_process';
    setInterval(() => undefined, 1_000);
    createServer().listen(0);
    spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    export const methods = [];`);
  const run = await started('--methods', methods, ...graceFlags);
  await expectEnd(run, 'a module with an interval, a server and a child process', 0);
  const failed = cli('start', '--http-port', String(await takenPort()), '--no-control', '--methods', methods);
  await expectEnd(failed, 'the same, and the port is taken', 4, () => undefined);
});

test('an uncaught error of a module', async () => {
  const methods = moduleFile(`
    setInterval(() => undefined, 1_000);
    process.once('SIGUSR2', () => { throw new Error('mine'); });
    export const methods = [];`);
  const run = await started('--methods', methods, ...graceFlags);
  await expectEnd(run, 'an uncaught error of a module', 1, () => run.child.kill('SIGUSR2'));
});

const awaits = 'await new Promise(() => undefined); export const methods = [];';
const exportsPromise = 'export const methods = new Promise(() => undefined);';
const interval = 'setInterval(() => undefined, 1_000);';

test.each([
  ['a top-level await, and nothing could', awaits, /its top-level await never settles/],
  [
    'a top-level await, and an interval keeps the process',
    `${interval} ${awaits}`,
    /its top-level await has not settled within 10s/,
  ],
  ['a promise as export, and nothing could', exportsPromise, /the promise that it exports never settles/],
  [
    'a promise as export, and an interval keeps the process',
    `${interval} ${exportsPromise}`,
    /the promise that it exports has not settled within 10s/,
  ],
])('a module that never settles: %s', async (name, source, message) => {
  const methods = moduleFile(source);
  const starting = cli('start', '--port', '0', '--methods', methods);
  const { code, seconds } = await endOf(starting, name, () => undefined);
  expect(code).toBe(3);
  expect(seconds).toBeLessThan(15);
  await starting.ended;
  expect(starting.stderr()).toMatch(/mine\.mjs: can't be loaded: /);
  expect(starting.stderr()).toMatch(message);
  expect(starting.stdout()).toBe('');
  if (source.startsWith(interval)) return;
  expect(await cli('methods', '--methods', methods).ended).toMatchObject({ code: 3, stdout: '' });
});

test('SIGTERM while a module is loaded', async () => {
  const methods = moduleFile(`
    process.stderr.write('loading\\n');
    setInterval(() => undefined, 1_000);
    await new Promise(() => undefined);`);
  const run = cli('start', '--port', '0', '--methods', methods);
  await run.until('stderr', /loading/);
  await expectEnd(run, 'SIGTERM while a module is loaded', 'SIGTERM');
});

test('SIGTERM while flash is opened, and its disk hangs', async () => {
  const place = preloading(`
    import promises from 'node:fs/promises';
    for (const name of ['open', 'readFile', 'mkdir', 'lstat', 'stat', 'readdir', 'access', 'unlink', 'rm']) {
      const original = promises[name];
      promises[name] = (path, ...more) => {
        if (!String(path).includes('radio-flash')) return original(path, ...more);
        process.stderr.write('opening\\n');
        return new Promise(() => undefined);
      };
    }
    setInterval(() => undefined, 1_000);`);
  const stateDir = join(folderWith({ 'radio-flash/none': '' }), 'radio-flash');
  const run = cliIn(place, 'start', '--port', '0', '--no-control', '--state-dir', stateDir, ...graceFlags);
  await run.until('stderr', /opening/);
  await expectEnd(run, 'SIGTERM while flash is opened, and its disk hangs', 5);
});

test('a host whose lookup never ends: start and call', async () => {
  const place = preloading(`
    import dns from 'node:dns';
    dns.lookup = () => { process.stderr.write('lookup\\n'); };
    setInterval(() => undefined, 1_000);`);
  const run = cliIn(place, 'start', '--port', '0', '--host', 'radio.invalid', '--no-control', ...graceFlags);
  await run.until('stderr', /lookup/);
  await expectEnd(run, 'SIGTERM while the host is looked up', 5);
  for (const command of [
    ['call', 'freq', '--to', 'http://radio.invalid:80', '--timeout', '200ms'],
    ['wait', '--to', 'http://radio.invalid:80', '--timeout', '200ms'],
    ['status', '--control', 'http://radio.invalid:80', '--timeout', '200ms'],
    ['stop', '--control', 'http://radio.invalid:80', '--timeout', '200ms'],
  ])
    await expectEnd(
      cliIn(place, ...command),
      `${command[0] ?? ''}, and the host is looked up`,
      1,
      () => undefined,
    );
});

test('followers of /events that do not read, and half-open clients', async () => {
  const run = await started('--control-port', '0', ...graceFlags);
  const control = controlPortOf(run.stdout());
  for (let follower = 0; follower < 16; follower += 1) {
    const { socket } = await frozenClient(control);
    socket.write(`GET /events HTTP/1.1\r\nHost: 127.0.0.1:${control}\r\n\r\n`);
  }
  for (const port of [run.http.port, run.maintenance.port, control]) {
    const half = await rawClient(port, { allowHalfOpen: true });
    half.socket.end('POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n');
  }
  for (let call = 0; call < 200; call += 1) await outcome(run, 'freq');
  await expectEnd(run, '16 followers that do not read, and half-open clients', 0);
});

test('a client that reads nothing of a long reply', async () => {
  const run = await started('--http-max-body', String(2 ** 24), '--control-port', '0', ...graceFlags);
  const { socket } = await frozenClient(run.http.port);
  socket.write(largeRequests.http);
  await httpCall(controlPortOf(run.stdout()), 'GET', '/received?count=1');
  await expectEnd(run, 'a client that reads nothing of a long reply', 5);
});

test('a log whose reader does not read', async () => {
  const run = await started('--log-level', 'debug', ...graceFlags);
  run.child.stderr?.pause();
  const client = await rawClient(run.http.port);
  const ids = Array.from({ length: 5_000 }, (_, id) => id);
  client.socket.write(ids.map((id) => keepAlive(rpc('freq', id))).join(''));
  await client.until(/"id" : 4999,/);
  await expectEnd(run, 'a log on a pipe that nobody reads', 0);
});

test('output that nobody reads: start, and a journal that is followed', async () => {
  const place = preloading(`
    process.stdout.write('x'.repeat(1_000_000));
    process.on('newListener', (name) => { if (name === 'SIGTERM') process.stderr.write('handled\\n'); });`);
  const folder = folderWith();
  const portFile = join(folder, 'ports.json');
  const flags = ['--port', '0', '--port-file', portFile, ...graceFlags, '--log-level', 'info'];
  const run = cliIn({ ...place, env: { ...place.env, SILVUS_MOCK_CONTROL_PORT: '0' } }, 'start', ...flags);
  run.child.stdout?.pause();
  onTestFinished(() => void run.child.kill('SIGKILL'));
  expect((await cli('wait', '--from', portFile).ended).code).toBe(0);
  const follow = cliIn(place, 'journal', '--follow', '--from', portFile);
  follow.child.stdout?.pause();
  onTestFinished(() => void follow.child.kill('SIGKILL'));
  await follow.until('stderr', /handled/);
  await cli('call', 'freq', '--from', portFile).ended;
  await expectEnd(follow, 'journal --follow on a pipe that nobody reads', 0);
  await expectEnd(run, 'start on a pipe that nobody reads', 0);
});

test('stop says what was cut, and returns once the process is gone', async () => {
  const methods = moduleFile(
    "setInterval(() => undefined, 1_000); export const methods = [{ name: 'long', execute: () => new Promise(() => undefined) }];",
  );
  const run = await started('--control-port', '0', '--methods', methods, ...graceFlags);
  await callWithoutReply(run, 'long');
  const control = `http://127.0.0.1:${controlPortOf(run.stdout())}`;
  await expectEnd(run, 'stop, and a method never settles', 5, async () => {
    expect((await cli('stop', '--control', control).ended).code).toBe(5);
  });
});

test('a second signal, while a system call does not return', async () => {
  const place = preloading(`
    import { open } from 'node:fs';
    open(new URL('pipe', import.meta.url), 'w', () => undefined);`);
  execFileSync('mkfifo', [join(place.folder, 'pipe')]);
  const run = await startedIn(place, '--grace', '1m', '--http-max-body', String(2 ** 24));
  const { socket } = await frozenClient(run.http.port);
  socket.write(largeRequests.http);
  await inputIsRead(run);
  run.child.kill('SIGTERM');
  await run.until('stderr', /"msg":"shutting down/);
  await expectEnd(run, 'a second SIGTERM, while a system call does not return', 'SIGTERM');
});
