import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { folderWith } from '../../support/folder.js';
import { type Listening, outcome } from '../../support/json-rpc-client.js';

const bin = fileURLToPath(new URL('../../../bin/silvus-mock.js', import.meta.url));

/** Starts two radios on its own output, one of which is to end with it, and stays. */
const parent = `
const { spawn } = require('node:child_process');
const flags = ['start', '--port', '0', '--log-level', 'silent'];
for (const more of [['--seed', '1', '--exit-with-parent'], ['--seed', '2']]) {
  spawn(process.execPath, [${JSON.stringify(bin)}, ...flags, ...more], { stdio: ['ignore', 'inherit', 'inherit'] });
}
process.stdin.resume();
`;

/** Nobody is left to be told how an orphan ended, so it says so itself. */
const lastWords = `
import { writeSync } from 'node:fs';
process.on('exit', (code) => writeSync(1, JSON.stringify({ pid: process.pid, code }) + '\\n'));
`;

interface Line extends Listening {
  readonly pid: number;
  readonly seed?: number;
  readonly code?: number;
}

test('a radio with --exit-with-parent closes with 0 when its parent is killed; one without stays', async () => {
  const preload = pathToFileURL(join(folderWith({ 'last-words.mjs': lastWords }), 'last-words.mjs')).href;
  const child = spawn(process.execPath, ['-e', parent], {
    env: { ...process.env, NODE_OPTIONS: `--import=${preload}` },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: Line[] = [];
  const said = (wanted: (line: Line) => boolean) =>
    new Promise<Line>((resolve) => {
      const look = () => {
        const line = lines.find(wanted);
        if (line !== undefined) resolve(line);
      };
      child.stdout.on('line', look);
      look();
    });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.map((part) => JSON.parse(part) as Line));
    child.stdout.emit('line');
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
    for (const { pid, seed } of lines) if (seed !== undefined) endOrphan(pid);
  });
  const [leaving, staying] = await Promise.all([1, 2].map((wanted) => said(({ seed }) => seed === wanted)));
  if (leaving === undefined || staying === undefined) throw new Error('not both were started');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const end = await said(({ pid, code }) => pid === leaving.pid && code !== undefined);
  expect(end.code).toBe(0);
  expect(await outcome(staying, 'freq')).toEqual(['4700']);
});

function endOrphan(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
