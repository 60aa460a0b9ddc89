import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { LogFile } from '../../../src/cli/log/log-file.js';
import { cli, controlPortOf, started } from '../../support/cli.js';
import { httpCall } from '../../support/control-plane-client.js';
import { folderWith } from '../../support/folder.js';
import { outcome } from '../../support/json-rpc-client.js';

const full = existsSync('/dev/full');

test.runIf(full)(
  'a full disk is told once, counted in the status of the log, and the radio goes on',
  async () => {
    const run = await started('--log-level', 'debug', '--log-file', '/dev/full', '--control-port', '0');
    for (let calls = 0; calls < 20; calls += 1) expect(await outcome(run, 'freq')).toEqual(['4700']);
    const [told] = await run.until('stderr', /^.*\n/);
    expect(told).toMatch(
      /^error: log\.file: "\/dev\/full" can't be written: ENOSPC.*; the radio continues\n$/,
    );
    const { body } = await httpCall(controlPortOf(run.stdout()), 'GET', '/log');
    expect(body).toMatchObject({
      level: 'debug',
      file: '/dev/full',
      failure: expect.stringMatching(/^ENOSPC/),
    });
    run.child.kill('SIGTERM');
    expect(await run.ended).toMatchObject({ code: 0, stderr: told });
  },
);

test('a folder that has gone is told once; the file is opened at the next SIGHUP after it is back', async () => {
  const folder = folderWith({ 'log/keep': '' });
  const file = join(folder, 'log', 'radio.log');
  const run = await started('--log-level', 'debug', '--log-file', file);
  rmSync(join(folder, 'log'), { recursive: true });
  run.child.kill('SIGHUP');
  const [told] = await run.until('stderr', /^.*\n/);
  expect(told).toContain(`error: log.file: ${JSON.stringify(file)} can't be written: ENOENT`);
  expect(await outcome(run, 'freq')).toEqual(['4700']);
  mkdirSync(join(folder, 'log'));
  run.child.kill('SIGHUP');
  while (!existsSync(file)) expect(await outcome(run, 'freq')).toEqual(['4700']);
  await outcome(run, 'power_dBm');
  run.child.kill('SIGTERM');
  expect(await run.ended).toMatchObject({ code: 0, stderr: told });
  expect(readFileSync(file, 'utf8')).toMatch(/"method":"power_dBm".*\n(.*\n)*.*"msg":"closed"\}\n$/);
});

test.each([
  ['a folder that is not there', '/no/such/radio.log', /ENOENT/],
  ['a folder', '/tmp', /EISDIR/],
])('a file that can not be opened at the start ends it with 3: %s', async (_, file, why) => {
  const { code, stdout, stderr } = await cli('start', '--no-control', '--log-file', file).ended;
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(
    /^error: log\.file: "\/.*" can't be opened: .*; allowed: a file in an existing folder\n$/,
  );
  expect(stderr).toMatch(why);
});

test('what failed is tried again after 5 s, not before', async () => {
  const folder = folderWith({ 'log/keep': '' });
  const path = join(folder, 'log', 'radio.log');
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000_000);
  onTestFinished(() => clock.mockRestore());
  const failures: string[] = [];
  const file = new LogFile(
    { path },
    { onLost: () => undefined, onFailure: ({ message }) => failures.push(message) },
  );
  rmSync(join(folder, 'log'), { recursive: true });
  file.reopen();
  expect(failures).toEqual([expect.stringContaining('ENOENT')]);
  mkdirSync(join(folder, 'log'));
  clock.mockReturnValue(1_000_000 + 4_999);
  file.write('too early\n');
  await file.end(1_000);
  expect(existsSync(path)).toBe(false);
  clock.mockReturnValue(1_000_000 + 5_000);
  file.write('in time\n');
  expect(existsSync(path)).toBe(true);
  expect(file.failure).toBeUndefined();
  expect(await file.end(1_000)).toBe(true);
});
