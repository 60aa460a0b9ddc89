import { expect, test } from 'vitest';
import { issueLines } from '../../support/config.js';
import { workingIn } from '../../support/folder.js';

const profiles = (...lines: readonly string[]) =>
  ['profiles:', '  frequencyProfiles:', '    - frequencies: ["2400"]', ...lines, ''].join('\n');

test.each([
  [
    'a width that the model has not',
    profiles('      bandwidth: 7', '      antenna_mask: 3'),
    /:4:7: profiles\.frequencyProfiles\.0\.bandwidth: 7: .*allowed: -1, 1\.25, 2\.5, 5, 10, 20$/,
  ],
  [
    'a member that is no number',
    profiles('      bandwidth: wide', '      antenna_mask: 3'),
    /:4:7: profiles\.frequencyProfiles\.0\.bandwidth: "wide": /,
  ],
  [
    'a member that is missing',
    profiles('      bandwidth: 5'),
    /:3:7: profiles\.frequencyProfiles\.0\.antenna_mask: is missing/,
  ],
  [
    'a member that is none',
    profiles('      bandwidth: 5', '      antenna_mask: 3', '      colour: red'),
    /:6:7: profiles\.frequencyProfiles\.0\.colour: is no setting/,
  ],
  [
    'an entry that is no frequency',
    'profiles:\n  frequencyProfiles:\n    - { frequencies: [2400, x], bandwidth: 5, antenna_mask: 3 }\n',
    /:3:29: profiles\.frequencyProfiles\.0\.frequencies\.1: "x": /,
  ],
  [
    'profiles that hold no frequency',
    'profiles:\n  frequencyProfiles:\n    - { frequencies: [2400.05], bandwidth: 5, antenna_mask: 3 }\n',
    /:2:3: profiles\.frequencyProfiles: .*no frequency/,
  ],
  [
    'a network',
    'network:\n  maintenance:\n    allowedCidrs:\n      - 10.0.0.0/8\n      - nope\n',
    /:5:9: network\.maintenance\.allowedCidrs\.1: "nope": is no network/,
  ],
  ['a port', 'network:\n  http:\n    port: 99999\n', /:3:5: network\.http\.port: 99999: .*65535/],
  ['a limit', 'power:\n  minDbm: 99\n', /:2:3: power\.minDbm: 99: .*39/],
  [
    'a time',
    'timing:\n  blackout:\n    softBootSec: soon\n',
    /:3:5: timing\.blackout\.softBootSec: "soon": .*whole seconds/,
  ],
])("a fault behind the older mock's name is told by that name and its place: %s", (_, text, expected) => {
  workingIn({ 'silvus-mock.yaml': text });
  expect(issueLines({})).toEqual([expect.stringMatching(expected)]);
});

test.each([
  ['network: 5\n', '1:1: network: 5: ', 'http, maintenance'],
  ['profiles: x\n', '1:1: profiles: "x": ', 'frequencyProfiles'],
  ['network: [1]\n', '1:1: network: ', 'http, maintenance'],
  ['network:\n  http: 5\n', '2:3: network.http: 5: ', 'port'],
  ['timing:\n  blackout: 5\n', '2:3: timing.blackout: 5: ', 'softBootSec, powerChangeSec, radioResetSec'],
  ['timing: { commands: { setPower: 5 } }\n', '1:23: timing.commands.setPower: 5: ', 'timeoutSec'],
])('an older key that holds others says which, where it holds none: %j', (text, start, members) => {
  workingIn({ 'silvus-mock.yaml': text });
  expect(issueLines({})).toEqual([
    `silvus-mock.yaml:${start}is not allowed; allowed: an object with ${members}`,
  ]);
});

test('an older key beside a section of ours that is none leaves that to be told', () => {
  workingIn({ 'silvus-mock.yaml': 'http: 5\nnetwork: { http: { port: 1 } }\n' });
  expect(issueLines({})).toEqual([expect.stringMatching(/^silvus-mock\.yaml:1:1: http: 5: /)]);
});
