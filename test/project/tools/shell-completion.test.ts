import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { settings } from '../../../src/config/settings/settings.js';
import { folderWith } from '../../support/folder.js';
import { program } from '../../support/shell.js';
import { shellOnTerminal } from '../../support/terminal.js';

const bin = fileURLToPath(new URL('../../../bin/silvus-mock.js', import.meta.url));
const scripts = new Map<string, string>();

beforeAll(() => {
  for (const shell of ['bash', 'zsh', 'fish'])
    scripts.set(shell, execFileSync(process.execPath, [bin, 'completion', shell], { encoding: 'utf8' }));
});

/** A file with the script of a shell. */
const scriptOf = (shell: string) => join(folderWith({ script: scripts.get(shell) ?? '' }), 'script');

async function linesOf(shell: string, ...args: string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await program(shell, args);
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

/** What fish itself offers for a line that is being typed. */
const inFish = (line: string) =>
  linesOf('fish', '--no-config', '-c', `source ${scriptOf('fish')}; complete -C '${line}'`);

/** What the function gives to zsh, which picks from it by what has been typed. */
function inZsh(...words: string[]): Promise<readonly string[]> {
  const typed = ['silvus-mock', ...words].map((word) => `'${word}'`).join(' ');
  const script = `
autoload -Uz compinit && compinit -u -D
source ${scriptOf('zsh')}
compadd() { shift; print -rl -- "$@" }
words=(${typed}); CURRENT=$#words
_silvus_mock`;
  return linesOf('zsh', '-f', '-c', script);
}

const commands = [
  ...['start', 'call', 'wait', 'methods', 'models', 'config', 'completion', 'status', 'state', 'mode'],
  ...['blackout', 'reset', 'fault', 'journal', 'worker', 'clock', 'scenario'],
];
const flags = settings.map(({ flag }) => flag);

describe('fish offers', () => {
  test('the commands first, and picks by what has been typed', async () => {
    expect(await inFish('silvus-mock ')).toEqual(expect.arrayContaining(commands));
    expect(new Set(await inFish('silvus-mock c'))).toEqual(
      new Set(['call', 'clock', 'completion', 'config']),
    );
  });

  test('the commands below a command', async () => {
    expect(await inFish('silvus-mock config ')).toEqual(expect.arrayContaining(['check', 'print', 'schema']));
  });

  test('the kinds of faults and what they take', async () => {
    expect(await inFish('silvus-mock fault add ')).toEqual(expect.arrayContaining(['latency', 'half-open']));
    expect(await inFish('silvus-mock fault add latency --ji')).toEqual(['--jitter']);
  });

  test('the flags of start, behind other flags too', async () => {
    expect(await inFish('silvus-mock start --')).toEqual(expect.arrayContaining(flags));
    expect(await inFish('silvus-mock start --http-port 0 --que')).toEqual(['--queue-capacity']);
    expect(await inFish('silvus-mock call freq --ti')).toEqual(['--timeout']);
  });
});

describe('zsh offers', () => {
  test('the commands first', async () => {
    expect(await inZsh('')).toEqual(expect.arrayContaining(commands));
  });

  test('the commands below a command', async () => {
    expect(await inZsh('config', '')).toEqual(expect.arrayContaining(['check', 'print', 'schema']));
  });

  test('the kinds of faults and what they take', async () => {
    expect(await inZsh('fault', 'add', '')).toEqual(expect.arrayContaining(['latency', '--ms']));
    expect(await inZsh('blackout', 'end', '')).not.toContain('--cause');
  });

  test('the flags of start, behind other flags too', async () => {
    expect(await inZsh('start', '--que')).toEqual(expect.arrayContaining(flags));
    expect(await inZsh('start', '--http-port', '0', '--que')).toEqual(expect.arrayContaining(flags));
    expect(await inZsh('call', 'freq', '--ti')).toContain('--timeout');
  });
});

describe.each([
  ['bash', 'bash --norc --noprofile -i'],
  ['zsh', 'zsh -f -i'],
])('%s on a terminal', (shell, start) => {
  test('completes a flag when TAB is typed', async () => {
    const run = shellOnTerminal(80, start);
    const prepare = shell === 'zsh' ? 'autoload -Uz compinit; compinit -u -D; ' : '';
    run.type(`${prepare}source ${scriptOf(shell)}; echo rea''dy\n`);
    await run.until(/[\r\n]ready/);
    run.type('silvus-mock start --http-port 0 --que\t');
    await run.until(/--queue-capacity/);
    run.type('\u0015exit\n');
    expect(await run.ended).toBe(0);
  });
});
