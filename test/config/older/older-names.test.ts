import { expect, test } from 'vitest';
import { olderKeys, olderVariables } from '../../../src/config/older/older-names.js';
import { effectiveLines } from '../../../src/config/print.js';
import { valueAt, withValue } from '../../../src/documents/tree.js';
import { issueLines, loaded } from '../../support/config.js';
import { workingIn } from '../../support/folder.js';

const profile = { frequencies: ['2400:10:2500'], bandwidth: '-1', antenna_mask: '3' };
const networks = [
  { address: '10.0.0.0', prefix: 8 },
  { address: '127.0.0.0', prefix: 8 },
];

/** The older key, a value of it, our path, and the value in force. */
const keys: readonly (readonly [string, unknown, string, unknown])[] = [
  ['network.http.port', 8081, 'http.port', 8081],
  ['network.maintenance.port', 50_001, 'maintenance.port', 50_001],
  [
    'network.maintenance.allowedCidrs',
    ['10.0.0.0/8', '127.0.0.0/8'],
    'maintenance.allowedNetworks',
    networks,
  ],
  ['profiles.frequencyProfiles', [profile], 'frequencyProfiles', [profile]],
  ['power.minDbm', 10, 'power.minDbm', 10],
  ['power.maxDbm', 33, 'power.maxDbm', 33],
  ['timing.blackout.softBootSec', 31, 'timing.softBoot', 31_000],
  ['timing.blackout.powerChangeSec', 6, 'timing.powerChange', 6_000],
  ['timing.blackout.radioResetSec', 61, 'timing.reboot', 61_000],
  ['timing.reset', '61s', 'timing.reboot', 61_000],
  ['timing.commands.setPower.timeoutSec', 11, 'deadlines.power', 11_000],
  ['timing.commands.setChannel.timeoutSec', 29, 'deadlines.rfWrite', 29_000],
  ['timing.commands.read.timeoutSec', 4, 'deadlines.read', 4_000],
  ['mode', 'offline', 'mode', 'offline'],
];

/** The older variable, a value of it, our path, and the value in force. */
const variables: readonly (readonly [string, string, string, unknown])[] = [
  ['SILVUS_MOCK_MODE', 'offline', 'mode', 'offline'],
  ['SILVUS_MOCK_HTTP_PORT', '8081', 'http.port', 8081],
  ['SILVUS_MOCK_MAINTENANCE_PORT', '50001', 'maintenance.port', 50_001],
  [
    'SILVUS_MOCK_MAINTENANCE_ALLOWED_CIDRS',
    '10.0.0.0/8,127.0.0.0/8',
    'maintenance.allowedNetworks',
    networks,
  ],
  ['SILVUS_MOCK_POWER_MIN_DBM', '10', 'power.minDbm', 10],
  ['SILVUS_MOCK_POWER_MAX_DBM', '33', 'power.maxDbm', 33],
  ['SILVUS_MOCK_SOFT_BOOT_TIME', '31', 'timing.softBoot', 31_000],
  ['SILVUS_MOCK_POWER_CHANGE_TIME', '6', 'timing.powerChange', 6_000],
  ['SILVUS_MOCK_RADIO_RESET_TIME', '61', 'timing.reboot', 61_000],
  ['SILVUS_MOCK_RESET', '61s', 'timing.reboot', 61_000],
  ['SILVUS_MOCK_SET_POWER_TIMEOUT', '11', 'deadlines.power', 11_000],
  ['SILVUS_MOCK_SET_CHANNEL_TIMEOUT', '29', 'deadlines.rfWrite', 29_000],
  ['SILVUS_MOCK_READ_TIMEOUT', '4', 'deadlines.read', 4_000],
];

const fileWith = (path: string, value: unknown) => ({
  'silvus-mock.yaml': JSON.stringify(withValue({}, path, value)),
});

test('no older name is left out here', () => {
  expect(keys.map(([name]) => name)).toEqual(expect.arrayContaining(olderKeys.map(({ name }) => name)));
  expect(variables.map(([name]) => name)).toEqual(
    expect.arrayContaining(olderVariables.map(({ name }) => name)),
  );
});

test.each(keys)('the older key %s: %j sets %s', (name, value, path, inForce) => {
  workingIn(fileWith(name, value));
  const { config, originOf } = loaded({});
  expect(valueAt({ ...config }, path)).toEqual(inForce);
  expect(originOf(path).name).toMatch(/^silvus-mock\.yaml:1:\d+$/);
});

test.each(variables)('the older variable %s=%s sets %s', (name, value, path, inForce) => {
  workingIn();
  const { config, originOf, warnings } = loaded({ variables: { [name]: value } });
  expect(valueAt({ ...config }, path)).toEqual(inForce);
  expect(originOf(path).name).toBe(name);
  expect(warnings).toEqual([]);
});

test("its profiles may hold numbers where a radio's have texts", () => {
  const numbers = { frequencies: ['2400:10:2500', 4700], bandwidth: -1, antenna_mask: 15 };
  workingIn(fileWith('profiles.frequencyProfiles', [numbers]));
  const texts = { frequencies: ['2400:10:2500', '4700'], bandwidth: '-1', antenna_mask: '15' };
  expect(loaded({}).config.frequencyProfiles).toEqual([texts]);
});

test('config print names the older key beside the place', () => {
  workingIn({ 'silvus-mock.yaml': 'timing:\n  blackout:\n    softBootSec: 31\n' });
  const line = effectiveLines(loaded({})).find(({ path }) => path === 'timing.softBoot');
  expect(line).toEqual({
    path: 'timing.softBoot',
    value: '31s',
    typed: 31_000,
    unit: 'ms',
    origin: 'silvus-mock.yaml:3:5 (timing.blackout.softBootSec)',
  });
});

const timeKeys = keys.filter(([name]) => name.endsWith('Sec')).map(([name]) => name);
const timeVariables = variables
  .filter(([, value, path]) => /timing|deadlines/.test(path) && /^\d+$/.test(value))
  .map(([name]) => name);

test.each(timeKeys)('%s takes whole seconds and nothing else', (name) => {
  for (const value of [1.5, -1, '5s', '250ms', true, null, 'x', [5], 1e21]) {
    workingIn(fileWith(name, value));
    const [line = '', ...more] = issueLines({});
    expect(more).toEqual([]);
    expect(line).toMatch(/^silvus-mock\.yaml:1:\d+: /);
    expect(line).toContain(`${name}: ${JSON.stringify(value)}: `);
    expect(line).toContain('whole seconds');
  }
});

test.each(timeVariables)('%s takes whole seconds and nothing else', (name) => {
  workingIn();
  for (const value of ['1.5', '-1', '5s', '250ms', 'x', ' 5', '1e3', '0x10']) {
    const lines = issueLines({ variables: { [name]: value } });
    expect(lines).toEqual([`${name}: ${JSON.stringify(value)}: is not allowed; allowed: whole seconds`]);
  }
});

test.each(keys.filter(([name, , path]) => name !== path))(
  '%s beside our own key is refused, whichever comes first',
  (name, value, path) => {
    workingIn(fileWith(name, value));
    const ours = loaded({});
    const text = effectiveLines(ours).find((line) => line.path === path)?.value ?? '';
    for (const order of [
      [name, path],
      [path, name],
    ]) {
      const tree = order.reduce((below, key) => withValue(below, key, key === path ? text : value), {});
      workingIn({ 'silvus-mock.yaml': JSON.stringify(tree) });
      const line = issueLines({}).find((each) => each.includes('only one'));
      expect(line).toContain(name);
      expect(line).toContain(path);
    }
  },
);

const ourVariables: Readonly<Record<string, string>> = {
  'maintenance.allowedNetworks': 'SILVUS_MOCK_MAINTENANCE_ALLOW',
  'power.minDbm': 'SILVUS_MOCK_POWER_MIN',
  'power.maxDbm': 'SILVUS_MOCK_POWER_MAX',
  'timing.softBoot': 'SILVUS_MOCK_SOFT_BOOT',
  'timing.powerChange': 'SILVUS_MOCK_POWER_CHANGE',
  'timing.reboot': 'SILVUS_MOCK_REBOOT',
  'deadlines.power': 'SILVUS_MOCK_POWER_DEADLINE',
  'deadlines.rfWrite': 'SILVUS_MOCK_RF_WRITE_DEADLINE',
  'deadlines.read': 'SILVUS_MOCK_READ_DEADLINE',
};

test.each(
  variables.flatMap(([name, value, path]) => (path in ourVariables ? [[name, value, path] as const] : [])),
)('%s beside our own variable is refused', (name, value, path) => {
  workingIn();
  const ours = ourVariables[path] ?? '';
  const lines = issueLines({ variables: { [name]: value, [ours]: value } });
  expect(lines).toEqual([expect.stringContaining('only one')]);
  expect(lines[0]).toContain(name);
  expect(lines[0]).toContain(ours);
});

test('an older name in a lower source gives way to ours in a higher one', () => {
  workingIn({ 'silvus-mock.yaml': 'timing: { blackout: { softBootSec: 1 } }' });
  expect(loaded({ variables: { SILVUS_MOCK_SOFT_BOOT: '2s' } }).config.timing.softBoot).toBe(2_000);
  const variables = { SILVUS_MOCK_SOFT_BOOT_TIME: '3' };
  expect(loaded({ variables }).config.timing.softBoot).toBe(3_000);
  expect(loaded({ variables, flags: { '--soft-boot': '4s' } }).config.timing.softBoot).toBe(4_000);
});

test('a key beside the older ones that is none is told with its whole path and the nearest', () => {
  workingIn({ 'silvus-mock.yaml': 'network:\n  http: { port: 8081 }\n  maintenance:\n    prot: 1\n' });
  expect(issueLines({})).toEqual([
    expect.stringMatching(
      /^silvus-mock\.yaml:4:5: network\.maintenance\.prot: .*"network\.maintenance\.port"/,
    ),
  ]);
});

test('its own file is taken, and what means nothing here is named as such', () => {
  workingIn({
    'silvus-mock.yaml': [
      'network:',
      '  http: { port: 8081, serverHeader: "", devMode: false }',
      '  maintenance: { port: 50001, allowedCidrs: [127.0.0.0/8] }',
      'power: { minDbm: 0, maxDbm: 39 }',
      'timing:',
      '  blackout: { softBootSec: 30, powerChangeSec: 5, radioResetSec: 60 }',
      '  commands:',
      '    setPower: { timeoutSec: 10 }',
      '    setChannel: { timeoutSec: 30 }',
      '    selectRadio: { timeoutSec: 5 }',
      '    read: { timeoutSec: 5 }',
      '  backoff: { busyBaseMs: 1000 }',
      'mode: normal',
    ].join('\n'),
  });
  const { config, warnings } = loaded({});
  expect(config).toMatchObject({ http: { port: 8081 }, timing: { softBoot: 30_000 } });
  for (const name of [
    'network.http.serverHeader',
    'network.http.devMode',
    'timing.commands.selectRadio',
    'timing.backoff',
  ])
    expect(warnings).toContainEqual(expect.stringContaining(name));
});
