import { expect, it } from 'vitest';
import { markdownFiles, textOf } from '../../support/markdown.js';

/** A measured value with its spread; a tolerance such as ±90 is none. */
const spread = /\d ± \d/;
/** Column of a table that holds what was measured. */
const figureColumn = /\| *(last seen|score|median|ratio|spread|took|seconds|heap) *\|/i;
const commit = /\bmeasured at `[0-9a-f]{7,40}`/i;

/** Paragraphs and tables with figures that name no commit, each as its first line. A table may be named in front of it. */
function withoutCommit(markdown: string): readonly string[] {
  const blocks = markdown.replaceAll(/^```[^]*?^```$/gm, '').split(/\n{2,}/);
  return blocks
    .filter((block, index) => {
      const isTable = block.startsWith('|');
      const [header = ''] = block.split('\n');
      const hasFigures = spread.test(block) || (isTable && figureColumn.test(header));
      const before = isTable ? (blocks[index - 1] ?? '') : '';
      return hasFigures && !commit.test(block) && !commit.test(before);
    })
    .map((block) => block.split('\n')[0]?.slice(0, 80) ?? '');
}

it.each([...markdownFiles(), 'bench/README.md'])(
  'the figures in %s name the commit of their measurement',
  (file) => {
    expect(withoutCommit(textOf(file))).toEqual([]);
  },
);

it.each([
  ['a table without a commit', '| Case | Median |\n| --- | --- |\n| a | 1 ms |', ['| Case | Median |']],
  ['a commit before a table', 'Measured at `1234567`:\n\n| Case | Median |\n| --- | --- |\n| a | 1 ms |', []],
  [
    'a commit too far away',
    'Measured at `1234567`.\n\nText.\n\n| Case | Took |\n| --- | --- |',
    ['| Case | Took |'],
  ],
  ['a paragraph without a commit', 'It grows by 0.2 ± 0.1 bytes.', ['It grows by 0.2 ± 0.1 bytes.']],
  ['a paragraph with its commit', 'It grows by 0.2 ± 0.1 bytes (measured at `1234567`).', []],
  ['a table of settings', '| Setting | Default |\n| --- | --- |\n| a | 1 s |', []],
])('%s', (_, markdown, expected) => {
  expect(withoutCommit(markdown)).toEqual(expected);
});

it('the figures that are known are found', () => {
  const marked = ['docs/reliability.md', 'docs/own-tests.md', 'docs/operations.md', 'bench/README.md'];
  expect(marked.filter((file) => !commit.test(textOf(file)))).toEqual([]);
  expect(withoutCommit(textOf('docs/reliability.md').replace(commit, ''))).not.toEqual([]);
});
