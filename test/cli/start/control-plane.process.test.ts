import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type CliRun, type Place, cliIn, started } from '../../support/cli.js';
import { takenPort } from '../../support/listening-port.js';
import { folderWith } from '../../support/folder.js';

/** Where a control plane says that it is. */
interface Told {
  readonly control?: { readonly host: string; readonly port: number; readonly url: string };
  readonly page?: string;
}

/** What the first line of a start tells. */
const told = async (run: CliRun) => JSON.parse((await run.until('stdout', /^\{.*\}\n/))[0]) as Told;

/** Runs `start` on free ports; it is killed when the test has finished. */
function start(place: Place, ...flags: string[]): CliRun {
  const run = cliIn(place, 'start', '--http-port', '0', '--maintenance-port', '0', ...flags);
  onTestFinished(() => void run.child.kill('SIGKILL'));
  return run;
}

test('start opens a control plane and says where; other commands reach it', async () => {
  const run = await started('--control-port', '0', '--seed', '7');
  const { control, page } = await told(run);
  expect(page).toBe(`${control?.url}/`);
  expect(control).toEqual({
    host: '127.0.0.1',
    port: expect.any(Number),
    url: `http://127.0.0.1:${control?.port ?? 0}`,
  });
  expect(Object.keys(await told(run))).toEqual([
    'event',
    'radios',
    'http',
    'maintenance',
    'control',
    'page',
    'pid',
    'seed',
  ]);
  const status = await cliIn({}, 'status', '--json', '--control', control?.url ?? '').ended;
  expect(JSON.parse(status.stdout)).toMatchObject({ seed: 7, http: run.http });
});

test('one variable gives a token to start and to the other commands', async () => {
  const env = { SILVUS_MOCK_CONTROL_TOKEN: 'top-secret', SILVUS_MOCK_CONTROL_PORT: '0' };
  const run = start({ env }, '--log-level', 'debug');
  const url = (await told(run)).control?.url ?? '';
  expect(await cliIn({ env }, 'mode', '--control', url).ended).toMatchObject({ code: 0, stdout: 'normal\n' });
  const without = { env: { SILVUS_MOCK_CONTROL_TOKEN: '' } };
  expect(await cliIn(without, 'mode', '--control', url).ended).toMatchObject({ code: 1, stdout: '' });
  run.child.kill('SIGTERM');
  const { code, stdout, stderr } = await run.ended;
  expect(code).toBe(0);
  expect(`${stdout}${stderr}`).not.toContain('top-secret');
});

test.each<[string, Place, string[]]>([
  ['a flag', {}, ['--no-control']],
  ['a flag, whatever its port', {}, ['--no-control', '--control-port', '0']],
  ['a variable', { env: { SILVUS_MOCK_CONTROL: 'false' } }, []],
])('%s turns it off', async (_, place, flags) => {
  expect(await told(start(place, ...flags))).not.toHaveProperty('control');
});

test.each<[string, Place, string[]]>([
  ['a flag', {}, ['--no-page']],
  ['a variable', { env: { SILVUS_MOCK_PAGE: 'false' } }, []],
])('%s turns the page off, and leaves the control plane', async (_, place, flags) => {
  const line = await told(start(place, '--control-port', '0', ...flags));
  expect(line).not.toHaveProperty('page');
  expect((await fetch(`${line.control?.url}/`)).status).toBe(404);
  expect((await fetch(`${line.control?.url}/version`)).status).toBe(200);
});

test('a file turns it off, or gives its port', async () => {
  const cwd = folderWith({ 'off.yaml': 'control: { enabled: false }', 'on.yaml': 'control: { port: 0 }' });
  expect(await told(start({ cwd }, '--config', join(cwd, 'off.yaml')))).not.toHaveProperty('control');
  expect(await told(start({ cwd }, '--config', join(cwd, 'on.yaml')))).toHaveProperty('control');
});

test.each([
  ['a flag', (port: string) => start({}, '--control-port', port)],
  ['a variable', (port: string) => start({ env: { SILVUS_MOCK_CONTROL_PORT: port } })],
])('a port that %s asks for ends start with 4 where it is taken', async (_, begin) => {
  const port = await takenPort();
  const { code, stdout, stderr } = await begin(String(port)).ended;
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  expect(stderr).toMatch(new RegExp(`control port ${port} on 127\\.0\\.0\\.1 can't be opened: it is taken`));
  expect(stderr).toContain('--control-port');
});

test('journal --follow ends with 0 when the simulator closes, with 1 when it dies', async () => {
  for (const [signal, code] of [
    ['SIGTERM', 0],
    ['SIGKILL', 1],
  ] as const) {
    const run = await started('--control-port', '0');
    const url = (await told(run)).control?.url ?? '';
    await cliIn({}, 'call', 'freq', '--to', run.http.url).ended;
    const follow = cliIn({}, 'journal', '--follow', '--limit', '1', '--control', url);
    onTestFinished(() => void follow.child.kill('SIGKILL'));
    await follow.until('stdout', /freq: ok 4700 from \S+\n/);
    run.child.kill(signal);
    const ended = await follow.ended;
    expect(ended.code).toBe(code);
    expect(ended.stderr).toMatch(code === 0 ? /^$/ : /^error: http:.*connection lost: .*\n$/);
  }
});
