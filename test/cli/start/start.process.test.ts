import { expect, test } from 'vitest';
import { cli, started } from '../../support/cli.js';
import { maintain, outcome } from '../../support/json-rpc-client.js';

test('start says in one line of JSON where it listens, and serves both ports until SIGTERM', async () => {
  const run = await started('--seed', '7');
  const told = JSON.parse(run.stdout()) as Record<string, unknown>;
  expect(told).toEqual({
    event: 'listening',
    radios: [{ nodeid: '310061', http: run.http, maintenance: run.maintenance }],
    http: {
      host: '127.0.0.1',
      port: run.http.port,
      url: `http://127.0.0.1:${run.http.port}/streamscape_api`,
    },
    maintenance: { host: '127.0.0.1', port: run.maintenance.port },
    pid: run.child.pid,
    seed: 7,
  });
  expect(Object.keys(told)).toEqual(['event', 'radios', 'http', 'maintenance', 'pid', 'seed']);
  expect(await outcome(run, 'freq')).toEqual(['4700']);
  expect((await maintain(run, 'zeroize')).result).toEqual(['']);
  run.child.kill('SIGTERM');
  const { code, stdout } = await run.ended;
  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
});

test('its flags reach the simulator', async () => {
  const run = await started(
    '--soft-boot',
    '7s',
    '--queue-capacity',
    '0',
    '--processing-time',
    '1ms',
    '--log-level',
    'silent',
  );
  expect(await outcome(run, 'freq', ['2220'])).toEqual(['']);
  expect(await outcome(run, 'freq')).toBe('UNAVAILABLE');
  run.child.kill('SIGINT');
  expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
});

test('a reader of stdout that goes away does not end it', async () => {
  const run = await started();
  run.child.stdout?.destroy();
  expect(await outcome(run, 'freq')).toEqual(['4700']);
});

test('--version and --help print to stdout and end with 0', async () => {
  const [version, help, startHelp] = await Promise.all(
    [['--version'], ['--help'], ['start', '--help']].map((args) => cli(...args).ended),
  );
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
  expect(help).toMatchObject({ code: 0, stdout: expect.stringMatching(/start.*call.*methods/s), stderr: '' });
  expect(startHelp).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('--queue-capacity'),
    stderr: '',
  });
});
