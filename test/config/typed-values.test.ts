import { expect, test } from 'vitest';
import { effectiveLines } from '../../src/config/print.js';
import { settings } from '../../src/config/settings/settings.js';
import { withValue } from '../../src/documents/tree.js';
import { cliIn } from '../support/cli.js';
import { loaded } from '../support/config.js';
import { folderWith, workingIn } from '../support/folder.js';
import { radioWithControlPlane } from '../support/control-plane-client.js';
import { settingExamples } from '../support/setting-examples.js';

const typedAt = (path: string) => effectiveLines(loaded({})).find((line) => line.path === path);

/** No file may contain these in the form for programs. */
const ownForms = ['worker.processingTime', 'control.token'];

test.each(settings.filter(({ path }) => !ownForms.includes(path)))(
  '$path as JSON is a value that a file may contain, and means the same',
  ({ path }) => {
    const { text = '', inFile = text } = settingExamples[path] ?? {};
    const fileWith = (value: unknown) => ({
      'silvus-mock.json': JSON.stringify(withValue({}, path, value)),
    });
    workingIn(fileWith(inFile));
    const { config } = loaded({});
    const typed = typedAt(path)?.typed;
    workingIn(fileWith(typed));
    expect(loaded({}).config).toEqual(config);
  },
);

test.each([
  ['timing.softBoot', {}, 30_000, 'ms'],
  ['close.grace', { close: { grace: '2s' } }, 2_000, 'ms'],
  ['worker.processingTime', { worker: { processingTime: '20ms..50ms' } }, { min: 20, max: 50 }, 'ms'],
  ['worker.processingTime', { worker: { processingTime: '20ms' } }, { min: 20, max: 20 }, 'ms'],
  ['http.maxBodyBytes', {}, 1_048_576, 'bytes'],
  ['power.minDbm', { power: { minDbm: 3 } }, 3, 'dBm'],
  ['power.minDbm', {}, null, 'dBm'],
  ['http.port', {}, 8_080, undefined],
  ['control.enabled', {}, true, undefined],
  ['stateDir', {}, null, undefined],
  ['seed', { seed: 7 }, 7, undefined],
  ['maintenance.allowedNetworks', { maintenance: { allowedNetworks: ['::1'] } }, ['::1/128'], undefined],
  ['mode', {}, 'normal', undefined],
  ['methods', { methods: [] }, [], undefined],
])('%s with %j is %j, unit %s', (path, file, typed, unit) => {
  workingIn({ 'silvus-mock.json': JSON.stringify(file) });
  expect(typedAt(path)).toMatchObject({ typed, unit });
});

test('config print --json and GET /config give these values beside the texts; a secret is in neither', async () => {
  const cwd = folderWith({ 'silvus-mock.json': '{"control": {"token": "hush"}, "close": {"grace": "3s"}}' });
  const { stdout } = await cliIn({ cwd }, 'config', 'print', '--json').ended;
  const rows: unknown = JSON.parse(stdout);
  expect(rows).toContainEqual({
    path: 'close.grace',
    value: '3s',
    typed: 3_000,
    unit: 'ms',
    from: expect.stringMatching(/^silvus-mock\.json:1:\d+$/),
  });
  expect(rows).toContainEqual({
    path: 'control.token',
    value: '"(secret)"',
    typed: '(secret)',
    from: expect.stringMatching(/^silvus-mock\.json:1:\d+$/),
  });
  expect(stdout).not.toContain('hush');

  const radio = await radioWithControlPlane(
    { close: { grace: '3s' }, control: { token: 'hush' } },
    { Authorization: 'Bearer hush' },
  );
  const answer = await radio.get('/config');
  expect(answer).toContainEqual({
    path: 'close.grace',
    value: '3s',
    typed: 3_000,
    unit: 'ms',
    from: expect.any(String),
  });
  expect(answer).toContainEqual(expect.objectContaining({ path: 'control.token', typed: '(secret)' }));
  expect(JSON.stringify(answer)).not.toContain('hush');
});
