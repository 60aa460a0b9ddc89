import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type CliRun, type Ended, cliIn } from '../support/cli.js';
import { folderWith } from '../support/folder.js';
import { freePort, listening } from '../support/listening-port.js';

// Two simulators run on one machine: ours, and a stranger, which holds the ports that are the defaults here. Every
// command finds ours, or says why it does not act.

/** A simulator as its port file describes it. */
interface Simulator {
  readonly run: CliRun;
  readonly pid: number;
  readonly file: string;
  readonly http: { readonly port: number; readonly url: string };
  readonly control?: { readonly port: number; readonly url: string };
}

/** Variables of the machine that runs the tests do not count. */
const noVariables = Object.fromEntries(
  ['URL', 'CONFIG', 'HOST', 'HTTP_PORT', 'MAINTENANCE_PORT', 'CONTROL', 'CONTROL_HOST', 'CONTROL_PORT']
    .concat(['CONTROL_URL', 'CONTROL_TOKEN'])
    .map((name) => [`SILVUS_MOCK_${name}`, '']),
);

/** Starts a simulator in a folder of its own. */
async function simulator(...flags: string[]): Promise<Simulator> {
  const file = join(folderWith(), 'ports.json');
  const run = cliIn({ env: noVariables }, 'start', '--port', '0', '--port-file', file, ...flags);
  onTestFinished(() => void run.child.kill('SIGKILL'));
  await run.until('stdout', /\n/);
  return { run, file, ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Simulator, 'run' | 'file'>) };
}

/** A folder with a configuration file that names the ports of a simulator. */
function folderOf({ http, control }: Simulator): string {
  const lines = [`http: { port: ${http.port} }`, `control: { port: ${control?.port ?? 0} }`];
  return folderWith({ 'silvus-mock.yaml': `${lines.join('\n')}\n` });
}

async function modeOf({ control }: Simulator): Promise<unknown> {
  const reply = await fetch(`${control?.url ?? ''}/mode`);
  return ((await reply.json()) as { mode: unknown }).mode;
}

async function requestsOf({ control }: Simulator): Promise<unknown> {
  const reply = await fetch(`${control?.url ?? ''}/status`);
  return ((await reply.json()) as { stats: { requests: unknown } }).stats.requests;
}

const named = ({ control, pid }: Simulator) => `simulator: 127.0.0.1:${control?.port ?? 0}, pid ${pid}\n`;

const run = (cwd: string, env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended> =>
  cliIn({ cwd, env: { ...noVariables, ...env } }, ...args).ended;

test('in the folder of a configuration all commands find the simulator that it describes', async () => {
  const [ours, stranger] = [await simulator(), await simulator()];
  const folder = folderOf(ours);
  // Before the mode whose faults may change its reply.
  const call = await run(folder, {}, 'call', 'power_dBm', '27');
  expect(call.code).toBe(0);
  expect(call.stderr).toBe(`simulator: 127.0.0.1:${ours.http.port}, pid ${ours.pid}\n`);
  const change = await run(folder, {}, 'mode', 'degraded');
  expect(change).toEqual({ code: 0, stdout: 'degraded\n', stderr: named(ours) });
  expect(await run(folder, {}, 'wait')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect([await modeOf(ours), await modeOf(stranger)]).toEqual(['degraded', 'normal']);
  expect(await requestsOf(stranger)).toBe(0);
});

/**
 * The sources of an address, the first that is given decides. Each names a simulator by flags, variables or the text of
 * the configuration file.
 */
const sources: readonly {
  readonly name: string;
  readonly flags?: (simulator: Simulator, command: 'mode' | 'call') => readonly string[];
  readonly env?: (simulator: Simulator) => Readonly<Record<string, string>>;
  readonly file?: (simulator: Simulator) => string;
}[] = [
  {
    name: 'the address as a flag',
    flags: ({ http, control }, command) =>
      command === 'mode' ? ['--control', control?.url ?? ''] : ['--to', http.url],
  },
  { name: '--from', flags: ({ file }) => ['--from', file] },
  {
    name: 'the flag of the setting',
    flags: ({ http, control }, command) =>
      command === 'mode' ? ['--control-port', String(control?.port)] : ['--http-port', String(http.port)],
  },
  {
    name: 'the address as a variable',
    env: ({ http, control }) => ({ SILVUS_MOCK_CONTROL_URL: control?.url ?? '', SILVUS_MOCK_URL: http.url }),
  },
  {
    name: 'the variable of the setting',
    env: ({ http, control }) => ({
      SILVUS_MOCK_CONTROL_PORT: String(control?.port),
      SILVUS_MOCK_HTTP_PORT: String(http.port),
    }),
  },
  {
    name: 'the configuration file',
    file: ({ http, control }) => `{"http":{"port":${http.port}},"control":{"port":${control?.port ?? 0}}}`,
  },
];

test('of two sources the higher one decides, in all pairs, for the control plane and for the radio', async () => {
  const [ours, stranger] = [await simulator(), await simulator()];
  let calls = 0;
  for (const [rank, higher] of sources.entries()) {
    for (const lower of sources.slice(rank + 1)) {
      const text = higher.file?.(ours) ?? lower.file?.(stranger);
      const folder = folderWith(text === undefined ? {} : { 'silvus-mock.json': text });
      const env = { ...lower.env?.(stranger), ...higher.env?.(ours) };
      const flags = (command: 'mode' | 'call') => [
        ...(higher.flags?.(ours, command) ?? []),
        ...(lower.flags?.(stranger, command) ?? []),
      ];
      const pair = `${higher.name} over ${lower.name}`;
      const changed = await run(folder, env, 'mode', 'normal', ...flags('mode'));
      expect({ pair, ...changed }).toEqual({ pair, code: 0, stdout: 'normal\n', stderr: named(ours) });
      const { code, stderr } = await run(folder, env, 'call', 'freq', ...flags('call'));
      expect({ pair, code, stderr }).toEqual({ pair, code: 0, stderr: '' });
      calls += 1;
    }
  }
  expect([await requestsOf(ours), await requestsOf(stranger)]).toEqual([calls, 0]);
});

test('a configuration that is wrong, or says any free port, drives nobody', async () => {
  const stranger = await simulator();
  const env = { SILVUS_MOCK_CONTROL_PORT: String(stranger.control?.port), SILVUS_MOCK_HTTP_PORT: '' };
  const wrong = folderWith({ 'silvus-mock.yaml': 'contol: { port: 1 }\n' });
  for (const command of [['mode', 'offline'], ['call', 'freq'], ['wait']]) {
    const { code, stdout, stderr } = await run(wrong, env, ...command);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^error: silvus-mock\.yaml:1:1: contol: is no setting/);
  }
  const free = folderWith({ 'silvus-mock.yaml': 'http: { port: 0 }\ncontrol: { port: 0 }\n' });
  const [mode, call] = [await run(free, {}, 'mode', 'offline'), await run(free, {}, 'call', 'freq')];
  expect(mode).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: control.port: 0 (silvus-mock.yaml:2:12) means any free port; name it with --from FILE (of start --port-file FILE), --control or $SILVUS_MOCK_CONTROL_URL\n',
  });
  expect(call).toMatchObject({ code: 2, stderr: expect.stringContaining('--to or $SILVUS_MOCK_URL') });
  const off = await run(folderWith({ 'silvus-mock.yaml': 'control: { enabled: false }\n' }), {}, 'reset');
  expect(off).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the control plane is turned off (silvus-mock.yaml:1:12)'),
  });
  expect(await modeOf(stranger)).toBe('normal');
});

test('a port file whose simulator has ended drives nobody, also where a stranger has its ports', async () => {
  const ours = await simulator();
  ours.run.child.kill('SIGKILL');
  await ours.run.ended;
  const ports = ['--http-port', String(ours.http.port), '--control-port', String(ours.control?.port)];
  const stranger = await simulator(...ports);
  const folder = folderWith();
  const other = `the simulator there is pid ${stranger.pid}, not pid ${ours.pid} of ${ours.file}`;
  for (const command of [
    ['mode', 'offline'],
    ['status'],
    ['call', 'power_dBm', '27'],
    ['journal', '--follow'],
    ['metrics'],
  ]) {
    const { code, stdout, stderr } = await run(folder, {}, ...command, '--from', ours.file);
    expect({ command, code, stdout }).toEqual({ command, code: 1, stdout: '' });
    expect(stderr).toBe(`error: http://127.0.0.1:${ours.control?.port ?? 0}: ${other}\n`);
  }
  const waited = await run(folder, {}, 'wait', '--from', ours.file, '--timeout', '3s');
  expect({ code: waited.code, stdout: waited.stdout }).toEqual({ code: 1, stdout: '' });
  expect(waited.stderr).toContain(other);
  expect([await modeOf(stranger), await requestsOf(stranger)]).toEqual(['normal', 0]);
});

test('a port file of a simulator without a control plane: its process must run', async () => {
  const ours = await simulator('--no-control');
  const folder = folderWith();
  const waited = await run(folder, {}, 'wait', '--from', ours.file);
  expect(waited).toEqual({
    code: 0,
    stdout: '',
    stderr: `no control plane is known: asking ${ours.http.url} with nodeid\n`,
  });
  expect(await run(folder, {}, 'call', 'freq', '--from', ours.file)).toMatchObject({ code: 0 });
  expect(await run(folder, {}, 'mode', '--from', ours.file)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`that simulator (pid ${ours.pid}) has no control plane`),
  });
  ours.run.child.kill('SIGKILL');
  await ours.run.ended;
  await simulator('--no-control', '--http-port', String(ours.http.port));
  const ended = `its process, pid ${ours.pid}, has ended`;
  const call = await run(folder, {}, 'call', 'freq', '--from', ours.file);
  expect({ code: call.code, stderr: call.stderr }).toEqual({
    code: 1,
    stderr: `error: ${ours.file}: ${ended}\n`,
  });
  const again = await run(folder, {}, 'wait', '--from', ours.file, '--timeout', '3s');
  expect(again.code).toBe(1);
  expect(again.stderr).toContain(ended);
});

test('wait knows its own by --pid, and by the radio that the configuration describes', async () => {
  const [ours, stranger] = [await simulator(), await simulator()];
  const folder = folderWith();
  const at = ({ control }: Simulator) => ['--control', control?.url ?? '', '--timeout', '3s'];
  const wait = (of: Simulator, pid: number) => run(folder, {}, 'wait', '--pid', String(pid), ...at(of));
  expect(await wait(ours, ours.pid)).toEqual({ code: 0, stdout: '', stderr: '' });
  const other = await wait(stranger, ours.pid);
  expect(other.code).toBe(1);
  expect(other.stderr).toContain(`pid ${stranger.pid} is another simulator, not pid ${ours.pid}`);
  const env = { SILVUS_MOCK_CONTROL_PORT: String(stranger.control?.port) };
  const configured = await run(folder, env, ...['wait', '--http-port', '9', '--timeout', '3s']);
  expect(configured.code).toBe(1);
  expect(configured.stderr).toContain(`with the radio at ${stranger.http.url}, not at port 9`);
  ours.run.child.kill('SIGKILL');
  await ours.run.ended;
  const ended = await run(
    folder,
    {},
    'wait',
    '--pid',
    String(ours.pid),
    '--control',
    ours.control?.url ?? '',
  );
  expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 1, stdout: '' });
  expect(ended.stderr).toContain(`pid ${ours.pid}: that process has ended`);
  expect(await requestsOf(stranger)).toBe(0);
});

test('wait --from waits for the file of a start that is under way', async () => {
  const folder = folderWith();
  const file = join(folder, 'ports.json');
  const waits = cliIn({ cwd: folder, env: noVariables }, 'wait', '--from', file);
  const start = cliIn({ env: noVariables }, 'start', '--port', '0', '--port-file', file);
  onTestFinished(() => void start.child.kill('SIGKILL'));
  expect(await waits.ended).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('a port that a stranger holds ends start with 4, and the stranger is named', async () => {
  const stranger = await simulator();
  const [http, control] = [String(stranger.http.port), String(stranger.control?.port)];
  const free = String(await freePort());
  const hint =
    'choose other ports with --port 0 (any free ports) or with --http-port, --https-port, --maintenance-port, --gpsd-port, --control-port';
  const byControl = await run(folderWith(), {}, 'start', '--port', '0', '--control-port', control);
  expect(byControl).toMatchObject({ code: 4, stdout: '' });
  expect(byControl.stderr).toBe(
    `error: the control port ${control} on 127.0.0.1 can't be opened: it is taken by silvus-mock, pid ${stranger.pid}, with the radio at ${stranger.http.url}; ${hint}\n`,
  );
  const taken = ['--http-port', http, '--maintenance-port', free, '--control-port', control];
  const byRadio = await run(folderWith(), {}, 'start', ...taken);
  expect(byRadio).toMatchObject({ code: 4, stdout: '' });
  expect(byRadio.stderr).toBe(
    `error: the http port ${http} on 127.0.0.1 can't be opened: it is taken by silvus-mock, pid ${stranger.pid}, with the control plane at 127.0.0.1:${control}; ${hint}\n`,
  );
  expect(await requestsOf(stranger)).toBe(0);
});

test('a holder with another token is known as a silvus-mock, and one that never answers is not waited for', async () => {
  const stranger = await simulator('--control-token', 'secret-one');
  const start = ['start', '--port', '0', '--control-port', String(stranger.control?.port)];
  const { code, stderr } = await run(folderWith(), {}, ...start);
  expect(code).toBe(4);
  expect(stderr).toContain('it is taken by a silvus-mock that asks for another token; ');
  const silent = String(await listening(createServer()));
  const other = await run(folderWith(), {}, 'start', '--port', '0', '--control-port', silent);
  expect(other.code).toBe(4);
  expect(other.stderr).toContain("can't be opened: it is taken; choose other ports with --port 0");
});
