import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from '../../../src/cli/log/logger.js';
import { type Started, started } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { call, maintain, post, rpc } from '../../support/json-rpc-client.js';
import { exchange } from '../../support/raw-client.js';

/** Ends the process and gives its log lines as JSON. */
async function linesOf(run: Started): Promise<Record<string, unknown>[]> {
  run.child.kill('SIGTERM');
  const { stderr } = await run.ended;
  return stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a log that is piped is JSON, with one debug line for each command', async () => {
  const run = await started('--log-level', 'debug', '--processing-time', '20ms');
  await post(run, rpc('freq', 'mine'));
  await post(run, rpc('power_dBm', 2, ['99']));
  const commands = (await linesOf(run)).filter(({ msg }) => msg === 'command');
  expect(commands).toEqual([
    {
      level: 20,
      time: expect.any(Number),
      node: '1',
      id: 'mine',
      method: 'freq',
      port: 'http',
      peer: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      outcome: 'ok',
      waitMs: expect.any(Number),
      runMs: expect.any(Number),
      msg: 'command',
    },
    expect.objectContaining({ id: 2, method: 'power_dBm', outcome: 'INVALID_RANGE' }),
  ]);
  expect(commands[0]?.['runMs']).toBeGreaterThanOrEqual(19);
});

test('at info a read leaves no line; zeroize and the resets do, with the address of the peer', async () => {
  const run = await started();
  await call(run, 'freq');
  await call(run, 'zeroize');
  await maintain(run, 'factory_reset');
  await maintain(run, 'radio_reset');
  const commands = (await linesOf(run)).filter(({ msg }) => msg === 'command');
  expect(commands).toMatchObject([
    { level: 30, method: 'zeroize', port: 'http' },
    { level: 30, method: 'factory_reset', port: 'maintenance' },
    { level: 30, method: 'radio_reset', port: 'maintenance' },
  ]);
  for (const { peer } of commands) expect(peer).toMatch(/^127\.0\.0\.1:\d+$/);
});

test('a signal and the report of the close are logged at info', async () => {
  const run = await started();
  const lines = await linesOf(run);
  expect(lines).toMatchObject([
    { level: 30, signal: 'SIGTERM' },
    { level: 30, drained: 0, rejected: 0, cut: 0, forced: 0, msg: 'closed' },
  ]);
});

/** NUL, ESC, BEL, DEL, CSI as one character, an override of the direction, a line separator. */
const controls = '\u0000\u001b[31m\u0007\u007f\u009b31m\u202e\u2028';
/** All of these but the newline, which ends the log's own lines. */
const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

test.each(['json', 'pretty'])(
  'control characters from a client never stand raw in the log: %s',
  async (format) => {
    const run = await started('--log-level', 'debug', '--log-format', format);
    await post(run, rpc(`a${controls}b`, `c${controls}d`));
    await post(run, rpc('power_dBm', 1, [controls]));
    await exchange(run.maintenance.port, `${rpc(controls, controls)}\n`);
    await exchange(run.maintenance.port, `${controls}\n`);
    await exchange(run.http.port, `GET /${controls} HTTP/1.1\r\n\r\n`);
    run.child.kill('SIGTERM');
    const { stderr } = await run.ended;
    expect(stderr).toContain('u001b[31m');
    expect(stderr).toContain('u009b31m');
    expect(stderr).not.toMatch(raw);
  },
);

test('--log-format pretty is for people, and without colours in a pipe', async () => {
  const run = await started('--log-level', 'debug', '--log-format', 'pretty');
  await post(run, rpc('freq', 'mine'));
  await run.until(
    'stderr',
    /^\[\d\d:\d\d:\d\d\.\d{3}\] DEBUG: command\n {4}node: "1"\n {4}id: "mine"\n {4}method: "freq"/m,
  );
});

test.each([
  ['pretty', /INFO: listening\n {4}node: "n2"\n {4}port: "http"\n$/],
  ['json', /"node":"n2","port":"http","msg":"listening"\}\n$/],
] as const)('the node of a line is written: %s', async (format, expected) => {
  const file = join(folderWith(), 'radio.log');
  const log = await openLog({ level: 'info', format, file });
  log.logger.info({ node: 'n2', port: 'http' }, 'listening');
  expect(await log.end(1_000)).toBe(true);
  expect(readFileSync(file, 'utf8')).toMatch(expected);
});

test('--log-level silent writes nothing', async () => {
  const run = await started('--log-level', 'silent');
  await call(run, 'zeroize');
  run.child.kill('SIGTERM');
  expect((await run.ended).stderr).toBe('');
});
