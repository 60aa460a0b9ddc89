import { expect, test } from 'vitest';
import { exchangesIn, radioWithCli } from '../../support/cli-on-control-plane.js';
import { broadcast } from '../../support/broadcast-network.js';
import { call, maintain, post } from '../../support/json-rpc-client.js';

test('journal prints the exchanges, oldest first, one line each', async () => {
  const { mock, silvus } = await radioWithCli();
  await call(mock, 'freq_bw', ['4700', '5']);
  await call(mock, 'freq', ['1']);
  await maintain(mock, 'zeroize');
  await post(mock, 'hello\n');
  await post(mock, '[{"jsonrpc":"2.0","method":"bw","id":1},{"jsonrpc":"2.0","method":"freq","id":2}]');
  const { code, stdout, stderr } = await silvus('journal');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [head, first, ...rest] = stdout.trimEnd().split('\n');
  expect(head?.split(/ +/)).toEqual(['N', 'AT', 'WAIT+RUN', 'PORT', 'EXCHANGE']);
  expect(first).toMatch(/^1 +\d+\.\d{3} +\d+ms +http +freq_bw 4700 5: ok from 127\.0\.0\.1:\d+$/);
  expect(rest[1]).toMatch(/^3 +\S+ +\d+ms +maintenance +zeroize: \w+ from 127\.0\.0\.1:\d+$/);
  expect(rest[2]).toMatch(/invalid request: hello\\u000a from \S+$/);
  expect(rest[3]).toMatch(/bw: \w+; freq: \w+ from \S+$/);
  expect(rest).toHaveLength(4);
});

test('an exchange that a fault bent says by which and how', async () => {
  const { mock, silvus } = await radioWithCli();
  mock.faults.add({ kind: 'reset', name: 'cut' });
  await post(mock, '{"jsonrpc":"2.0","method":"freq","id":1}');
  expect(exchangesIn((await silvus('journal')).stdout)).toEqual([
    'EXCHANGE',
    'freq: ok [reset] [faults: cut]',
  ]);
});

test('what is printed can be narrowed', async () => {
  const { mock, silvus } = await radioWithCli();
  mock.faults.add({ kind: 'busy', match: { method: 'nodeid' } });
  await call(mock, 'bw');
  await call(mock, 'nodeid');
  await call(mock, 'nothing');
  await call(mock, 'bw');
  const narrowed = async (...flags: string[]) =>
    exchangesIn((await silvus('journal', ...flags)).stdout).slice(1);
  expect(await narrowed('--method', 'bw')).toEqual(['bw: ok 20', 'bw: ok 20']);
  expect(await narrowed('--outcome', 'Method not found')).toEqual(['nothing: Method not found']);
  expect(await narrowed('--fault', 'busy')).toEqual(['nodeid: BUSY [faults: busy]']);
  expect(await narrowed('--peer', '127.0.0.1', '--limit', '1')).toEqual(['bw: ok 20']);
  expect(await narrowed('--peer', '10.0.0.1')).toEqual([]);
  expect(await narrowed('--limit', '2')).toEqual(['nothing: Method not found', 'bw: ok 20']);
  const none = await silvus('journal', '--port', 'maintenance');
  expect(none).toEqual({
    code: 0,
    stdout: 'No matching exchanges in the journal (4 since the start or the last reset).\n',
    stderr: '',
  });
});

test('a broadcast is marked, and can be asked for alone', async () => {
  const { mock, silvus, named } = await radioWithCli();
  await call(mock, 'bw');
  await broadcast(mock, [310061, 7], { method: 'bw' }, { method: 'nodeid' });
  expect(exchangesIn((await silvus('journal', '--page', 'broadcast')).stdout)).toEqual([
    'EXCHANGE',
    'bw: ok; nodeid: ok [broadcast]',
  ]);
  const verified = await silvus('journal', 'verify', '--page', 'broadcast', '--times', '1');
  expect(verified).toEqual({ code: 0, stdout: 'The journal is as expected.\n', stderr: named });
  expect(await silvus('journal', '--page', 'positions')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Allowed choices are broadcast.') as unknown,
  });
});

test('--json is one line with the requests and replies', async () => {
  const { mock, silvus } = await radioWithCli();
  await call(mock, 'freq');
  const { stdout } = await silvus('journal', '--json');
  expect(stdout.trimEnd()).not.toContain('\n');
  expect(JSON.parse(stdout)).toMatchObject({
    total: 1,
    entries: [{ n: 1, request: '{"jsonrpc":"2.0","method":"freq","id":1}', ending: 'reply' }],
  });
});

test('what a client sent does not steer the terminal', async () => {
  const { mock, silvus } = await radioWithCli();
  const evil = '\u001b[2J\u009b2J\u202e\r\n';
  await call(mock, evil, [evil]);
  await post(mock, evil);
  const { stdout } = await silvus('journal');
  expect(stdout).toMatch(/\\u001b\[2J\\u009b2J\\u202e/);
  expect(stdout).not.toMatch(/[\u001b\u009b\u202e\r]/);
  expect(stdout.trimEnd().split('\n')).toHaveLength(3);
});

test('a method of 100,000 letters makes no line of 100,000', async () => {
  const { mock, silvus } = await radioWithCli();
  await call(mock, 'x'.repeat(100_000), ['y'.repeat(100_000)]);
  const { stdout } = await silvus('journal');
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(600);
});

test.each(['0', '-1', '1.5', 'ten', ''])('a limit of "%s" is wrong usage: 2', async (limit) => {
  const { silvus } = await radioWithCli();
  for (const more of [[], ['--follow']]) {
    const { code, stdout, stderr } = await silvus('journal', `--limit=${limit}`, ...more);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`error: --limit: "${limit}" is not allowed; allowed: a whole number above 0\n`);
  }
});

test('the results of reads stand behind their outcomes', async () => {
  const { mock, silvus } = await radioWithCli({ timing: { preset: 'instant' } });
  await call(mock, 'freq', ['2220']);
  await call(mock, 'freq_bw');
  await post(
    mock,
    '[{"jsonrpc":"2.0","method":"bw"},{"jsonrpc":"2.0","method":"freq","id":"a"},{"jsonrpc":"2.0","method":"nothing","id":2}]',
  );
  await call(mock, 'print_all_settings');
  mock.faults.add({ kind: 'truncate', bytes: 9 });
  await call(mock, 'freq').catch(() => undefined);
  const [, ...lines] = exchangesIn((await silvus('journal')).stdout);
  expect(lines.slice(0, 3)).toEqual([
    'freq 2220: ok',
    'freq_bw: ok 2220 20',
    'bw: ok; freq: ok 2220; nothing: Method not found',
  ]);
  expect(lines[3]).toMatch(/^print_all_settings: ok .{60}…$/);
  expect(lines[4]).toMatch(/^freq: ok \(reply: {"result"\)/);
});
