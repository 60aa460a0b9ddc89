import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { cliIn, type CliRun } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { keepAlive, type Listening, rpc } from '../../support/json-rpc-client.js';
import { rawClient } from '../../support/raw-client.js';

const noControlVariables = { SILVUS_MOCK_CONTROL_URL: '', SILVUS_MOCK_CONTROL_TOKEN: '' };

interface Running extends Listening {
  readonly run: CliRun;
  readonly control: { readonly url: string; readonly port: number };
  readonly write: (text: string, name?: string) => void;
  readonly folder: string;
  /** Runs a command in the same folder. */
  readonly silvus: (...args: string[]) => CliRun['ended'];
}

/** A simulator of the command line with a file. */
async function runningWith(text: string, ...flags: string[]): Promise<Running> {
  const folder = folderWith({ 'silvus-mock.yaml': text });
  const ports = ['--http-port', '0', '--maintenance-port', '0', '--control-port', '0'];
  const place = { cwd: folder, env: noControlVariables };
  const run = cliIn(place, 'start', ...ports, ...flags);
  onTestFinished(() => {
    run.child.kill('SIGKILL');
  });
  const [line] = await run.until('stdout', /^\{.*\}\n/);
  const told = JSON.parse(line) as Listening & Pick<Running, 'control'>;
  const write = (content: string, name = 'silvus-mock.yaml') => writeFileSync(join(folder, name), content);
  const silvus = (...args: string[]) => cliIn(place, ...args, '--control', told.control.url).ended;
  return { ...told, run, write, folder, silvus };
}

async function reloadOver({ control }: Running) {
  const response = await fetch(`${control.url}/config/reload`, { method: 'POST' });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

test('SIGHUP takes over what the file says now, and no client notices', async () => {
  const radio = await runningWith('worker: { queueCapacity: 9 }\nmaintenance: { persistent: true }\n');
  const http = await rawClient(radio.http.port);
  const maintenance = await rawClient(radio.maintenance.port);
  /** Rejects if a connection has ended. */
  const both = async (id: number) => {
    http.socket.write(keepAlive(rpc('freq', id)));
    maintenance.socket.write(`${rpc('zeroize', id)}\n`);
    const answer = new RegExp(`"result" : \\[".*"\\], "id" : ${id}, `);
    await Promise.all([http.until(answer), maintenance.until(answer)]);
  };
  await both(1);
  for (const [index, capacity] of [3, 4, 5].entries()) {
    radio.write(`worker: { queueCapacity: ${capacity} }\nmaintenance: { persistent: true }\n`);
    radio.run.child.kill('SIGHUP');
    await radio.run.until(
      'stderr',
      new RegExp(`"changed":\\["worker.queueCapacity: \\d → ${capacity}"\\],.*taken over`),
    );
    await both(index + 2);
  }
  radio.write('worker: { queueCapacity: 5, maxBatch: [\n');
  radio.run.child.kill('SIGHUP');
  await radio.run.until(
    'stderr',
    /"faults":\["silvus-mock\.yaml:\d+:\d+: .*"msg":"the new configuration is wrong/,
  );
  await both(6);
  const status = z.object({ stats: z.object({ reloads: z.unknown() }) });
  const { stats } = status.parse(await (await fetch(`${radio.control.url}/status`)).json());
  expect(stats.reloads).toEqual({ applied: 3, unchanged: 0, refused: 1, rolledBack: 0 });
});

test('without a file SIGHUP changes nothing, and says so', async () => {
  const radio = await runningWith('{}');
  rmSync(join(radio.folder, 'silvus-mock.yaml'));
  const bare = cliIn(
    { cwd: radio.folder },
    'start',
    '--http-port',
    '0',
    '--maintenance-port',
    '0',
    '--no-control',
  );
  await bare.until('stdout', /^\{.*\}\n/);
  bare.child.kill('SIGHUP');
  await bare.until('stderr', /"changed":\[\],"needsRestart":\[\],.*nothing to take over/);
  bare.child.kill('SIGTERM');
  expect((await bare.ended).code).toBe(0);
});

test('POST /config/reload answers with what was taken over and what needs a restart', async () => {
  const radio = await runningWith('mode: normal\n');
  radio.write('mode: offline\nseed: 7\ncontrol: { token: hush }\n');
  const { status, body } = await reloadOver(radio);
  expect(status).toBe(200);
  expect(body).toEqual({
    outcome: 'applied',
    changed: [{ path: 'mode', from: 'normal', to: 'offline', takes: 'live' }],
    needsRestart: [
      { path: 'seed', from: 'null', to: '7', takes: 'restart' },
      { path: 'control.token', from: 'null', to: '"(secret)"', takes: 'restart' },
    ],
    files: ['silvus-mock.yaml'],
    warnings: [],
  });
  const lines: unknown = await (await fetch(`${radio.control.url}/config`)).json();
  expect(lines).toContainEqual({
    path: 'mode',
    value: 'offline',
    typed: 'offline',
    from: 'silvus-mock.yaml:1:1',
  });
  expect(lines).toContainEqual({ path: 'seed', value: 'null', typed: null, from: 'drawn at the start' });
  expect(lines).toContainEqual({ path: 'control.port', value: '0', typed: 0, from: 'flag --control-port' });
});

test('a wrong file is refused with every fault and its place', async () => {
  const radio = await runningWith('mode: normal\n');
  radio.write('mode: offline\nworker:\n  queueCapacity: -3\n  queueCapcity: 3\n');
  const { status, body } = await reloadOver(radio);
  expect(status).toBe(422);
  expect(body).toMatchObject({
    error: {
      code: 'CONFIG_INVALID',
      faults: [
        {
          file: 'silvus-mock.yaml',
          line: 3,
          column: 3,
          key: 'worker.queueCapacity',
          message: 'silvus-mock.yaml:3:3: worker.queueCapacity: -3: is not allowed; allowed: at least 0',
        },
        { file: 'silvus-mock.yaml', line: 4, column: 3, key: 'worker.queueCapcity' },
      ],
    },
  });
  expect(await (await fetch(`${radio.control.url}/mode`)).json()).toEqual({ mode: 'normal' });
});

test('the issues of an invalid file have the older name `faults` too', async () => {
  const radio = await runningWith('mode: normal\n');
  radio.write('mode: sideways\n');
  const { body } = await reloadOver(radio);
  const issues = [expect.objectContaining({ file: 'silvus-mock.yaml', line: 1, key: 'mode' })];
  expect(body).toMatchObject({ error: { code: 'CONFIG_INVALID', issues, faults: issues } });
});

test('a file that is gone is reported, and what it said stays', async () => {
  const radio = await runningWith('mode: offline\n');
  rmSync(join(radio.folder, 'silvus-mock.yaml'));
  const { status, body } = await reloadOver(radio);
  expect(status).toBe(422);
  expect(body).toMatchObject({ error: { message: expect.stringMatching(/^silvus-mock\.yaml: is gone/) } });
  expect(await (await fetch(`${radio.control.url}/mode`)).json()).toEqual({ mode: 'offline' });
});

test('config reload prints the same to a person, and ends with 3 where the file is wrong', async () => {
  const radio = await runningWith('worker: { queueCapacity: 9 }\n');
  radio.write('worker: { queueCapacity: 3 }\nmodel: s-band\n');
  expect(await radio.silvus('config', 'reload')).toMatchObject({
    code: 0,
    stdout:
      'Changed:\n  worker.queueCapacity: 9 → 3\nNeeds a restart to change:\n  model: default → s-band\n',
  });
  radio.write('worker: { queueCapacity: many }\n');
  expect(await radio.silvus('config', 'reload')).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(
      /^simulator: .*\nerror: silvus-mock\.yaml:1:11: worker\.queueCapacity: "many"/,
    ),
  });
});

test('--watch takes over a file that is written, replaced or comes back, and tells of one that vanishes', async () => {
  const radio = await runningWith('worker: { queueCapacity: 9 }\n', '--watch');
  const taken = (from: number, to: number) =>
    radio.run.until('stderr', new RegExp(`queueCapacity: ${from} → ${to}"`));
  radio.write('worker: { queueCapacity: 1 }\n');
  await taken(9, 1);
  radio.write('worker: { queueCapacity: 2 }\n', 'draft');
  renameSync(join(radio.folder, 'draft'), join(radio.folder, 'silvus-mock.yaml'));
  await taken(1, 2);
  radio.write('worker: { queueCapacity:');
  await radio.run.until('stderr', /"faults":\["silvus-mock\.yaml:\d+:\d+: /);
  rmSync(join(radio.folder, 'silvus-mock.yaml'));
  await radio.run.until('stderr', /silvus-mock\.yaml: is gone/);
  radio.write('worker: { queueCapacity: 3 }\n');
  await taken(2, 3);
  radio.run.child.kill('SIGTERM');
  expect((await radio.run.ended).code).toBe(0);
});

test('the model file that it names is watched too', async () => {
  const model = readFileSync(new URL('../../../fixtures/models/default.json', import.meta.url), 'utf8');
  const folder = folderWith({ 'mine.json': model });
  const ports = ['--http-port', '0', '--maintenance-port', '0', '--no-control'];
  const run = cliIn({ cwd: folder }, 'start', ...ports, '--watch', '--model', './mine.json');
  onTestFinished(() => {
    run.child.kill('SIGKILL');
  });
  await run.until('stdout', /^\{.*\}\n/);
  writeFileSync(join(folder, 'mine.json'), model.replace('"maxDbm": 39', '"maxDbm": 38'));
  await run.until('stderr', /"needsRestart":\["model: \.\/mine\.json → \.\/mine\.json \(its content\)"\]/);
  writeFileSync(join(folder, 'mine.json'), '{');
  await run.until('stderr', /mine\.json:\d+:\d+: .*all is as before/);
});
