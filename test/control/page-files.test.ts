import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ControlPlane } from '../../src/control/server/control-plane.js';
import { httpCall } from '../support/control-plane-client.js';
import { folderWith } from '../support/folder.js';
import { exchange } from '../support/raw-client.js';
import { startedSimulatorOf } from '../support/simulator.js';

/** A control plane that serves the page of a folder. */
async function planeWithPage(pageFolder: string): Promise<number> {
  const { simulator } = await startedSimulatorOf([{ id: '1' }], { control: { enabled: false } });
  const options = { host: '127.0.0.1', port: 0, allowedHosts: [], pageFolder, onLost: () => undefined };
  const plane = new ControlPlane(simulator, options);
  const { port } = await plane.open();
  await plane.loadAhead();
  onTestFinished(async () => {
    plane.force();
    await plane.stop();
    await plane.end();
  });
  return port;
}

const statusOf = async (port: number, path: string) => (await httpCall(port, 'GET', path)).status;

/** Files of a page, and of what stands beside it. */
const files = {
  'secret.html': 'of another folder',
  'page.html': 'of another folder',
  'dist/secret.js': 'beside the page',
  'dist/page/index.html': '<!doctype html><title>page</title>',
  'dist/page/other.html': 'not of the page',
  'dist/page/page/main-01234567.js': 'export {};',
  'dist/page/page/icon.png': 'a picture',
  'dist/page/page/font-abcdefgh.woff2': 'a font',
  'dist/page/page/favicon.ico': 'an icon',
  'dist/page/page/licenses.md': '# Licenses',
  'dist/page/page/main-01234567.js.map': '{}',
  'dist/page/page/.env': 'hush',
  'dist/page/page/deeper/main.js': 'deeper',
};

test('nothing of the page is read before the first request for it, and all of it is read then', async () => {
  const folder = folderWith();
  const port = await planeWithPage(folder);
  expect(await statusOf(port, '/version')).toBe(200);
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'index.html'), 'first');
  writeFileSync(join(folder, 'page/main-01234567.js'), 'first');
  expect(await httpCall(port, 'GET', '/')).toMatchObject({ status: 200, text: 'first' });
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  expect(await httpCall(port, 'GET', '/page/main-01234567.js')).toMatchObject({ status: 200, text: 'first' });
});

test('a page that was not built is 404 with the reason, until it is there', async () => {
  const folder = folderWith();
  const port = await planeWithPage(folder);
  for (const path of ['/', '/page/main-01234567.js']) {
    const { status, body } = await httpCall(port, 'GET', path);
    expect({ status, body }).toEqual({
      status: 404,
      body: {
        error: {
          code: 'NOT_FOUND',
          message: 'the page was not built; "npm run build" in the checkout makes it',
        },
      },
    });
  }
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'index.html'), 'built');
  expect(await statusOf(port, '/')).toBe(200);
});

test.each([
  ['main-01234567.js', 'text/javascript; charset=utf-8', 'max-age=31536000, immutable'],
  ['font-abcdefgh.woff2', 'font/woff2', 'max-age=31536000, immutable'],
  ['icon.png', 'image/png', 'no-cache'],
  ['favicon.ico', 'image/x-icon', 'no-cache'],
])('%s is served as %s, %s', async (name, type, lifetime) => {
  const port = await planeWithPage(join(folderWith(files), 'dist/page'));
  const { status, headers } = await httpCall(port, 'GET', `/page/${name}`);
  expect(status).toBe(200);
  expect(headers).toMatchObject({ 'content-type': type, 'cache-control': lifetime });
});

test.each([
  '/index.html',
  '/other.html',
  '/page',
  '/page/',
  '/page/index.html',
  '/page/licenses.md',
  '/page/main-01234567.js.map',
  '/page/.env',
  '/page/deeper/main.js',
  '/page/deeper%2fmain.js',
  '/page/../secret.html',
  '/page/../page/main-01234567.js',
  '/page/./main-01234567.js',
  '/page/..%2findex.html',
  '/page/..%2F..%2Fsecret.js',
  '/page/%2e%2e%2f%2e%2e%2fsecret.js',
  '/page/%2e%2e/index.html',
  '/page/..%5c..%5csecret.js',
  '/page/..\\..\\secret.js',
  '/page/%252e%252e%252fsecret.js',
  '/page/..;/secret.js',
  '/page/main-01234567.js%00',
  '/page/main-01234567.js/',
  '/page//main-01234567.js',
  '//page/main-01234567.js',
  '/page//etc/passwd',
  '/page/%2fetc%2fpasswd',
  '/page/__proto__',
  '/PAGE/main-01234567.js',
  'http://localhost/page/main-01234567.js',
])('%s is no file of the page', async (path) => {
  const port = await planeWithPage(join(folderWith(files), 'dist/page'));
  expect(await statusOf(port, '/page/main-01234567.js')).toBe(200);
  // Byte for byte: a client would take the dots out.
  const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
  const reply = await exchange(port, request);
  expect(reply).toMatch(/^HTTP\/1\.1 404 [^]*"code":"NOT_FOUND"/);
});

test('a wrong escape in a path is 400', async () => {
  const port = await planeWithPage(join(folderWith(files), 'dist/page'));
  expect(await statusOf(port, '/page/%c0%ae%c0%ae')).toBe(400);
});

test('a link in its folder leads nowhere', async () => {
  const folder = folderWith(files);
  symlinkSync(join(folder, 'secret.html'), join(folder, 'dist/page/page/link.html'));
  symlinkSync(folder, join(folder, 'dist/page/page/folder.js'));
  const port = await planeWithPage(join(folder, 'dist/page'));
  for (const path of ['/page/link.html', '/page/folder.js', '/page/folder.js/secret.html'])
    expect([path, await statusOf(port, path)]).toEqual([path, 404]);
});
