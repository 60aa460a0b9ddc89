import { expect, test } from 'vitest';
import { issueLines } from '../support/config.js';
import { workingIn } from '../support/folder.js';

test.each([
  ['worker.queueCapacity: 5\n', '1:1: worker.queueCapacity', 'worker: { queueCapacity: 5 }'],
  ['mode: normal\nhttp.port: 1\n', '2:1: http.port', 'http: { port: 1 }'],
  ['timing.softBoot: "1s"\n', '1:1: timing.softBoot', 'timing: { softBoot: "1s" }'],
  ['network.http.port: 1\n', '1:1: network.http.port', 'network: { http: { port: 1 } }'],
  [
    'timing:\n  blackout.softBootSec: 1\n',
    '2:3: timing.blackout.softBootSec',
    'timing: { blackout: { softBootSec: 1 } }',
  ],
  ['{"http.port": 1}', '1:2: http.port', 'http: { port: 1 }'],
])(
  'a setting with its dots in the key is told with its place and how it is written: %j',
  (text, place, form) => {
    workingIn({ 'silvus-mock.yaml': text });
    expect(issueLines({})).toEqual([`silvus-mock.yaml:${place}: is not nested; allowed: ${form}`]);
  },
);

test.each([
  ['worker.queueCapcity: 5\n', '1:1: worker.queueCapcity', 'worker.queueCapacity'],
  ['http: { "maintenance.prot": 5 }\n', '1:9: http.maintenance.prot', 'maintenance.port'],
])(
  'a key with a dot that is no setting is told with its place and the nearest: %j',
  (text, place, nearest) => {
    workingIn({ 'silvus-mock.yaml': text });
    expect(issueLines({})).toEqual([
      expect.stringMatching(
        new RegExp(`^silvus-mock\\.yaml:${place}: is no setting; the nearest is "(.*\\.)?${nearest}"$`),
      ),
    ]);
  },
);

test.each([
  ['".": 5\n', '1:1: .: '],
  ['"": 5\n', '1:1: "": '],
  ['mode: normal\n~: 5\n', '2:1: "": '],
  ['mode: normal\n? [a, b]\n: 1\n', '2:3: [ a, b ]: '],
  ['mode: normal\n? {a: b}\n: 1\n', '2:3: { a: b }: '],
])('a key that could be no setting is told with its place: %j', (text, start) => {
  workingIn({ 'silvus-mock.yaml': text });
  const lines = issueLines({});
  expect(lines).toHaveLength(1);
  expect(lines[0]?.startsWith(`silvus-mock.yaml:${start}`), lines[0]).toBe(true);
});
