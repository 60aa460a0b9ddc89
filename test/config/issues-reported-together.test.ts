import { expect, test } from 'vitest';
import { issueLines } from '../support/config.js';
import { workingIn } from '../support/folder.js';

const profile = (bandwidth: string) =>
  `frequencyProfiles: [{ frequencies: ["2400"], bandwidth: "${bandwidth}", antenna_mask: "15" }]`;

test.each<[string, readonly string[], readonly RegExp[]]>([
  ['an unknown model', ['model: sc9', 'mode: sideways'], [/:1:1: model: .*"sc9"/, /:2:1: mode: "sideways"/]],
  [
    'an unknown model beside limits',
    ['model: sc9', 'power: { minDbm: 30, maxDbm: 3 }', 'seed: x'],
    [/:1:1: model: .*"sc9"/, /:2:10: power\.minDbm: .*30.*3/, /:3:1: seed: "x"/],
  ],
  [
    "a width that is not the model's",
    [profile('7'), 'seed: x'],
    [/:1:\d+: frequencyProfiles\.0\.bandwidth: "7"/, /:2:1: seed: "x"/],
  ],
  [
    'a limit that is none beside a model',
    ['power: { minDbm: 77 }', 'model: sc9', profile('5')],
    [/:1:10: power\.minDbm: 77/, /:2:1: model: .*"sc9"/],
  ],
  [
    'limits over those of the model',
    ['power: { minDbm: 38 }', 'model: s-band', 'seed: x'],
    [/:1:10: power\.minDbm: .*38.*36/, /:3:1: seed: "x"/],
  ],
])('%s is told beside other faults', (_, text, expected) => {
  workingIn({ 'silvus-mock.yaml': text.join('\n') });
  const lines = issueLines({});
  expect(lines).toHaveLength(expected.length);
  for (const each of expected) expect(lines).toContainEqual(expect.stringMatching(each));
});

test('a fault is told once', () => {
  workingIn({ 'silvus-mock.yaml': 'seed: 12345678901234567890\n' });
  expect(issueLines({})).toHaveLength(1);
});
