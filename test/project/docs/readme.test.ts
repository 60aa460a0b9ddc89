import { expect, test } from 'vitest';
import { usagesOf } from '../../../docs/generate.js';
import { commands } from '../../../src/cli/commands/commands.js';
import { remoteCommands } from '../../../src/cli/remote/remote.js';
import { trustMarks } from '../../../src/radio/trust.js';
import { markdownFiles, textOf } from '../../support/markdown.js';

const readme = textOf('README.md');
const guides = [...markdownFiles().filter((file) => file !== 'CHANGELOG.md'), 'CONTRIBUTING.md'];

test('the README is short, and leaves tables to the documents', () => {
  expect(Buffer.byteLength(readme)).toBeLessThan(15_000);
  expect(readme).not.toContain('<!-- generated:');
});

test('the README leads to every document', () => {
  const inDocs = markdownFiles().filter((file) => file.startsWith('docs/'));
  expect(inDocs.filter((file) => !readme.includes(`](${file}`))).toEqual([]);
});

test.each(guides)('%s installs from a tarball, since the package is on no registry', (file) => {
  const installs = textOf(file).match(/\bnpm (?:install|i|add)\b[^\n`]*\bsilvus-mock\b[^\n`]*/g) ?? [];
  expect(installs.filter((install) => !/silvus-mock-[\w.]+\.tgz/.test(install))).toEqual([]);
  if (file !== 'README.md') expect(textOf(file)).not.toContain('on no registry');
});

test('the package is said to be on no registry, once', () => {
  expect(readme.match(/on no registry/g)).toHaveLength(1);
});

const usages = [...(await usagesOf(commands)), ...(await usagesOf(remoteCommands))].map(({ usage }) => usage);

/** Whether the words after `silvus-mock` begin with those of a command. */
const isCommand = (words: string) =>
  usages.some((usage) => {
    const [literal = ''] = usage.split(/ [<[]/);
    return words === literal || words.startsWith(`${literal} `);
  });

test.each(guides)('every command that %s shows exists', (file) => {
  const shown = [
    ...textOf(file).matchAll(/(?:`|^|npx )(?:silvus-mock|node bin\/silvus-mock\.js) ([a-z][^`\n]*)/gm),
  ];
  expect(shown.map(({ 1: words = '' }) => words).filter((words) => !isCommand(words))).toEqual([]);
});

test('the legend of interface.md has the marks that methods and their help have', () => {
  const document = textOf('docs/interface.md');
  const legend = document.slice(0, document.indexOf('## 0.'));
  const marks = Object.keys(trustMarks).filter((mark) => mark !== 'own');
  expect(marks.filter((mark) => !new RegExp(`^\\| ${mark} +\\|`, 'm').test(legend))).toEqual([]);
});
