import { expect, test } from 'vitest';
import { cli } from '../support/cli.js';
import { onTerminal } from '../support/terminal.js';

const columns = 80;
const colour = /\u001b\[[\d;]*m/g;

/** What a command shows on a terminal, line by line. */
async function shown(command: string): Promise<readonly string[]> {
  const run = onTerminal(columns, command);
  expect(await run.ended).toBe(0);
  const lines = run.text().replaceAll(colour, '').trimEnd().split('\r\n');
  expect(lines.length).toBeGreaterThan(1);
  return lines;
}

test.each([
  '--help',
  'start --help',
  'call --help',
  'wait --help',
  'methods --help',
  'models --help',
  'config --help',
  'config check --help',
  'config print --help',
  'config schema --help',
  'completion --help',
  'methods',
  'models',
])('%s fits a terminal of 80 columns', async (command) => {
  expect((await shown(command)).filter((line) => line.length > columns)).toEqual([]);
});

test('config print fits one too, but for the value that is too long by itself', async () => {
  const tooLong = (await shown('config print')).filter((line) => line.length > columns);
  expect(tooLong.map((line) => line.split(':')[0])).toEqual(['maintenance.allowedNetworks']);
});

test('without a terminal there is no colour, even where the log is for people', async () => {
  const run = cli('start', '--http-port', '0', '--maintenance-port', '0', '--log-format', 'pretty');
  await run.until('stdout', /listening/);
  run.child.kill('SIGTERM');
  const { stderr } = await run.ended;
  expect(stderr).toMatch(/INFO/);
  expect(stderr).not.toContain('\u001b');
});
