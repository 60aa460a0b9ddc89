import { expect, test } from 'vitest';
import { cli } from '../../support/cli.js';
import { call } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { onTerminal } from '../../support/terminal.js';

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
  'fuzz --help',
  'fuzz replay --help',
  'fuzz-client --help',
  'status --help',
  'state --help',
  'state get --help',
  'state set --help',
  'mode --help',
  'blackout --help',
  'blackout end --help',
  'reset --help',
  'fault --help',
  'fault add --help',
  'fault list --help',
  'fault remove --help',
  'fault clear --help',
  'fault kinds --help',
  'journal --help',
  'worker --help',
  'worker pause --help',
  'worker resume --help',
  'clock --help',
  'clock advance --help',
  'scenario --help',
  'scenario run --help',
  'scenario stop --help',
  'scenario status --help',
  'methods',
  'models',
])('%s fits a terminal of 80 columns', async (command) => {
  expect((await shown(command)).filter((line) => line.length > columns)).toEqual([]);
});

test.each(['status', 'state get', 'fault list', 'fault kinds', 'journal'])(
  '%s of a simulator that runs fits a terminal of 80 columns, whatever a client sent',
  async (command) => {
    const mock = await running({ control: { enabled: true } });
    const long = 'x'.repeat(200);
    mock.faults.add({
      kind: 'latency',
      ms: 1,
      name: '\u001b'.repeat(64),
      match: { method: [{ unknown: long }, 'freq'] },
    });
    mock.worker.pause();
    void call(mock, `\u001b${long}`, [long]).catch(() => undefined);
    await mock.received(1);
    mock.worker.resume();
    await mock.worker.idle();
    const lines = await shown(`${command} --control ${mock.control?.url ?? ''}`);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  },
);

test('config print fits one too, but for the value that is too long by itself', async () => {
  const tooLong = (await shown('config print')).filter((line) => line.length > columns);
  expect(tooLong.map((line) => line.split(':')[0])).toEqual(['maintenance.allowedNetworks']);
});

test('without a terminal there is no colour, even where the log is for people', async () => {
  const run = cli('start', '--port', '0', '--log-format', 'pretty');
  await run.until('stdout', /listening/);
  run.child.kill('SIGTERM');
  const { stderr } = await run.ended;
  expect(stderr).toMatch(/INFO/);
  expect(stderr).not.toContain('\u001b');
});
