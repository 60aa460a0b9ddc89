import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { faultKinds } from '../../../src/faults/catalogue.js';
import { settings } from '../../../src/config/settings/settings.js';
import { cli } from '../../support/cli.js';

/** What bash offers after these words, the last of which is being typed. */
async function offered(...words: string[]): Promise<readonly string[]> {
  const { stdout } = await cli('completion', 'bash').ended;
  const line = ['silvus-mock', ...words].map((word) => `'${word}'`).join(' ');
  const script = `${stdout}
COMP_WORDS=(${line})
COMP_CWORD=${words.length}
_silvus_mock
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const printed = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  return printed.split('\n').filter((word) => word !== '');
}

describe('bash offers', () => {
  test('the commands first', async () => {
    const commands = [
      ...['start', 'call', 'wait', 'methods', 'models', 'config', 'completion', 'status', 'state', 'mode'],
      ...['blackout', 'reset', 'fault', 'journal', 'worker', 'clock', 'scenario'],
    ];
    expect(await offered('')).toEqual(expect.arrayContaining(commands));
    expect(await offered('c')).toEqual(['call', 'config', 'completion', 'clock']);
  });

  test('the commands below a command', async () => {
    expect(await offered('config', '')).toEqual(expect.arrayContaining(['check', 'print', 'schema']));
    expect(await offered('config', 'pr')).toEqual(['print']);
  });

  test('every flag of start, behind other flags too', async () => {
    const flags = await offered('start', '--');
    expect(flags).toEqual(expect.arrayContaining(settings.map(({ flag }) => flag)));
    expect(flags).toEqual(
      expect.arrayContaining(['--config', '--port-file', '--exit-with-parent', '--help']),
    );
    expect(await offered('start', '--http-port', '0', '--que')).toEqual(['--queue-capacity']);
    expect(await offered('config', 'print', '--seed', '7', '--js')).toEqual(['--json']);
  });

  test('the flags of call behind its arguments', async () => {
    expect(await offered('call', 'freq', '--ti')).toEqual(['--timeout']);
    expect(await offered('call', 'freq', '2220', '--to', 'http://127.0.0.1:8080', '--ti')).toEqual([
      '--timeout',
    ]);
  });

  test('what fault add takes: the kinds, the flags of all, and those of the kinds', async () => {
    const all = await offered('fault', 'add', '');
    expect(all).toEqual(expect.arrayContaining(faultKinds.map(({ name }) => name)));
    expect(all).toEqual(expect.arrayContaining(['--method', '--ms', '--retry-after', '--control']));
    expect(await offered('fault', 'add', 'latency', '--ji')).toEqual(['--jitter']);
    expect(await offered('fault', '')).toEqual(
      expect.arrayContaining(['add', 'list', 'remove', 'clear', 'kinds']),
    );
  });

  test('what can stand behind a command that has others below it', async () => {
    expect(await offered('blackout', 'e')).toEqual(['end']);
    expect(await offered('blackout', 'end', '--ca')).toEqual([]);
    expect(await offered('blackout', '5s', '--ca')).toEqual(['--cause']);
    expect(await offered('mode', 'de')).toEqual(['degraded']);
  });

  test('the shells for completion itself', async () => {
    expect(await offered('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
  });

  test('nothing where it knows nothing, so that the shell offers files', async () => {
    expect(await offered('start', '--config', 'some-fi')).toEqual([]);
  });
});

describe.each([
  ['zsh', /^#compdef silvus-mock\n/, /\ncompdef _silvus_mock silvus-mock\n/],
  ['fish', /^# silvus-mock completion for fish/, /\ncomplete -c silvus-mock /],
])('the script for %s', (shell, begin, hook) => {
  test('names every command and every flag', async () => {
    const { code, stdout, stderr } = await cli('completion', shell).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(begin);
    expect(stdout).toMatch(hook);
    const words = ['start', 'call', 'wait', 'config', 'check', 'schema', ...settings.map(({ flag }) => flag)];
    for (const word of words) expect(stdout).toContain(word);
  });
});

test('a shell that is none is refused with those that are', async () => {
  const { code, stdout, stderr } = await cli('completion', 'tcsh').ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/"tcsh".*bash, zsh, fish/);
});
