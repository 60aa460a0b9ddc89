import { networkJsonSchema } from '../../../src/config/network/json-schema.js';
import { expect, test } from 'vitest';
import { settings } from '../../../src/config/settings/settings.js';
import { cliIn, stackTrace } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';

const wrong = 'http:\n  port: 99999\nblakout: hang\nmode: sideways\n';

test('check says that all is right, and which files it read', async () => {
  const cwd = folderWith({ 'silvus-mock.yml': 'mode: offline\n' });
  expect(await cliIn({ cwd }, 'config', 'check').ended).toEqual({
    code: 0,
    stdout: 'The configuration is valid: silvus-mock.yml.\n',
    stderr: '',
  });
});

test('check with a wrong file ends with 3 and one line for each fault', async () => {
  const cwd = folderWith({ 'silvus-mock.yaml': wrong });
  const { code, stdout, stderr } = await cliIn({ cwd }, 'config', 'check').ended;
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^error: silvus-mock\.yaml:\d+:\d+: /);
});

test('start with a wrong file ends with 3, all faults at once, no stack trace, and listens nowhere', async () => {
  const cwd = folderWith({ 'silvus-mock.yaml': wrong });
  const { code, stdout, stderr } = await cliIn({ cwd }, 'start').ended;
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(3);
  expect(stderr).not.toMatch(stackTrace);
});

test.each([
  ['a variable', { SILVUS_MOCK_MODE: 'sideways' }, [], 3, 'SILVUS_MOCK_MODE'],
  ['a file and a flag', {}, ['--seed', 'x', '--config', 'nowhere.yaml'], 3, 'nowhere.yaml'],
  ['a flag alone', {}, ['--mode', 'sideways'], 2, '--mode'],
  ['a model that a variable names', { SILVUS_MOCK_MODEL: 'sc9' }, [], 3, 'SILVUS_MOCK_MODEL'],
  ['a model that a flag names', {}, ['--model', 'sc9'], 2, '--model'],
])('a fault of %s ends check and start alike', async (_, env, flags, exitCode, named) => {
  const cwd = folderWith();
  const runs = [cliIn({ cwd, env }, 'config', 'check', ...flags), cliIn({ cwd, env }, 'start', ...flags)];
  for (const { code, stdout, stderr } of await Promise.all(runs.map(({ ended }) => ended))) {
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
    expect(stderr).toContain(named);
    expect(stderr).not.toMatch(stackTrace);
  }
});

test('print shows a value from each of the four sources, and which it is', async () => {
  const cwd = folderWith({ 'radio.yaml': 'model: s-band\nseed: 1\n' });
  const env = { SILVUS_MOCK_CONFIG: 'radio.yaml', SILVUS_MOCK_SEED: '2', SILVUS_MOCK_GRACE: '2s' };
  const { code, stdout } = await cliIn({ cwd, env }, 'config', 'print', '--grace', '3s').ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^close\.grace: 3s +# flag --grace$/m);
  expect(stdout).toMatch(/^seed: 2 +# SILVUS_MOCK_SEED$/m);
  expect(stdout).toMatch(/^model: s-band +# radio\.yaml:1:1$/m);
  expect(stdout).toMatch(/^mode: normal +# default$/m);
});

test('print --json holds the same', async () => {
  const cwd = folderWith({ 'silvus-mock.json': '{"mode": "offline"}' });
  const { stdout } = await cliIn({ cwd }, 'config', 'print', '--json').ended;
  const rows = JSON.parse(stdout) as { path: string; value: string; from: string }[];
  expect(rows.map(({ path }) => path)).toEqual(expect.arrayContaining(settings.map(({ path }) => path)));
  expect(rows).toContainEqual({
    path: 'mode',
    value: 'offline',
    typed: 'offline',
    from: 'silvus-mock.json:1:2',
  });
});

test('an unknown variable is a warning for check, and a line in the log of start', async () => {
  const cwd = folderWith();
  const env = { SILVUS_MOCK_QUEUE_CAPCITY: '5' };
  const warning = 'SILVUS_MOCK_QUEUE_CAPCITY is no setting; the nearest is SILVUS_MOCK_QUEUE_CAPACITY';
  const check = await cliIn({ cwd, env }, 'config', 'check').ended;
  expect(check).toMatchObject({ code: 0, stderr: `warning: ${warning}\n` });
  const run = cliIn({ cwd, env }, 'start', '--port', '0');
  await run.until('stdout', /listening/);
  run.child.kill('SIGTERM');
  const { code, stderr } = await run.ended;
  expect(code).toBe(0);
  const logged = stderr.split('\n').find((line) => line.includes('QUEUE_CAPCITY'));
  expect(JSON.parse(logged ?? '')).toMatchObject({ level: 40, msg: warning });
});

test('start reads the file of the working folder, and says so in the log', async () => {
  const cwd = folderWith({
    'silvus-mock.yaml': 'http: { port: 0 }\nmaintenance: { port: 0 }\ncontrol: { port: 0 }\nseed: 77\n',
  });
  const run = cliIn({ cwd }, 'start');
  const [line] = await run.until('stdout', /^\{.*\}\n/);
  expect(JSON.parse(line)).toMatchObject({ event: 'listening', seed: 77 });
  run.child.kill('SIGTERM');
  const { code, stderr } = await run.ended;
  expect(code).toBe(0);
  expect(stderr).toContain('"files":["silvus-mock.yaml"]');
});

test('schema prints a JSON Schema, whatever the configuration', async () => {
  const cwd = folderWith({ 'silvus-mock.yaml': wrong });
  const { code, stdout } = await cliIn({ cwd }, 'config', 'schema').ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    type: 'object',
    properties: { mode: { enum: expect.any(Array) } },
  });
});

test('schema --network prints that of a network file', async () => {
  const { code, stdout } = await cliIn({ cwd: folderWith() }, 'config', 'schema', '--network').ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual(networkJsonSchema());
});
