import { expect, test } from 'vitest';
import { configJsonSchema } from '../../src/config/json-schema.js';
import { effectiveLines } from '../../src/config/print.js';
import { renamedSettings } from '../../src/config/settings/settings.js';
import { createSilvusMock, timings } from '../../src/index.js';
import { cli } from '../support/cli.js';
import { type Given, issueLines, loaded } from '../support/config.js';
import { workingIn } from '../support/folder.js';
import { running } from '../support/radio.js';

test('the settings with an older name are these', () => {
  const names = renamedSettings.map(({ path, olderPath, flag }) => [olderPath, flag, path]);
  expect(names).toEqual([['timing.reset', '--reset', 'timing.reboot']]);
});

test.each<[string, Given, string | undefined, string]>([
  ['flag', { flags: { '--reset': '7s' } }, undefined, 'flag --reset'],
  ['variable', { variables: { SILVUS_MOCK_RESET: '7s' } }, undefined, 'SILVUS_MOCK_RESET'],
  ['file key', {}, 'timing:\n  reset: 7s\n', 'silvus-mock.yaml:2:3 (timing.reset)'],
])('the older %s of timing.reboot goes on working', (_, given, file, origin) => {
  workingIn(file === undefined ? {} : { 'silvus-mock.yaml': file });
  const configuration = loaded(given);
  expect(configuration.config.timing).toMatchObject({ reboot: 7_000 });
  expect(configuration.config.timing).not.toHaveProperty('reset');
  const line = effectiveLines(configuration).find(({ path }) => path === 'timing.reboot');
  expect(line).toEqual({ path: 'timing.reboot', value: '7s', typed: 7_000, unit: 'ms', origin });
});

test('a higher source wins, whichever of the two names it has', () => {
  workingIn({ 'silvus-mock.yaml': 'timing: { reset: 1s }' });
  expect(loaded({ variables: { SILVUS_MOCK_REBOOT: '2s' } }).config.timing.reboot).toBe(2_000);
  workingIn({ 'silvus-mock.yaml': 'timing: { reboot: 1s }' });
  expect(loaded({ flags: { '--reset': '3s' } }).config.timing.reboot).toBe(3_000);
});

test.each<[string, Given, string | undefined, string]>([
  [
    'flags',
    { flags: { '--reset': '7s', '--reboot': '7s' } },
    undefined,
    '--reset: --reboot is set too; only one of the two is allowed',
  ],
  [
    'variables',
    { variables: { SILVUS_MOCK_RESET: '7s', SILVUS_MOCK_REBOOT: '7s' } },
    undefined,
    'SILVUS_MOCK_RESET: SILVUS_MOCK_REBOOT is set too; only one of the two is allowed',
  ],
  [
    'keys of a file',
    {},
    'timing: { reset: 7s, reboot: 7s }',
    'silvus-mock.yaml:1:11: timing.reset: timing.reboot is set too; only one of the two is allowed',
  ],
])('both names as %s are refused', (_, given, file, line) => {
  workingIn(file === undefined ? {} : { 'silvus-mock.yaml': file });
  expect(issueLines(given)).toEqual([line]);
});

test('a wrong value is reported under the name that was used', () => {
  workingIn({ 'silvus-mock.yaml': 'timing: { reset: soon }' });
  expect(issueLines({})).toEqual([expect.stringMatching(/^silvus-mock\.yaml:1:11: timing\.reset: "soon": /)]);
  workingIn();
  expect(issueLines({ flags: { '--reset': 'soon' } })).toEqual([expect.stringMatching(/^--reset: "soon": /)]);
});

test('the option of a program goes on working, beside a reload with the present name', async () => {
  const mock = await running({ timing: { reset: '7s' } });
  expect(mock.config.timing.reboot).toBe(7_000);
  const { changed } = await mock.reload({ timing: { reboot: '8s' } });
  expect(changed).toEqual([{ path: 'timing.reboot', from: '7s', to: '8s', takes: 'live' }]);
  expect((await mock.reload({ timing: { reset: '9s' } })).changed).toEqual([
    { path: 'timing.reboot', from: '8s', to: '9s', takes: 'live' },
  ]);
  expect(() => createSilvusMock({ timing: { reset: '7s', reboot: '7s' } })).toThrow(
    'timing.reset: timing.reboot is set too; only one of the two is allowed',
  );
});

test('the presets have the duration under both names', () => {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the older name is what is tested
  for (const timing of Object.values(timings)) expect(timing.reset).toBe(timing.reboot);
});

test('editors are told that the older name is deprecated, and help shows the present one alone', async () => {
  expect(configJsonSchema()).toMatchObject({
    properties: {
      timing: {
        properties: { reset: { deprecated: true, description: 'older name of timing.reboot' } },
      },
    },
  });
  const { stdout } = await cli('start', '--help').ended;
  expect(stdout).toMatch(/--reboot <time>/);
  expect(stdout).not.toMatch(/--reset /);
});
