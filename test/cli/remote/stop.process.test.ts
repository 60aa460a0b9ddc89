import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cliIn } from '../../support/cli.js';
import { radioWithCli } from '../../support/cli-on-control-plane.js';
import { folderWith } from '../../support/folder.js';
import { radioWithControlPlane } from '../../support/control-plane-client.js';

async function started(token?: string) {
  const cwd = folderWith();
  const env = { SILVUS_MOCK_CONTROL_URL: '', SILVUS_MOCK_CONTROL_TOKEN: token ?? '' };
  const run = cliIn({ cwd, env }, 'start', '--port', '0', '--port-file', 'ports.json', '--json');
  const [line] = await run.until('stdout', /^\{.*\}\n/);
  const { pid, control } = JSON.parse(line) as { pid: number; control: { port: number } };
  const noToken = { cwd, env: { ...env, SILVUS_MOCK_CONTROL_TOKEN: '' } };
  const stop = (...flags: string[]) => cliIn(noToken, 'stop', '--from', 'ports.json', ...flags).ended;
  return { run, cwd, stop, pid, address: `127.0.0.1:${control.port}` };
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('stop closes a simulator, prints what was closed, and returns once it is gone', async () => {
  const { run, cwd, stop, pid, address } = await started();
  expect(await stop()).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^Closed in \d+ ms: 0 commands answered, 0 rejected, 0 cut; 0 connections closed, 0 of them forced\.\n$/,
    ),
    stderr: `simulator: ${address}, pid ${pid}\n`,
  });
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(join(cwd, 'ports.json'))).toBe(false);
  expect((await run.ended).code).toBe(0);
  expect(await stop()).toMatchObject({ code: 1, stdout: '' });
});

test('--json has the report; a simulator with a token is closed with it alone', async () => {
  const { run, stop, pid, address } = await started('hush');
  const refused = await stop();
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/a token is needed/);
  expect(isAlive(pid)).toBe(true);
  const { code, stdout } = await stop('--token', 'hush', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ cut: 0, forced: 0, simulator: { address, pid } });
  expect((await run.ended).code).toBe(0);
});

test('the simulator of a program is not closed: its program does that', async () => {
  const { mock, silvus } = await radioWithCli();
  expect(await silvus('stop')).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^simulator: 127\.0\.0\.1:\d+, pid \d+\nerror: the simulator belongs to a program, which closes it itself\n$/,
    ) as unknown,
  });
  expect(mock.lifecycle).toBe('running');
  const radio = await radioWithControlPlane();
  const { status, body } = await radio.ask('POST', '/close');
  expect([status, body]).toMatchObject([409, { error: { code: 'CONFLICT' } }]);
});
