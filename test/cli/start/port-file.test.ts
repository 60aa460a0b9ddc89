import { readFileSync, readdirSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cli, stackTrace, started } from '../../support/cli.js';
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
      if (name === 'ports.json') resolve(readFileSync(join(folder, 'ports.json'), 'utf8'));
    });
    onTestFinished(() => watcher.close());
  });
  const file = join(folder, 'ports.json');
  const run = cli('start', '--http-port', '0', '--maintenance-port', '0', '--port-file', file);
  const line = await appeared;
  expect(line).toMatch(/^\{"event":"listening".*\}\n$/);
  const listening = JSON.parse(line) as Parameters<typeof outcome>[0];
  expect(await outcome(listening, 'freq')).toEqual(['4700']);
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
});

test('what stood in the file before is replaced', async () => {
  const folder = folderWith({ 'ports.json': 'x'.repeat(10_000) });
  const run = await started('--port-file', join(folder, 'ports.json'));
  expect(readFileSync(join(folder, 'ports.json'), 'utf8')).toBe(run.stdout());
});

test('a place where no file can be written is told, and the radio does not stay', async () => {
  const file = join(folderWith(), 'no', 'such', 'folder', 'ports.json');
  const { code, stdout, stderr } = await cli(
    'start',
    '--http-port',
    '0',
    '--maintenance-port',
    '0',
    '--port-file',
    file,
  ).ended;
  expect(code).not.toBe(0);
  expect(stdout).toBe('');
  const error = stderr.split('\n').find((line) => line.startsWith('error: '));
  expect(error).toContain(file);
  expect(stderr).not.toMatch(stackTrace);
});

test('a radio that does not start leaves the file as it was', async () => {
  const folder = folderWith();
  writeFileSync(join(folder, 'ports.json'), 'before');
  const taken = await started();
  const { code } = await cli(
    'start',
    '--http-port',
    String(taken.http.port),
    '--port-file',
    join(folder, 'ports.json'),
  ).ended;
  expect(code).toBe(4);
  expect(readFileSync(join(folder, 'ports.json'), 'utf8')).toBe('before');
});
