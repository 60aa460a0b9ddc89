import { describe, expect, test } from 'vitest';
import { differenceOf } from '../../src/config/difference.js';
import { inForce } from '../../src/config/live-settings.js';
import { parseConfig } from '../../src/config/schema.js';
import { settings } from '../../src/config/settings/settings.js';
import { type ConfigTree, valueAt, withValue } from '../../src/documents/tree.js';
import { settingExamples } from '../support/setting-examples.js';

function configOf(tree: ConfigTree) {
  const parsed = parseConfig(tree);
  if ('issues' in parsed) throw new Error(JSON.stringify(parsed.issues));
  return parsed.config;
}

const difference = (from: ConfigTree, to: ConfigTree, otherContents: readonly string[] = []) =>
  differenceOf(configOf(from), configOf(to), (path) => otherContents.includes(path));

const rows = settings.flatMap(({ path, takes }) => {
  const example = settingExamples[path];
  return example === undefined ? [] : [{ path, takes, value: example.inFile ?? example.text }];
});

describe.each(rows)('$path', ({ path, takes, value }) => {
  const changed = withValue({}, path, value);

  test('is found to be another, and no other is with it', () => {
    const found = difference({}, changed).filter(
      // A preset changes the durations that it stands for.
      (change) => path !== 'timing.preset' || !change.path.startsWith('timing.') || change.path === path,
    );
    expect(found).toEqual([{ path, takes, from: expect.any(String), to: expect.any(String) }]);
  });

  test(takes === 'live' ? 'is taken over' : 'stays until a restart', () => {
    const kept = valueAt({ ...inForce(configOf(changed), configOf({})) }, path);
    const expected = configOf(takes === 'live' ? changed : {});
    expect(kept).toEqual(valueAt({ ...expected }, path));
  });
});

test('the same configuration is no difference, secrets and lists included', () => {
  const tree = {
    control: { token: 'hush' },
    maintenance: { allowedNetworks: ['10.0.0.0/8'] },
    scenario: { steps: [] },
  };
  expect(difference(tree, tree)).toEqual([]);
});

test('a secret is found to be another and is not shown', () => {
  const [change, ...more] = difference({ control: { token: 'hush' } }, { control: { token: 'quiet' } });
  expect(more).toEqual([]);
  expect(change).toMatchObject({ path: 'control.token', takes: 'restart' });
  expect(JSON.stringify(change)).not.toMatch(/hush|quiet/);
});

test('a preset is shown with the durations that it changes', () => {
  expect(difference({}, { timing: { preset: 'fast' } })).toEqual([
    { path: 'timing.preset', from: 'radio', to: 'fast', takes: 'live' },
    { path: 'timing.softBoot', from: '30s', to: '1s', takes: 'live' },
    { path: 'timing.reboot', from: '1m', to: '2s', takes: 'live' },
  ]);
  expect(difference({}, { timing: { preset: 'cb-timing' } })).toEqual([
    { path: 'timing.preset', from: 'radio', to: 'cb-timing', takes: 'live' },
    { path: 'timing.powerChange', from: '0', to: '5s', takes: 'live' },
  ]);
});

test('what is written out with the value that it had anyway is no difference', () => {
  expect(difference({}, { timing: { softBoot: '30s' } })).toEqual([]);
});

test('a file that says something else under the same name is a difference', () => {
  const tree = { model: './mine.json' };
  expect(difference(tree, tree, ['model'])).toEqual([
    { path: 'model', from: './mine.json', to: './mine.json (its content)', takes: 'restart' },
  ]);
});

test('a long value is cut', () => {
  const found = difference({}, { scenario: { steps: ['x'.repeat(10_000)] } });
  expect(found).toHaveLength(1);
  expect(JSON.stringify(found).length).toBeLessThan(300);
});
