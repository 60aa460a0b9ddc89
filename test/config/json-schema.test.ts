import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema } from '../../src/config/json-schema.js';
import { settings, variableOf } from '../../src/config/settings/settings.js';
import { withValue } from '../../src/documents/tree.js';
import { settingExamples } from '../support/setting-examples.js';

const schema = configJsonSchema();
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** Where a validator finds fault with a file; none if it is right. */
function issuesOf(file: unknown): readonly string[] {
  if (validate(file)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
}

/** The schema of one setting. */
function nodeAt(path: string): Record<string, unknown> {
  return path
    .split('.')
    .reduce<Record<string, unknown>>(
      (node, key) => ((node['properties'] as Record<string, unknown>)[key] ?? {}) as Record<string, unknown>,
      schema,
    );
}

test('a validator takes it as a strict schema of the 2020-12 draft', () => {
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(() => new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)).not.toThrow();
});

test.each(settings)('$path is described, with its flag and variable', (setting) => {
  const { description } = nodeAt(setting.path) as { description?: string };
  expect(description).toContain(setting.summary);
  expect(description).toContain(setting.flag);
  expect(description).toContain(variableOf(setting));
});

test('frequency profiles, which no flag can give, are described too', () => {
  expect(nodeAt('frequencyProfiles')['description']).toMatch(/profile/);
});

test('an empty file is right', () => {
  expect(issuesOf({})).toEqual([]);
});

test('a file with every setting is right', () => {
  const file = Object.entries(settingExamples).reduce(
    (tree, [path, { text, inFile = text }]) => withValue(tree, path, inFile),
    {},
  );
  expect(issuesOf(file)).toEqual([]);
});

test.each(readdirSync(new URL('../../fixtures/models/', import.meta.url)))(
  'the model %s may stand in a file',
  (name) => {
    const model: unknown = parse(
      readFileSync(new URL(`../../fixtures/models/${name}`, import.meta.url), 'utf8'),
    );
    expect(issuesOf({ model })).toEqual([]);
  },
);

/** What only the loader can judge. */
const beyondSchemas = ['model', 'worker.processingTime', 'maintenance.allowedNetworks'];

describe.each(
  Object.entries(settingExamples).flatMap(([path, { inFile, refused }]) =>
    refused === undefined || beyondSchemas.includes(path) ? [] : [{ path, inFile, wrong: refused.wrong }],
  ),
)('$path: $wrong', ({ path, inFile, wrong }) => {
  test('is refused', () => {
    const value = /^-?\d+$/.test(wrong) ? Number(wrong) : wrong;
    const file = withValue({}, path, Array.isArray(inFile) ? [value] : value);
    expect(issuesOf(file)).toContainEqual(expect.stringContaining(`/${path.replaceAll('.', '/')}`));
  });
});

test.each(['30s', '250ms', '1.5h', '0', 0, 30_000])('a duration may be written %j', (softBoot) => {
  expect(issuesOf({ timing: { softBoot } })).toEqual([]);
});

test.each(['soon', '-5s', '5 s', -1])('a duration may not be written %j', (softBoot) => {
  expect(issuesOf({ timing: { softBoot } })).not.toEqual([]);
});

test('a key that is none is refused at every level', () => {
  for (const file of [{ blakout: 'hang' }, { http: { prot: 1 } }, { timing: { blackout: {} } }])
    expect(issuesOf(file)).not.toEqual([]);
});
