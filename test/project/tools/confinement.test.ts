import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { folderWith } from '../../support/folder.js';
import { type Listening, maintain, outcome } from '../../support/json-rpc-client.js';
import { root } from '../../support/markdown.js';
import { unitValue, unitValues } from '../../support/service-unit.js';
import { allowedCalls } from '../../support/system-calls.js';

const run = promisify(execFile);
const pathOf = (file: string) => fileURLToPath(new URL(file, root));

/** The Python of the system: the one that has the package for seccomp. */
const python = '/usr/bin/python3';

/** Arguments of that Python: a command with no more system calls and sockets than the service has. */
const confined = (...command: string[]) => [
  pathOf('test/support/confined.py'),
  allowedCalls(unitValues('SystemCallFilter')).join(','),
  unitValue('RestrictAddressFamilies'),
  ...command,
];

test.each([
  ['a raw packet socket', 'import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW)'],
  ['a change of priority', 'import os; os.setpriority(os.PRIO_PROCESS, 0, 5)'],
])('the confinement holds: %s is refused', async (_, attempt) => {
  await expect(run(python, confined(python, '-c', attempt))).rejects.toThrow('Operation not permitted');
});

test('with the system calls that the service may make, the radio starts, answers and closes with 0', async () => {
  const start = [
    'start',
    '--timing',
    'instant',
    '--http-port',
    '0',
    '--maintenance-port',
    '0',
    '--control-port',
    '0',
  ];
  const cwd = folderWith();
  const child = spawn(python, confined(process.execPath, pathOf('bin/silvus-mock.js'), ...start), {
    cwd,
    env: { ...process.env, SILVUS_MOCK_STATE_DIR: `${cwd}/state`, SILVUS_MOCK_LOG_FORMAT: 'json' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  while (!text.includes('\n')) {
    const [code] = await Promise.race([once(child.stdout, 'data'), closed]);
    if (child.exitCode !== null) throw new Error(`ended with ${String(code)}`);
  }
  const listening = JSON.parse(text) as Listening & { readonly control: { readonly url: string } };
  expect(await outcome(listening, 'freq', ['2220'])).toEqual(['']);
  expect(await maintain(listening, 'zeroize')).toMatchObject({ result: [''] });
  expect((await fetch(`${listening.control.url}/status`)).status).toBe(200);
  child.kill('SIGTERM');
  expect((await closed)[0]).toBe(0);
});
