import { expect, test } from 'vitest';
import { hasOtherContent, resolve, resolveWithPlaces } from '../../src/config/resolve.js';
import { ConfigurationError, SilvusMockError, loadModel } from '../../src/index.js';
import { loaded } from '../support/config.js';
import { workingIn } from '../support/folder.js';

const model = loadModel('default');

const file = [
  'model: ./mine.json',
  'scenario: ./play.yaml',
  'power: { maxDbm: 20 }',
  'timing: { preset: fast, softBoot: 7s }',
].join('\n');

const files = (scenario: string, change: object = {}) => ({
  'mine.json': JSON.stringify({ ...model, name: 'mine', ...change }),
  'play.yaml': scenario,
  'silvus-mock.yaml': file,
});

const playing = (power: number) =>
  `steps: [{ repeat: { times: 2, every: 1s, steps: [{ set: { power_dBm: ${power} } }] } }]`;

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('behind resolve a model, a scenario and a preset are values', () => {
  workingIn(files(playing(20)));
  const configuration = loaded({});
  expect(configuration.config).toMatchObject({ model: './mine.json', scenario: './play.yaml' });
  const { config } = resolve(configuration);
  expect(config.model).toMatchObject({ name: 'mine', power: { minDbm: model.power.minDbm, maxDbm: 20 } });
  expect(config.timing).toMatchObject({ softBoot: 7_000, powerChange: 0, reboot: 2_000 });
  expect(config.scenario).toMatchObject({ name: 'scenario', duration: 2_000 });
});

test('a scenario that the radio could never follow is refused with its step, and with its place in the file', () => {
  workingIn(files(playing(21)));
  const message =
    'scenario: steps.0.repeat.steps.0: state: power_dBm: "21" is not allowed; allowed: 0 to 20 dBm, whole numbers';
  const error = thrownBy(() => resolve(loaded({})));
  expect(error).toBeInstanceOf(SilvusMockError);
  expect(error).toMatchObject({ code: 'OPTION_INVALID', message });

  const placed = thrownBy(() => resolveWithPlaces(loaded({})));
  expect(placed).toBeInstanceOf(ConfigurationError);
  expect(placed).toMatchObject({
    code: 'CONFIG_INVALID',
    issues: [
      {
        file: 'silvus-mock.yaml',
        line: 2,
        column: 1,
        key: 'scenario',
        message: `silvus-mock.yaml:2:1: ${message}`,
      },
    ],
  });
});

test('a file that says something else under the same name is other content; other limits are not', () => {
  workingIn(files(playing(20)));
  const before = resolve(loaded({}));
  expect(hasOtherContent('model', before, resolve(loaded({})))).toBe(false);
  expect(hasOtherContent('model', before, resolve(loaded({ flags: { '--power-max': '25' } })))).toBe(false);
  expect(hasOtherContent('scenario', before, resolve(loaded({})))).toBe(false);
  workingIn(files(playing(19), { description: 'another' }));
  const after = resolve(loaded({}));
  expect(hasOtherContent('model', before, after)).toBe(true);
  expect(hasOtherContent('scenario', before, after)).toBe(true);
  expect(hasOtherContent('seed', before, after)).toBe(false);
});
