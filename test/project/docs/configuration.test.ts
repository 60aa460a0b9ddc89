import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fill } from '../../../docs/generate.js';
import { document, parts } from '../../../docs/generate-configuration.js';
import { configJsonSchema } from '../../../src/config/json-schema.js';
import { allowedFor, olderKeys, olderVariables } from '../../../src/config/older/older-names.js';
import { effectiveLines } from '../../../src/config/print.js';
import { settings, variableOf } from '../../../src/config/settings/settings.js';
import { issueLines, loaded } from '../../support/config.js';
import { workingIn } from '../../support/folder.js';
import { fencesOf, textOf } from '../../support/markdown.js';

const sources = () => {
  workingIn();
  const defaults = effectiveLines(loaded({}));
  const schema = configJsonSchema();
  return { settings, variableOf, defaults, schema, olderKeys, olderVariables, allowedFor };
};

test('the reference of settings is what the code says', async () => {
  const text = textOf(document);
  expect(text, 'run `npm run docs`').toBe(await fill(text, parts(sources())));
});

test('the reference has a line for every setting', () => {
  const text = textOf(document);
  for (const setting of settings)
    expect(text).toMatch(
      new RegExp(`^\\| \`${setting.path}\` +\\| \`${setting.flag}\` +\\| \`${variableOf(setting)}\``, 'm'),
    );
});

const files = [document, 'docs/from-the-older-mock.md', 'docs/custom-methods.md'].flatMap((name) =>
  fencesOf(textOf(name))
    .filter(({ language }) => language === 'yaml')
    .map(({ text, line }) => ({ name, text, line })),
);

test.each(files)('the file at $name:$line is taken, without a warning', ({ text }) => {
  workingIn({ 'silvus-mock.yaml': text });
  const { config, warnings } = loaded({});
  expect(warnings).toEqual([]);
  expect(parse(text)).not.toEqual({});
  workingIn();
  expect(config).not.toEqual(loaded({}).config);
});

test('the faults that it shows are what such a file gives', () => {
  const shown = fencesOf(textOf(document)).find(({ text }) => text.startsWith('error: '));
  workingIn({ 'silvus-mock.yaml': 'http:\n  port: 99999\nmode: normal\nworker:\n  queueCapcity: 3\n' });
  const lines = issueLines({}).map((line) => `error: ${line}`);
  expect(new Set(lines)).toEqual(new Set(shown?.text.trimEnd().split('\n')));
});
