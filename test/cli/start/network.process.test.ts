import { spawn } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { cli, cliIn, controlPortOf, started, startedIn } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { type Listening, call, outcome } from '../../support/json-rpc-client.js';
import { freePort } from '../../support/listening-port.js';

const bin = fileURLToPath(new URL('../../../bin/silvus-mock.js', import.meta.url));

/** A radio in the line that says where a start listens. */
type Radio = Listening & { readonly nodeid: string };

const radiosIn = (stdout: string) => (JSON.parse(stdout) as { radios: readonly Radio[] }).radios;

const result = async (radio: Listening, method: string) => (await call(radio, method)).result;

const node = (nodeid: number, metres: number, more = '') =>
  `  - { nodeid: ${nodeid}, position: { latitude: ${metres / 111_000}, longitude: 0 }${more} }\n`;

test('each radio of a file is served as the file says, and the line names those that are', async () => {
  const http = await freePort();
  const file = join(
    folderWith({
      'net.yaml':
        'settings: { freq: 2490, max_link_distance: 5000 }\nnodes:\n' +
        node(310_061, 0, `, served: { address: radio, http: ${http}, maintenance: 0 }`) +
        node(310_062, 300, ', served: false') +
        node(310_063, 600, ', name: last'),
    }),
    'net.yaml',
  );
  const run = await started('--network', file);
  const [first, last, ...others] = radiosIn(run.stdout());
  expect(others).toEqual([]);
  expect([first?.nodeid, last?.nodeid]).toEqual(['310061', '310063']);
  expect(first?.http).toEqual({
    host: '127.20.187.45',
    port: http,
    url: `http://127.20.187.45:${http}/streamscape_api`,
  });
  expect(first?.maintenance.host).toBe('127.20.187.45');
  expect({ http: run.http, maintenance: run.maintenance }).toEqual({
    http: first?.http,
    maintenance: first?.maintenance,
  });
  if (first === undefined || last === undefined) return;
  const body = '{"jsonrpc":"2.0","method":"routing_tree","id":1}';
  const reply = await fetch(first.http.url, { method: 'POST', body });
  expect(await reply.json()).toMatchObject({ result: [310_062, 310_063, 310_061] });
  expect(await outcome(last, 'routing_tree')).toEqual([310_061, 310_062, 310_063]);
  expect(await outcome(last, 'system_name')).toEqual(['last']);
  expect(await outcome(last, 'freq')).toEqual(['2490']);
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
});

test('so many radios stand where the seed says; the port file names them too', async () => {
  const folder = folderWith();
  const file = join(folder, 'ports.json');
  const placesOf = async (...flags: string[]) => {
    const run = await started('--radios', '4', ...flags);
    const radios = radiosIn(run.stdout());
    expect(radios.map(({ nodeid }) => nodeid)).toEqual(['310061', '310062', '310063', '310064']);
    expect(new Set(radios.map(({ http }) => http.port)).size).toBe(4);
    const trees = await Promise.all(radios.map(async (radio) => await result(radio, 'routing_tree')));
    for (const tree of trees)
      expect([...(tree as number[])].sort()).toEqual([310061, 310062, 310063, 310064]);
    return Promise.all(radios.map((radio) => result(radio, 'gps_coordinates')));
  };
  const places = await placesOf('--seed', '7', '--port-file', file);
  expect(radiosIn(readFileSync(file, 'utf8'))).toHaveLength(4);
  expect(await placesOf('--seed', '7')).toEqual(places);
  expect(await placesOf('--seed', '8')).not.toEqual(places);
});

test('all issues of a network file are reported at once, with their places, and nothing is started', async () => {
  const folder = folderWith({
    'net.yaml':
      'nodes:\n' +
      '  - { nodeid: 5, position: { latitude: 95, longitude: 0 }, served: { http: 7001 } }\n' +
      '  - { nodeid: 5, position: { latitude: 1, longitude: 0 }, served: { http: 7001 } }\n' +
      '  - { nodeid: 6, position: { latitude: 1, longitude: 0 }, served: { maintenance: 7002 } }\n' +
      'links:\n  - { from: 5, to: 9, cut: true }\n',
  });
  const place = { cwd: folder };
  const flags = ['--network', './net.yaml', '--control-port', '7002'];
  const { code, stdout, stderr } = await cliIn(place, 'start', ...flags).ended;
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^error: \.\/net\.yaml:2:\d+: nodes\.0\.position\.latitude: 95: .*-90 to 90/),
    expect.stringMatching(/^error: \.\/net\.yaml:3:\d+: nodes\.1\.nodeid: 5: .*nodes\.0/),
    expect.stringMatching(
      /^error: \.\/net\.yaml:3:\d+: nodes\.1\.served\.http: 7001: .*nodes\.0\.served\.http/,
    ),
    expect.stringMatching(
      /^error: \.\/net\.yaml:4:\d+: nodes\.2\.served\.maintenance: 7002: .*control\.port/,
    ),
    expect.stringMatching(
      /^error: \.\/net\.yaml:6:\d+: links\.0\.to: 9: there is no such node; allowed: 5, 6/,
    ),
  ]);
  // `config check` says the same.
  const check = await cliIn(place, 'config', 'check', ...flags).ended;
  expect({ code: check.code, stderr: check.stderr }).toEqual({ code: 3, stderr });
});

test.each([
  [
    'two of them',
    ['--network', 'pair', '--radios', '3'],
    2,
    /--radios: radios: .*--network.*allowed: one of/,
  ],
  ['a node ID beside a network', ['--network', 'pair', '--nodeid', '7'], 2, /--nodeid: .*allowed: the nodes/],
  ['an unknown name', ['--network', 'pear'], 3, /no "pear"; allowed: .*pair.*nearest is "pair"/],
  ['no file', ['--network', './none.yaml'], 3, /\.\/none\.yaml: .*no such file/],
  ['too many radios', ['--radios', '10001'], 2, /--radios: .*10001.*at most 10000/],
  ['node IDs that end', ['--radios', '9', '--nodeid', '1048570'], 3, /radios: 9: .*at most 6 radios/],
])('%s: an error', async (_what, flags, code, text) => {
  const run = await cli('start', '--port', '0', ...flags).ended;
  expect({ code: run.code, stdout: run.stdout }).toEqual({ code, stdout: '' });
  expect(run.stderr).toMatch(text);
});

test('a network that serves no radio is refused', async () => {
  const cwd = folderWith({ 'net.yaml': `nodes:\n${node(5, 0, ', served: false')}` });
  const { code, stderr } = await cliIn({ cwd }, 'start', '--network', './net.yaml').ended;
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr:
      'error: ./net.yaml: no node of the network is served; allowed: at least one without served: false\n',
  });
});

test('a radio has two neighbours without ports; --alone, its variable and its file: none', async () => {
  const run = await started('--control-port', '0');
  expect(await outcome(run, 'routing_tree')).toEqual([310_062, 310_063, 310_061]);
  expect(await result(run, 'network_status')).toHaveLength(18);
  const control = `http://127.0.0.1:${controlPortOf(run.stdout())}`;
  const nodes = (await (await fetch(`${control}/nodes`)).json()) as { node: string; http?: object }[];
  expect(nodes.map((each) => [each.node, each.http !== undefined])).toEqual([
    ['1', true],
    ['310062', false],
    ['310063', false],
  ]);
  const cwd = folderWith({ 'silvus-mock.yaml': 'alone: true\n' });
  for (const [place, ...flags] of [
    [{}, '--alone'],
    [{ env: { SILVUS_MOCK_ALONE: 'true' } }],
    [{ cwd }],
  ] as const) {
    const alone = await startedIn(place, ...flags);
    expect(await outcome(alone, 'routing_tree')).toEqual([310_061]);
    expect(await outcome(alone, 'network_status')).toEqual([]);
  }
});

test('the neighbours have the key and the node IDs of the radio that is started', async () => {
  const run = await started('--nodeid', '1048575', '--model', 's-band');
  expect(await outcome(run, 'routing_tree')).toEqual([2, 3, 1_048_575]);
});

test('a flag overrides a variable, and a variable a file, whichever of the settings they name', async () => {
  const cwd = folderWith({ 'silvus-mock.yaml': 'network: convoy\n' });
  const two = await startedIn({ cwd, env: { SILVUS_MOCK_RADIOS: '2' } });
  expect(radiosIn(two.stdout())).toHaveLength(2);
  const alone = await startedIn({ cwd, env: { SILVUS_MOCK_RADIOS: '2' } }, '--alone');
  expect(await outcome(alone, 'routing_tree')).toEqual([310_061]);
});

test('wait, status and commands about one radio know a network', async () => {
  const run = await started('--radios', '2', '--control-port', '0', '--blackout', 'error');
  const control = ['--control', `http://127.0.0.1:${controlPortOf(run.stdout())}`];
  expect((await cli('wait', ...control).ended).code).toBe(0);
  const list = await cli('status', '--nodes', ...control).ended;
  expect(list.stdout).toMatch(/^NODE.*\n310061 +running, ready.*http:\/\/.*\n310062 +running, ready.*http:/);
  expect((await cli('status', ...control).ended).stderr).toMatch(/there are 2 nodes.*310061, 310062/);
  const one = await cli('status', '--node', '310062', ...control).ended;
  expect(one.stdout).toContain(radiosIn(run.stdout())[1]?.http.url);
  expect((await cli('blackout', '1h', '--node', '310062', ...control).ended).code).toBe(0);
  const [first, second] = radiosIn(run.stdout());
  if (first === undefined || second === undefined) return;
  expect(await outcome(second, 'freq')).toBe('UNAVAILABLE');
  expect(await outcome(first, 'routing_tree')).toEqual([310_061]);
  const waiting = await cli('wait', '--timeout', '300ms', ...control).ended;
  expect(waiting).toMatchObject({ code: 1, stderr: expect.stringMatching(/node 310062: UNAVAILABLE/) });
  expect((await cli('status', '--node', '7', ...control).ended).stderr).toMatch(
    /no "7"; allowed: 310061, 310062/,
  );
});

test('an address that is taken: the error names the radio, and the way out', async () => {
  const [http, maintenance] = [await freePort(), await freePort()];
  const cwd = folderWith({
    'net.yaml': `nodes:\n${node(310_062, 0, `, served: { address: radio, http: ${http}, maintenance: ${maintenance} }`)}`,
  });
  await startedIn({ cwd }, '--network', './net.yaml');
  const { code, stdout, stderr } = await cliIn({ cwd }, 'start', '--network', './net.yaml', '--no-control')
    .ended;
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  expect(stderr).toMatch(
    new RegExp(
      `port ${http} on 127\\.20\\.187\\.46 can't be opened: it is taken.*served of node 310062.*served: true`,
    ),
  );
});

test('an address that this machine does not have: the error names the radio, and the way out', async () => {
  const served = ', served: { host: 192.0.2.1, http: 8080, maintenance: 50000 }';
  const cwd = folderWith({ 'net.yaml': `nodes:\n${node(310_062, 0, served)}` });
  const { code, stderr } = await cliIn({ cwd }, 'start', '--network', './net.yaml', '--no-control').ended;
  expect({ code, stderr }).toEqual({
    code: 4,
    stderr: expect.stringMatching(
      /port 8080 on 192\.0\.2\.1 can't be opened: this machine has no such address \(EADDRNOTAVAIL\); .*served of node 310062; add the address.*ifconfig lo0 alias/,
    ) as string,
  });
});

test('what the control plane says of the network of a start is a file that a start takes', async () => {
  const run = await started('--control-port', '0', '--seed', '7');
  const reply = await fetch(`http://127.0.0.1:${controlPortOf(run.stdout())}/network`);
  const cwd = folderWith({ 'net.json': await reply.text() });
  const again = await startedIn({ cwd }, '--network', './net.json');
  for (const method of ['network_status', 'routing_tree'])
    expect(await result(again, method)).toEqual(await result(run, method));
});

test('port 80 without the privilege: the error names the radio, the setting and the way out', async () => {
  const cwd = folderWith({ 'net.yaml': `nodes:\n${node(310_062, 0, ', served: { address: radio }')}` });
  // Another user is to read it.
  chmodSync(cwd, 0o755);
  const lowest = Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'));
  const isRoot = process.getuid?.() === 0;
  const child = spawn(process.execPath, [bin, 'start', '--network', './net.yaml', '--no-control'], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += String(part)));
  if (lowest <= 80) {
    // The machine gives port 80 to everybody.
    await expect.poll(() => text).toMatch(/"port":80/);
    return;
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(4);
  expect(text).toMatch(
    /port 80 on 127\.20\.187\.46 can't be opened: it needs privileges; .*served of node 310062; .*ip_unprivileged_port_start/,
  );
});

test('too few descriptors for the ports are said before any is opened', async () => {
  const command = `ulimit -n 100; exec "$0" "$1" start --port 0 --radios 60 --log-level silent`;
  const child = spawn('sh', ['-c', command, process.execPath, bin], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += String(part)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(4);
  expect(text).toMatch(
    /^error: the ports of 60 radios need 120 descriptors, and this process may open \d+ for ports; allowed: .*ulimit -n.*at most \d+ served radios\n$/,
  );
});

test.each([['--network', 'triangle', '310063'] as const, ['--radios', '2', '310062'] as const])(
  'start %s %s --scenario plays it on the first radio, with steps about another',
  async (flag, value, other) => {
    const file = join(
      folderWith({
        'storm.yaml': `steps:\n  - { at: 0, set: { power_dBm: 20 } }\n  - { at: 0, node: ${other}, set: { power_dBm: 21 } }\n`,
      }),
      'storm.yaml',
    );
    const run = await started(flag, value, '--scenario', file);
    const radios = radiosIn(run.stdout());
    const [first] = radios;
    const named = radios.find(({ nodeid }) => nodeid === other);
    if (first === undefined || named === undefined) throw new Error('a radio is missing');
    expect([await result(first, 'power_dBm'), await result(named, 'power_dBm')]).toEqual([['20'], ['21']]);
  },
);
