import { expect, test } from 'vitest';
import { type Ended, cliIn } from '../support/cli.js';
import { folderWith } from '../support/folder.js';

const check = (file: string, env: Readonly<Record<string, string>>, ...flags: string[]): Promise<Ended> =>
  cliIn({ cwd: folderWith({ 'silvus-mock.yaml': file }), env }, 'config', 'check', ...flags).ended;

test.each<[string, string, Record<string, string>, string[], number, string]>([
  [
    'in the file',
    'http: { port: 9000 }\nmaintenance:\n  port: 9000\n',
    {},
    [],
    3,
    'silvus-mock.yaml:3:3: maintenance.port: 9000: is the port of silvus-mock.yaml:1:9: http.port too; allowed: another port, or 0 (any free port)',
  ],
  [
    'of a variable and the file',
    'maintenance: { port: 9000 }\n',
    { SILVUS_MOCK_HTTP_PORT: '9000' },
    [],
    3,
    'SILVUS_MOCK_HTTP_PORT: http.port: 9000: is the port of silvus-mock.yaml:1:16: maintenance.port too; allowed: ',
  ],
  [
    'of two flags',
    'seed: 1\n',
    {},
    ['--http-port', '9000', '--control-port', '9000'],
    2,
    '--control-port: control.port: 9000: is the port of --http-port: http.port too; allowed: ',
  ],
  [
    'of a flag and a default',
    'seed: 1\n',
    {},
    ['--http-port', '50000'],
    2,
    '--http-port: http.port: 50000: is the port of the default of maintenance.port too; allowed: ',
  ],
  [
    'on overlapping hosts',
    'http: { port: 9000 }\ncontrol: { host: 0.0.0.0, port: 9000 }\n',
    {},
    [],
    3,
    'silvus-mock.yaml:2:27: control.port: 9000: ',
  ],
  [
    'on two names of one host',
    'host: localhost\nhttp: { port: 9000 }\ncontrol: { port: 9000 }\n',
    {},
    [],
    3,
    'silvus-mock.yaml:3:12: control.port: 9000: ',
  ],
  [
    'on two spellings of one address',
    "host: '::1'\nhttp: { port: 9000 }\ncontrol: { host: '0:0::1', port: 9000 }\n",
    {},
    [],
    3,
    'silvus-mock.yaml:3:28: control.port: 9000: ',
  ],
])('two ports that are the same %s are an issue', async (_, file, env, flags, exitCode, message) => {
  const { code, stdout, stderr } = await check(file, env, ...flags);
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
  expect(stderr.startsWith(`error: ${message}`)).toBe(true);
  expect(stderr.trimEnd()).not.toContain('\n');
});

test.each<[string, string, number, readonly string[]]>([
  [
    'a setting with a wrong value',
    'http: { port: 9000 }\nseed: x\nmaintenance: { port: 9000 }\n',
    3,
    ['silvus-mock.yaml:2:1: seed: ', 'silvus-mock.yaml:3:16: maintenance.port: 9000: is the port of '],
  ],
  [
    'an unknown key in the section of a port',
    'http: { port: 9000, prot: 1 }\ncontrol: { port: 9000 }\n',
    3,
    ['silvus-mock.yaml:1:21: http.prot: ', 'silvus-mock.yaml:2:12: control.port: 9000: is the port of '],
  ],
  [
    'a model that there is not',
    'model: none\nhttp: { port: 50000 }\n',
    3,
    [
      'silvus-mock.yaml:1:1: model: ',
      'silvus-mock.yaml:2:9: http.port: 50000: is the port of the default of ',
    ],
  ],
])('they are reported together with %s', async (_, file, exitCode, beginnings) => {
  const { code, stderr } = await check(file, {});
  expect(code).toBe(exitCode);
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(beginnings.length);
  for (const [index, beginning] of beginnings.entries())
    expect(lines[index]?.startsWith(`error: ${beginning}`), stderr).toBe(true);
});

test.each([
  ['a port that is not valid', 'http: { port: x }\nmaintenance: { port: 8080 }\n', 'http.port'],
  [
    'an address that is not valid',
    'http: { port: 9000 }\ncontrol: { host: 5, port: 9000 }\n',
    'control.host',
  ],
  [
    'a port that may be closed',
    'http: { port: 9000 }\ncontrol: { enabled: x, port: 9000 }\n',
    'control.enabled',
  ],
  ['a section that is none', 'http: 5\nmaintenance: { port: 8080 }\n', 'http'],
  ['the default of the control port', 'seed: x\nhttp: { port: 8081 }\n', 'seed'],
])('beside other issues, %s is not compared', async (_, file, key) => {
  const { code, stderr } = await check(file, {});
  expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
    code: 3,
    lines: [expect.stringContaining(`: ${key}: `)],
  });
});

test.each([
  ['on hosts that do not overlap', 'http: { port: 9000 }\ncontrol: { host: 127.0.0.2, port: 9000 }\n'],
  ['on IPv4 and IPv6 alone', "host: '::1'\nhttp: { port: 9000 }\ncontrol: { host: 0.0.0.0, port: 9000 }\n"],
  ['if they are any free ports', 'http: { port: 0 }\nmaintenance: { port: 0 }\ncontrol: { port: 0 }\n'],
  ['if one is not opened', 'http: { port: 9000 }\ncontrol: { enabled: false, port: 9000 }\n'],
])('%s they are none', async (_, file) => {
  expect(await check(file, {})).toMatchObject({ code: 0, stderr: '' });
});

test('the default of the control port gives way, with a warning', async () => {
  expect(await check('network:\n  http: { port: 8081 }\n', {})).toMatchObject({
    code: 0,
    stderr:
      'warning: control.port: the default 8081 is http.port (silvus-mock.yaml:2:11); any free port is used instead\n',
  });
});
