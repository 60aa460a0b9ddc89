import { describe, expect, test } from 'vitest';
import { issueLines, loaded } from '../support/config.js';
import { workingIn } from '../support/folder.js';

const long = (letter: string) => letter.repeat(700);

/** What is long, and a file with it. */
const files: readonly (readonly [string, string])[] = [
  ['a key that is there twice', `${long('k')}: 1\n${long('k')}: 2\n`],
  ['an alias of nothing', `mode: *${long('a')}\n`],
  ['a key that is none', `http:\n  ${long('k')}: 1\n`],
  ['a key of the older mock that is none', `network:\n  ${long('k')}: { ${long('k')}: 1 }\n`],
  ['a key with a dot', `${'k'.repeat(300)}.${'k'.repeat(300)}: 1\n`],
  ['a value', `mode: ${long('z')}\n`],
  ['a value of an older key', `timing: { blackout: { softBootSec: ${long('z')} } }\n`],
  ['a tag', `mode: !${long('t')} offline\n`],
  ['a model name', `model: ${long('m')}\n`],
  ['the name of a model file', `model: ./${long('m')}.json\n`],
  ['control characters, which take six times their room', `"${'\\e\\u202e'.repeat(100)}": 1\n`],
];

describe.each(files)('%s of hundreds of characters', (_, text) => {
  test('is shown shortened', () => {
    workingIn({ 'silvus-mock.yaml': text });
    const lines = issueLines({});
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).toContain('…');
      expect(line.length).toBeLessThan(300);
    }
  });
});

test('the reason is told behind a shortened key', () => {
  workingIn({ 'silvus-mock.yaml': `${long('k')}: 1\n${long('k')}: 2\n` });
  expect(issueLines({})).toEqual([
    expect.stringMatching(/^silvus-mock\.yaml:1:1: k{64}…: is no setting; the nearest is /),
    expect.stringMatching(/^silvus-mock\.yaml:2:1: k{64}…: is there twice; allowed: once$/),
  ]);
});

test('a variable that is none is shown shortened in its warning, without control characters', () => {
  workingIn();
  const { warnings } = loaded({ variables: { [`SILVUS_MOCK_\u001b${long('V')}`]: '1' } });
  expect(warnings).toEqual([
    expect.stringMatching(/^SILVUS_MOCK_\\u001bV+…: is no setting|^SILVUS_MOCK_\\u001bV+… is no setting/),
  ]);
  expect(warnings.join('').length).toBeLessThan(200);
});
