import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { effectiveLines } from '../../src/config/print.js';
import { settings } from '../../src/config/settings/settings.js';
import { loaded } from '../support/config.js';
import { workingIn } from '../support/folder.js';
import { settingExamples } from '../support/setting-examples.js';

/** What `config print` shows for a path. */
const printed = (given: Parameters<typeof loaded>[0], path: string) =>
  effectiveLines(loaded(given)).find((line) => line.path === path);

test('a flag goes over a variable, a variable over the file, the file over the default', () => {
  workingIn({ 'silvus-mock.yaml': 'worker:\n  queueCapacity: 3\n' });
  const path = 'worker.queueCapacity';
  const variables = { SILVUS_MOCK_QUEUE_CAPACITY: '2' };
  const flags = { '--queue-capacity': '1' };
  expect(printed({ flags, variables }, path)).toMatchObject({ value: '1', origin: 'flag --queue-capacity' });
  expect(printed({ variables }, path)).toMatchObject({ value: '2', origin: 'SILVUS_MOCK_QUEUE_CAPACITY' });
  expect(printed({}, path)).toMatchObject({ value: '3', origin: 'silvus-mock.yaml:2:3' });
  workingIn();
  expect(printed({}, path)).toMatchObject({ value: '100', origin: 'default' });
});

test('the sources are merged setting by setting, in one branch too', () => {
  workingIn({ 'silvus-mock.yaml': 'http: { port: 1001, maxConnections: 3 }\nmodel: s-band\n' });
  const { config } = loaded({
    variables: { SILVUS_MOCK_HTTP_PORT: '1002' },
    flags: { '--http-max-body': '512' },
  });
  expect(config).toMatchObject({
    http: { port: 1002, maxConnections: 3, maxBodyBytes: 512, maxConnectionsPerAddress: 0 },
    model: 's-band',
  });
});

test('a list is replaced as a whole', () => {
  workingIn({ 'silvus-mock.yaml': 'maintenance: { allowedNetworks: [10.0.0.0/8, 127.0.0.0/8] }\n' });
  const { config } = loaded({ flags: { '--maintenance-allow': '::1' } });
  expect(config.maintenance.allowedNetworks).toEqual([{ address: '::1', prefix: 128 }]);
});

test('an empty variable is no value', () => {
  workingIn({ 'silvus-mock.yaml': 'mode: offline\n' });
  expect(loaded({ variables: { SILVUS_MOCK_MODE: '' } }).config.mode).toBe('offline');
});

test('what nobody sets is shown with where it will come from', () => {
  workingIn();
  const flags = { '--timing': 'fast' };
  expect(printed({ flags }, 'timing.softBoot')).toMatchObject({ value: '1s', origin: 'preset fast' });
  expect(printed({ flags }, 'seed')).toMatchObject({ value: 'null', origin: 'drawn at the start' });
  expect(printed({ flags }, 'power.maxDbm')).toMatchObject({ value: 'null', origin: 'by the model' });
  expect(printed({ flags }, 'frequencyProfiles')).toMatchObject({ value: 'null', origin: 'by the model' });
});

test('every setting is shown once', () => {
  workingIn();
  const paths = effectiveLines(loaded({})).map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).toEqual(expect.arrayContaining(settings.map(({ path }) => path)));
});

test('what is shown can be written in a file, and is the same configuration then', () => {
  workingIn();
  const flags = Object.fromEntries(
    settings.flatMap(({ path, flag }) => {
      const example = settingExamples[path];
      // A virtual clock goes with no time scale.
      return example === undefined || path === 'clock' ? [] : [[flag, example.text]];
    }),
  );
  const before = loaded({ flags });
  const tree: Record<string, unknown> = {};
  for (const { path, value } of effectiveLines(before)) {
    const [branch = '', leaf] = path.split('.');
    const known: unknown = parse(value);
    if (known === null) continue;
    if (leaf === undefined) tree[branch] = known;
    else tree[branch] = { ...(tree[branch] as object | undefined), [leaf]: known };
  }
  workingIn({ 'silvus-mock.json': JSON.stringify(tree) });
  expect(loaded({}).config).toEqual(before.config);
});
