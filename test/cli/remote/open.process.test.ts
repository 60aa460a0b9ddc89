import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { SilvusMockOptions } from '../../../src/index.js';
import { cliIn, startedIn } from '../../support/cli.js';
import { noControlVariables } from '../../support/cli-on-control-plane.js';
import { folderWith } from '../../support/folder.js';
import { running } from '../../support/radio.js';

/** Where `xdg-open` is a program of these commands, whose output is kept. By default it prints what it was given. */
function desktop(commands = `printf '%s\\n' "$@"`) {
  const folder = folderWith();
  const file = join(folder, 'opened');
  const opener = join(folder, 'xdg-open');
  writeFileSync(opener, `#!/bin/sh\nexec >'${file}'\n${commands}\n`);
  chmodSync(opener, 0o755);
  return {
    opened: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
    open: (...args: string[]) =>
      cliIn({ env: { ...noControlVariables.env, PATH: folder } }, 'open', ...args).ended,
  };
}

const urlOf = async (control: SilvusMockOptions['control'] = {}) =>
  (await running({ control: { enabled: true, ...control } })).control?.url ?? '';

test('open gives the address of the page to xdg-open', async () => {
  const url = await urlOf();
  const { open, opened } = desktop();
  expect(await open('--control', url)).toEqual({ code: 0, stdout: `Opened ${url}/\n`, stderr: '' });
  expect(opened()).toBe(`${url}/\n`);
});

test('--print only prints it', async () => {
  const url = await urlOf();
  const { open, opened } = desktop();
  expect(await open('--print', '--control', url)).toEqual({ code: 0, stdout: `${url}/\n`, stderr: '' });
  expect(opened()).toBeUndefined();
});

test('a token is not in the address, and need not be given', async () => {
  const url = await urlOf({ token: 'hush' });
  const { open, opened } = desktop();
  expect(await open('--control', url, '--token', 'hush')).toMatchObject({ code: 0, stderr: '' });
  expect(opened()).toBe(`${url}/\n`);
  expect(await open('--control', url)).toMatchObject({ code: 0, stderr: '' });
});

test('--from takes the simulator of a port file, by an address that a browser can open, without its token', async () => {
  const file = join(folderWith(), 'ports.json');
  const flags = ['--control-port', '0', '--control-host', '0.0.0.0', '--port-file', file];
  await startedIn({ env: { SILVUS_MOCK_CONTROL_TOKEN: 'hush' } }, ...flags);
  const { control, page } = JSON.parse(readFileSync(file, 'utf8')) as {
    control: { port: number };
    page: string;
  };
  expect(page).toBe(`http://127.0.0.1:${control.port}/`);
  expect(await desktop().open('--print', '--from', file)).toMatchObject({ code: 0, stdout: `${page}\n` });
});

test('--from opens no page of another simulator that has the port now', async () => {
  const url = await urlOf();
  const { port } = new URL(url);
  const control = { host: '127.0.0.1', port: Number(port), url };
  const http = { host: '127.0.0.1', port: 1, url: 'http://127.0.0.1:1/' };
  const line = JSON.stringify({ event: 'listening', http, control, pid: process.pid + 1 });
  const { open, opened } = desktop();
  const { code, stderr } = await open('--from', join(folderWith({ 'ports.json': line }), 'ports.json'));
  expect(code).toBe(1);
  expect(stderr).toMatch(/the simulator there is pid \d+, not pid \d+ of .*ports\.json\n$/);
  expect(opened()).toBeUndefined();
});

test.each([[{ page: false }], [{ page: false, token: 'hush' }]])(
  'with %j it says that there is none',
  async (control) => {
    const url = await urlOf(control);
    const { open, opened } = desktop();
    const { code, stdout, stderr } = await open('--control', url);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^error: http:\S+: no page there: .*; --no-page \(control\.page\) turns it off\n$/,
    );
    expect(opened()).toBeUndefined();
  },
);

test.each([
  [
    'fails',
    () => desktop('exit 3'),
    /^error: xdg-open: ended with exit code 3; open (http:\S+\/) in a browser\n$/,
  ],
  [
    'is not there',
    () => ({
      open: (...args: string[]) =>
        cliIn({ env: { ...noControlVariables.env, PATH: folderWith() } }, 'open', ...args).ended,
    }),
    /^error: xdg-open: there is no such program; open (http:\S+\/) in a browser\n$/,
  ],
])('where xdg-open %s, it says so, with the address', async (_, where, message) => {
  const url = await urlOf();
  const { code, stdout, stderr } = await where().open('--control', url);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(message.exec(stderr)?.[1]).toBe(`${url}/`);
});

test('an xdg-open that stays as long as the browser is left to it', async () => {
  const url = await urlOf();
  const { open, opened } = desktop('echo $$; exec /bin/sleep 60');
  expect(await open('--control', url)).toMatchObject({ code: 0, stdout: `Opened ${url}/\n` });
  const pid = Number(opened());
  expect(pid).toBeGreaterThan(1);
  // Throws if it has ended.
  process.kill(pid, 'SIGKILL');
});

test('it opens no page of another server, and says where nothing listens', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { open, opened } = desktop();
  const other = await open('--control', url);
  expect(other).toMatchObject({ code: 1, stdout: '' });
  expect(other.stderr).toContain('not a control plane of silvus-mock');
  const nothing = await open('--control', 'http://127.0.0.1:1');
  expect(nothing).toMatchObject({ code: 1, stdout: '' });
  expect(nothing.stderr).toContain('is a simulator running there?');
  expect(opened()).toBeUndefined();
});
