import { expect, test } from 'vitest';
import { faultKinds } from '../../../src/faults/catalogue.js';
import { radioWithCli } from '../../support/cli-on-control-plane.js';
import { call, outcome } from '../../support/json-rpc-client.js';

test('fault add puts a fault on and prints its name; the radio misbehaves in that way', async () => {
  const { mock, silvus, named } = await radioWithCli();
  expect(await silvus('fault', 'add', 'busy', '--method', 'freq')).toEqual({
    code: 0,
    stdout: 'busy\n',
    stderr: named,
  });
  expect(await outcome(mock, 'freq')).toBe('BUSY');
  expect(await outcome(mock, 'bw')).toEqual(['20']);
});

test('all that a fault can be told arrives', async () => {
  const { mock, silvus } = await radioWithCli();
  const match = ['--method', 'freq', '--method', 'bw', '--access', 'read', '--port', 'http'];
  const chance = ['--peer', '127.0.0.1', '--nth', '2', '--probability', '0.5', '--times', '3'];
  const own = ['--ms', '400', '--jitter', '50ms', '--distribution', 'normal', '--delay-before', '1s'];
  const args = ['latency', ...match, ...chance, ...own, '--name', 'slow'];
  expect((await silvus('fault', 'add', ...args)).stdout).toBe('slow\n');
  expect(mock.faults.list()).toEqual([
    {
      name: 'slow',
      kind: 'latency',
      params: { ms: 400, jitter: 50, distribution: 'normal' },
      match: { method: ['freq', 'bw'], access: 'read', port: 'http', peer: '127.0.0.1', nth: 2 },
      probability: 0.5,
      times: 3,
      delayBefore: 1_000,
      applied: 0,
    },
  ]);
});

test.each([
  [['error', '--message', '42', '--code', '-7'], { message: '42', code: -7 }],
  [['unavailable', '--retry-after', '2s'], { retryAfter: 2_000 }],
  [['slow-drip', '--bytes=3', '--interval=5ms'], { bytes: 3, interval: 5 }],
  [['wrong-shape', '--as', 'nested'], { as: 'nested' }],
  [['reply', '--result', '["2220"]'], { result: ['2220'] }],
  [['reply', '--result=null'], { result: null }],
  [['reply', '--error', '{"code":-32000,"message":"X"}'], { error: { code: -32_000, message: 'X' } }],
  [['reply', '--error', '-1'], { error: -1 }],
])('parameters of the kind in %j become what the kind takes', async (args, params) => {
  const { mock, silvus, named } = await radioWithCli();
  const { code, stderr } = await silvus('fault', 'add', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: named });
  expect(mock.faults.list()).toMatchObject([{ kind: args[0], params }]);
});

test('fault add takes parameters and a time, and fault list shows them', async () => {
  const { silvus } = await radioWithCli();
  const args = ['--method', 'freq_bw', '--param', '2220', '--param', '20', '--for', '1h'];
  expect((await silvus('fault', 'add', 'busy', ...args)).stdout).toBe('busy\n');
  const { stdout } = await silvus('fault', 'list');
  expect(stdout).toMatch(/^busy +busy +0 +method=freq_bw params=2220,20 +time left=(1h|\d+(s|m))$/m);
  await silvus('fault', 'add', 'reply', '--result', '["2220"]', '--for', '5s');
  await silvus('fault', 'add', 'reply', '--error', JSON.stringify({ message: 'x'.repeat(100) }));
  const { stdout: list } = await silvus('fault', 'list');
  expect(list).toMatch(/^reply +reply +0 +all +result=\["2220"\] time left=\d+(ms|s)$/m);
  expect(list).toMatch(/^reply-2 +reply +0 +all +error=\{"message":"x{52}…$/m);
});

test('fault list shows what is on and how often it acted', async () => {
  const { mock, silvus } = await radioWithCli();
  expect((await silvus('fault', 'list')).stdout).toBe('No active faults.\n');
  mock.faults.add({ kind: 'busy', match: { method: 'freq' }, times: 3 });
  mock.faults.add({
    kind: 'latency',
    ms: 1,
    match: { port: 'maintenance' },
    probability: 0.25,
    delayBefore: '2s',
    name: 'slow',
  });
  await call(mock, 'freq');
  const { stdout } = await silvus('fault', 'list');
  expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['NAME', 'KIND', 'APPLIED', 'MATCH', 'PARAMETERS'],
    ['busy', 'busy', '1 of 3', 'method=freq'],
    [
      'slow',
      'latency',
      '0',
      'port=maintenance',
      'ms=1 jitter=0 distribution=uniform probability=0.25 delay before=2s',
    ],
    [''],
  ]);
  expect(JSON.parse((await silvus('fault', 'list', '--json')).stdout)).toMatchObject([
    { name: 'busy', applied: 1, times: 3 },
    { name: 'slow', applied: 0, times: null },
  ]);
});

test('fault remove takes one off, fault clear all', async () => {
  const { mock, silvus } = await radioWithCli();
  for (const name of ['a', 'b/c ü?', 'd', 'e']) mock.faults.add({ kind: 'busy', name });
  expect((await silvus('fault', 'remove', 'a')).stdout).toBe('a removed.\n');
  expect((await silvus('fault', 'remove', 'b/c ü?')).stdout).toBe('b/c ü? removed.\n');
  expect(mock.faults.list().map(({ name }) => name)).toEqual(['d', 'e']);
  expect((await silvus('fault', 'clear')).stdout).toBe('2 faults removed.\n');
  expect(mock.faults.list()).toEqual([]);
});

test('a name that no fault has is refused: 1', async () => {
  const { mock, silvus, named } = await radioWithCli();
  mock.faults.add({ kind: 'busy' });
  for (const name of ['nothing', '..', '.']) {
    const { code, stderr } = await silvus('fault', 'remove', name);
    expect(code).toBe(1);
    expect(stderr.startsWith(`${named}error: `)).toBe(true);
    expect(stderr).toMatch(/^error: .*there is no fault "/m);
  }
  expect(mock.faults.list()).toHaveLength(1);
});

test('fault kinds names every kind with its flags', async () => {
  const { silvus } = await radioWithCli();
  const { code, stdout } = await silvus('fault', 'kinds');
  expect(code).toBe(0);
  const [, ...lines] = stdout.trimEnd().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual(faultKinds.map(({ name }) => name));
  expect(stdout).toMatch(/^latency +--ms \[--jitter\] \[--distribution\] +the reply is delayed$/m);
  const told = JSON.parse((await silvus('fault', 'kinds', '--json')).stdout) as { name: string }[];
  expect(told.map(({ name }) => name)).toEqual(faultKinds.map(({ name }) => name));
});
