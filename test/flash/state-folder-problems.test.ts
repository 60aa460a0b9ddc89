import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, cliIn } from '../support/cli.js';
import { folderWith } from '../support/folder.js';

const quiet = ['start', '--http-port', '0', '--maintenance-port', '0', '--no-control'];

test.each([
  ['is a file', 'file', /it is a file/],
  ['lies below a file', 'file/state', /it is a file/],
  ['can not be made', '/proc/state', /can't be used/],
])('a folder that %s ends the start with 3 and is named', async (_, name, why) => {
  const cwd = folderWith({ file: '' });
  const { code, stdout, stderr } = await cliIn({ cwd }, ...quiet, '--state-dir', name).ended;
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain(`the state folder "${name}" can't be used`);
  expect(stderr).toMatch(why);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('a folder that is a pipe ends the start and does not hold it up', async () => {
  const cwd = folderWith();
  execFileSync('mkfifo', [join(cwd, 'pipe')]);
  const { code, stderr } = await cliIn({ cwd }, ...quiet, '--state-dir', 'pipe').ended;
  expect(stderr).toContain('the state folder "pipe" can\'t be used: it is a file');
  expect(code).toBe(3);
});

test('a file of flash that is a folder is no reason to set it aside', async () => {
  const folder = folderWith({ '310061.json/inside': '' });
  const { code, stderr } = await cli(...quiet, '--state-dir', folder).ended;
  expect(code).toBe(3);
  expect(stderr).toContain(join(folder, '310061.json'));
  expect(readdirSync(folder)).toEqual(['310061.json']);
});

test('a relative path starts at the working folder, and what is not there is made', async () => {
  const cwd = folderWith();
  const run = cliIn({ cwd }, ...quiet, '--state-dir', 'a/b');
  await run.until('stdout', /\n/);
  expect(existsSync(join(cwd, 'a/b'))).toBe(true);
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
  expect(readdirSync(join(cwd, 'a/b'))).toEqual([]);
});

test('config check makes nothing', async () => {
  const cwd = folderWith();
  const { code } = await cliIn({ cwd }, 'config', 'check', '--state-dir', 'state').ended;
  expect(code).toBe(0);
  expect(readdirSync(cwd)).toEqual([]);
});
