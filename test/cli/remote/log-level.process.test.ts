import { expect, test } from 'vitest';
import { cliIn, controlPortOf, started } from '../../support/cli.js';
import { noControlVariables, radioWithCli } from '../../support/cli-on-control-plane.js';
import { call } from '../../support/json-rpc-client.js';

test('log level prints the level, and changes it', async () => {
  const run = await started('--control-port', '0');
  const url = `http://127.0.0.1:${controlPortOf(run.stdout())}`;
  const level = (...args: string[]) =>
    cliIn(noControlVariables, 'log', 'level', ...args, '--control', url).ended;
  expect(await level()).toEqual({ code: 0, stdout: 'info\n', stderr: '' });
  const { stdout, stderr } = await level('debug', '--json');
  const simulator = { address: new URL(url).host, pid: run.child.pid };
  expect({ stdout, stderr }).toEqual({
    stdout: `${JSON.stringify({ level: 'debug', simulator })}\n`,
    stderr: '',
  });
  await call(run, 'freq');
  await run.until('stderr', /"method":"freq"/);
});

test('a level that is none is wrong usage, with those that are', async () => {
  const { code, stderr } = await cliIn(noControlVariables, 'log', 'level', 'loud').ended;
  expect(code).toBe(2);
  expect(stderr).toMatch(/'loud'.*debug, info, warn, error, silent/);
});

test("a program's own logger is refused", async () => {
  const { silvus, named } = await radioWithCli();
  const { code, stderr } = await silvus('log', 'level', 'debug');
  expect(code).not.toBe(0);
  expect(stderr.startsWith(`${named}error: `)).toBe(true);
  expect(stderr).toMatch(/^error: .*the logger belongs to the program/m);
});
