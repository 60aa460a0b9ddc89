import { expect, test } from 'vitest';
import { configJsonSchema } from '../../src/config/json-schema.js';
import { issueLines, loaded } from '../support/config.js';
import { workingIn } from '../support/folder.js';

test.each([
  ['silvus-mock.json', '{"$schema": "./silvus-mock.schema.json", "mode": "offline"}'],
  ['silvus-mock.yaml', '$schema: ./silvus-mock.schema.json\nmode: offline\n'],
])("an editor's $schema at the top of %s is let be", (name, text) => {
  workingIn({ [name]: text });
  const { config, warnings } = loaded({});
  expect(config.mode).toBe('offline');
  expect(config).not.toHaveProperty('$schema');
  expect(warnings).toEqual([]);
});

test('the JSON Schema allows it, at the top alone', () => {
  expect(configJsonSchema()['properties']).toHaveProperty('$schema.type', 'string');
  expect(configJsonSchema()['properties']).not.toHaveProperty('http.properties.$schema');
});

test('a $schema that is no text is refused', () => {
  workingIn({ 'silvus-mock.yaml': 'mode: normal\n$schema: 5\n' });
  expect(issueLines({})).toEqual(['silvus-mock.yaml:2:1: $schema: 5: is not allowed; allowed: a string']);
});

test('a $schema further down is a key that is none', () => {
  workingIn({ 'silvus-mock.yaml': 'http: { $schema: x }\n' });
  expect(issueLines({})).toEqual([
    expect.stringMatching(/^silvus-mock\.yaml:1:9: http\.\$schema: is no setting/),
  ]);
});
