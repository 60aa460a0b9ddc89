import { execFileSync, spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { cli, cliIn, stackTrace, started } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { outcome } from '../../support/json-rpc-client.js';

test('--port-file holds the same line that is printed', async () => {
  const folder = folderWith();
  const run = await started('--port-file', join(folder, 'ports.json'));
  expect(readFileSync(join(folder, 'ports.json'), 'utf8')).toBe(run.stdout());
  expect(readdirSync(folder)).toEqual(['ports.json']);
});

test('the file is whole as soon as it is there, and the radio answers then', async () => {
  const folder = folderWith();
  const appeared = new Promise<string>((resolve) => {
    const watcher = watch(folder, (_event, name) => {
      if (name !== 'ports.json') return;
      resolve(readFileSync(join(folder, 'ports.json'), 'utf8'));
      watcher.close();
    });
    onTestFinished(() => watcher.close());
  });
  const file = join(folder, 'ports.json');
  const run = cli('start', '--port', '0', '--port-file', file);
  const line = await appeared;
  expect(line).toMatch(/^\{"event":"listening".*\}\n$/);
  const listening = JSON.parse(line) as Parameters<typeof outcome>[0];
  expect(await outcome(listening, 'freq')).toEqual(['4700']);
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
});

test.each([
  ['an empty file', ''],
  ['the file of an earlier start', '{"event":"listening","pid":1}\n'],
])('%s is replaced', async (_what, text) => {
  const folder = folderWith({ 'ports.json': text });
  const run = await started('--port-file', join(folder, 'ports.json'));
  expect(readFileSync(join(folder, 'ports.json'), 'utf8')).toBe(run.stdout());
});

test.each([
  ['notes.txt', 'precious'],
  ['silvus-mock.yaml', 'worker: { queueCapacity: 9 }\n'],
  ['other.json', '{"event":"other"}'],
  ['large.txt', 'x'.repeat(100_000)],
])('a file that no start has written is refused, and stays: %s', async (name, text) => {
  const folder = folderWith({ [name]: text });
  const { code, stdout, stderr } = await cli('start', '--port', '0', '--port-file', join(folder, name)).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(
    'there is a file that no start has written; allowed: an empty file, or another path',
  );
  expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});

test('a place where no file can be written is told, and the radio does not stay', async () => {
  const file = join(folderWith(), 'no', 'such', 'folder', 'ports.json');
  const { code, stdout, stderr } = await cli('start', '--port', '0', '--port-file', file).ended;
  expect(code).not.toBe(0);
  expect(stdout).toBe('');
  const error = stderr.split('\n').find((line) => line.startsWith('error: '));
  expect(error).toContain(file);
  expect(stderr).not.toMatch(stackTrace);
});

test('an old file is gone after a start that fails, whatever it fails at', async () => {
  const taken = await started();
  for (const flags of [
    ['--http-port', String(taken.http.port)],
    ['--port', '0', '--model', 'nowhere'],
    ['--http-port', 'none'],
  ]) {
    const folder = folderWith({ 'ports.json': '{"event":"listening","pid":1}\n' });
    const { code } = await cli('start', ...flags, '--port-file', join(folder, 'ports.json')).ended;
    expect(code).not.toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('an old file is gone before the radio listens', async () => {
  const folder = folderWith({ 'ports.json': '{"event":"listening","pid":1}', 'wait.mjs': wait });
  const file = join(folder, 'ports.json');
  const run = cliIn(
    { env: { NODE_OPTIONS: `--import=${pathToFileURL(join(folder, 'wait.mjs')).href}` } },
    ...['start', '--port', '0', '--port-file', file],
  );
  const [, seen] = await run.until('stderr', /listening with (\w+)\n/);
  expect(seen).toBe('false');
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
});

test.each([
  ['with a control plane', ['--control-port', '0', '--control-token', 'secret']],
  ['without one', ['--no-control']],
])('a start that fails leaves the file of a simulator that runs, %s', async (_, flags) => {
  const file = join(folderWith(), 'ports.json');
  const first = await started('--port-file', file, ...flags);
  for (const wrong of [
    ['--http-port', String(first.http.port)],
    ['--port', '0', '--model', 'nowhere'],
  ]) {
    const { code } = await cli('start', ...wrong, '--no-control', '--port-file', file).ended;
    expect(code).not.toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(first.stdout());
  }
  first.child.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
  expect(readdirSync(dirname(file))).toEqual([]);
});

test.each([
  ['another process answers at its address', (other: string) => other],
  ['nobody answers at its address', () => 'http://127.0.0.1:1'],
])('a file is old where its process ID lives and %s', async (_, urlOf) => {
  const other = await started('--control-port', '0');
  const { control, ...line } = JSON.parse(other.stdout()) as { control: { url: string } };
  const url = urlOf(control.url);
  const old = JSON.stringify({ ...line, pid: process.pid, control: { ...control, url } });
  const folder = folderWith({ 'ports.json': old });
  const flags = ['--port', '0', '--model', 'nowhere', '--no-control'];
  const { code } = await cli('start', ...flags, '--port-file', join(folder, 'ports.json')).ended;
  expect(code).not.toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('what comes to its path during the start is refused too, and stays', async () => {
  const folder = folderWith({ elsewhere: 'mine', 'link.mjs': link });
  const file = join(folder, 'ports.json');
  const { code, stdout, stderr } = await cliIn(
    { env: { NODE_OPTIONS: `--import=${pathToFileURL(join(folder, 'link.mjs')).href}` } },
    ...['start', '--port', '0', '--log-level', 'silent', '--port-file', file],
  ).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`--port-file: "${file}" can't be written: there is a symbolic link; allowed:`);
  expect(lstatSync(file).isSymbolicLink()).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['elsewhere', 'link.mjs', 'ports.json']);
  expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('mine');
});

/** Puts a link at the place of the port file when the first port is opened. */
const link = `
import { symlinkSync } from 'node:fs';
import { Server } from 'node:net';
const { listen } = Server.prototype;
Server.prototype.listen = function (...args) {
  symlinkSync('elsewhere', process.argv.at(-1));
  Server.prototype.listen = listen;
  return listen.apply(this, args);
};
`;

test('a start removes the drafts that a crash has left, and nothing else', async () => {
  const draft = 'ports.json.0123456789abcdef.new';
  const others = ['ports.json.0123456789abcde0.new', 'ports.json.new', 'mine.0123456789abcdef.new'];
  const folder = folderWith(Object.fromEntries([draft, ...others].map((name) => [name, '{"ev'])));
  const beginning = new Date(0);
  for (const name of [draft, ...others.slice(1)]) utimesSync(join(folder, name), beginning, beginning);
  mkdirSync(join(folder, 'ports.json.0123456789abcde1.new'));
  await started('--port-file', join(folder, 'ports.json'));
  const left = [...others, 'ports.json', 'ports.json.0123456789abcde1.new'];
  expect(readdirSync(folder).sort()).toEqual(left.sort());
});

test('a close leaves a file alone that another program has written over its own', async () => {
  const file = join(folderWith(), 'ports.json');
  const run = await started('--port-file', file);
  writeFileSync(file, 'mine');
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

/** Says on stderr whether the port file exists when the first port is opened. */
const wait = `
import { existsSync, writeSync } from 'node:fs';
import { Server } from 'node:net';
const { listen } = Server.prototype;
Server.prototype.listen = function (...args) {
  writeSync(2, 'listening with ' + existsSync(process.argv.at(-1)) + '\\n');
  Server.prototype.listen = listen;
  return listen.apply(this, args);
};
`;

test.each(['SIGTERM', 'SIGINT'] as const)('after a close by %s the file is gone', async (signal) => {
  const folder = folderWith();
  const run = await started('--port-file', join(folder, 'ports.json'));
  run.child.kill(signal);
  expect((await run.ended).code).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('a close leaves the file of a later start alone', async () => {
  const folder = folderWith();
  const file = join(folder, 'ports.json');
  const first = await started('--port-file', file);
  const second = await started('--port-file', file);
  first.child.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(second.stdout());
});

test.each<[string, (path: string) => unknown]>([
  ['a folder', (path) => mkdirSync(path)],
  ['a symbolic link', (path) => symlinkSync('elsewhere', path)],
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ['a socket', (path) => spawnSync(process.execPath, ['-e', socketAt, path])],
])('%s at its path is refused, and stays', async (kind, make) => {
  const folder = folderWith({ elsewhere: 'mine' });
  const file = join(folder, 'ports.json');
  make(file);
  const { code, stdout, stderr } = await cli('start', '--port', '0', '--port-file', file).ended;
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: --port-file: "${file}" can't be written: there is ${kind}; allowed: a file, or a path where nothing is\n`,
  });
  expect(lstatSync(file).isFile()).toBe(false);
  expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('mine');
});

/** Leaves a socket as a process does that was killed. */
const socketAt =
  "require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))";

test('a device at its path is refused', async () => {
  const { code, stderr } = await cli('start', '--port', '0', '--port-file', '/dev/null').ended;
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('there is a device') });
});
