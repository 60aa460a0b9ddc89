import { describe, expect, test } from 'vitest';
import { settings, variableOf } from '../../src/config/settings/settings.js';
import { valueAt, withValue } from '../../src/documents/tree.js';
import { type Given, issueLines, loaded } from '../support/config.js';
import { workingIn } from '../support/folder.js';
import { settingExamples } from '../support/setting-examples.js';

const rows = settings.flatMap((setting) => {
  const example = settingExamples[setting.path];
  return example === undefined ? [] : [{ ...setting, ...example }];
});

test('there is an example for every setting, and for no other', () => {
  expect(Object.keys(settingExamples).sort()).toEqual(settings.map(({ path }) => path).sort());
});

test('no two settings share a path, a flag or a variable', () => {
  for (const nameOf of [variableOf, ({ path }: { path: string }) => path]) {
    const names = settings.map(nameOf);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('the defaults have a value for every setting, but where the model or chance gives it', () => {
  workingIn();
  const { config } = loaded({});
  const unset = settings.map(({ path }) => path).filter((path) => valueAt({ ...config }, path) === undefined);
  expect(unset).toEqual([
    'https.port',
    'gpsd.port',
    'nodeid',
    'network',
    'radios',
    'stateDir',
    'scenario',
    'methodsFile',
    'power.minDbm',
    'power.maxDbm',
    'seed',
    'reports.voltageAddress',
    'login.adminPassword',
    'login.advancedPassword',
    'login.basicPassword',
    'chaos.level',
    'timing.softBoot',
    'timing.powerChange',
    'timing.reboot',
    'timing.rebootDelay',
    'timing.zeroize',
    'control.token',
    'log.file',
  ]);
});

/** A file with one setting, the value as JSON, which YAML takes too. */
const fileWith = (path: string, value: unknown) => ({
  'silvus-mock.yaml': JSON.stringify(withValue({}, path, value)),
});

describe.each(rows)('$path', (row) => {
  const { path, flag, text, inFile = text, inForce = inFile } = row;
  const variable = variableOf(row);

  test('has another value by default', () => {
    workingIn();
    expect(valueAt({ ...loaded({}).config }, path)).not.toEqual(inForce);
  });

  test.each<[string, RegExp, Given, unknown]>([
    ['its flag', new RegExp(`^${flag}$`), { flags: { [flag]: text } }, undefined],
    ['its variable', new RegExp(`^${variable}$`), { variables: { [variable]: text } }, undefined],
    ['a file', /^silvus-mock\.yaml:1:\d+$/, {}, inFile],
  ])('can be given by %s', (_, origin, given, value) => {
    workingIn(value === undefined ? {} : fileWith(path, value));
    const { config, originOf } = loaded(given);
    expect(valueAt({ ...config }, path)).toEqual(inForce);
    expect(originOf(path).name).toMatch(origin);
  });
});

const refusals = rows.flatMap(({ refused, ...row }) =>
  refused === undefined ? [] : [{ ...row, ...refused }],
);

describe.each(refusals)('$path: $wrong', (row) => {
  const { path, flag, wrong, allowed, inFile } = row;
  const variable = variableOf(row);

  test.each<[string, RegExp, Given, boolean]>([
    ['its flag', new RegExp(`^${flag}: `), { flags: { [flag]: wrong } }, false],
    ['its variable', new RegExp(`^${variable}: `), { variables: { [variable]: wrong } }, false],
    ['a file', /^silvus-mock\.yaml:1:\d+: /, {}, true],
  ])('is refused by %s with the key, the value and what is allowed', (_, origin, given, isFile) => {
    workingIn(isFile ? fileWith(path, Array.isArray(inFile) ? [wrong] : numberOr(wrong)) : {});
    const [line = '', ...more] = issueLines(given);
    expect(more).toEqual([]);
    expect(line).toMatch(origin);
    expect(line).toContain(path);
    expect(line).toContain(wrong);
    expect(line.slice(line.lastIndexOf(wrong) + wrong.length)).toMatch(allowed);
  });
});

const numberOr = (text: string) => (/^-?\d+$/.test(text) ? Number(text) : text);
