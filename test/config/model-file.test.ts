import { expect, test } from 'vitest';
import { createSilvusMock, loadModel } from '../../src/index.js';
import { cliIn, stackTrace } from '../support/cli.js';
import { issueLines, loaded } from '../support/config.js';
import { type Files, folderWith, workingIn } from '../support/folder.js';

const model = loadModel('default');
const lines = (change: object) => JSON.stringify({ ...model, ...change }, undefined, 1);

/** What is said of a model file with this content. */
function issuesOf(content: string | Uint8Array): readonly string[] {
  workingIn({ 'mine.json': content, 'silvus-mock.yaml': 'model: ./mine.json\n' });
  return issueLines({});
}

test('a model file is taken, with a byte order mark too', () => {
  for (const mark of ['', '\ufeff']) {
    workingIn({ 'mine.json': mark + lines({}), 'silvus-mock.yaml': 'model: ./mine.json\n' });
    expect(loaded({}).config.model).toBe('./mine.json');
  }
});

test('all that is wrong with a model file is told, line by line with its place', () => {
  const text = lines({ power: { minDbm: 0, maxDbm: 99 }, bandwidths: ['20', 'wide'], colour: 'red' });
  const at = (key: string) => text.split('\n').findIndex((line) => line.includes(`"${key}"`)) + 1;
  const faults = issuesOf(text);
  expect(faults).toHaveLength(3);
  expect(faults).toContainEqual(
    `./mine.json:${at('maxDbm')}:3: power.maxDbm: 99: is not allowed; allowed: at most 39`,
  );
  expect(faults).toContainEqual(
    expect.stringMatching(`^\\./mine\\.json:${at('wide')}:3: bandwidths\\.1: "wide": `),
  );
  expect(faults).toContainEqual(expect.stringMatching(`^\\./mine\\.json:${at('colour')}:2: colour: `));
});

const profile = (frequencies: string, bandwidth = '-1') => [
  ...model.frequencyProfiles,
  { frequencies: [frequencies], bandwidth, antenna_mask: '3' },
];

test.each<[string, object, RegExp]>([
  [
    'a distance below 0',
    { defaults: { ...model.defaults, max_link_distance: '-7' } },
    /"-7".*0 to 1000000 m/,
  ],
  [
    'a place that is none',
    { defaults: { ...model.defaults, gps_coordinates: ['91', '0', '0'] } },
    /gps_coordinates\.0: "91".*-90 to 90 degrees/,
  ],
  ['a node ID of 0', { identity: { ...model.identity, nodeid: '0' } }, /nodeid: "0"/],
  ['a node ID of more than 20 bits', { identity: { ...model.identity, nodeid: '1048576' } }, /1 to 1048575/],
  ['a channel without width', { bandwidths: ['0', '20'] }, /bandwidths\.0: "0".*above 0/],
  ['a channel width below 0', { bandwidths: ['-5', '20'] }, /bandwidths\.0: "-5".*above 0/],
  ['a profile whose width is below 0', { frequencyProfiles: profile('2200', '-2') }, /bandwidth: "-2".*-1/],
  [
    'a profile whose width no channel has',
    { frequencyProfiles: profile('2200', '7') },
    /bandwidth: "7".*-1, 1\.25, 2\.5, 5, 10, 20/,
  ],
  ['a frequency of 0', { frequencyProfiles: profile('0') }, /frequencies\.0: "0"/],
  ['steps of less than 1 kHz', { frequencyProfiles: profile('2200:0.0004:2380') }, /frequencies\.0: "2200:0/],
])('a model with %s is told what is allowed, and is no option either', (_, change, expected) => {
  expect(issuesOf(lines(change))).toEqual([expect.stringMatching(expected)]);
  const own = { ...model, ...change };
  expect(() => createSilvusMock({ model: own })).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
});

test.each<[string, string | Uint8Array, RegExp]>([
  [
    'more than 1 MiB',
    `{"name":"${'x'.repeat(1_048_576)}"}`,
    /^\.\/mine\.json: has 104\d{4} bytes; at most 1048576/,
  ],
  ['nothing', '', /^\.\/mine\.json: is empty/],
  ['an end too early', '{"name": ', /^\.\/mine\.json:1:\d+: /],
  ['1 MB of brackets', '['.repeat(1_000_000), /^\.\/mine\.json:1:64: is nested too deep/],
  ['bytes that are no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), /^\.\/mine\.json: is not UTF-8/],
  ['a key twice', `{"name": "a",\n${lines({}).slice(1)}`, /^\.\/mine\.json:3:2: name: is there twice/],
  ['a list', '[1]', /^\.\/mine\.json: /],
])('a model file with %s is told', (_, content, expected) => {
  const faults = issuesOf(content);
  expect(faults[0]).toMatch(expected);
  for (const line of faults) expect(line.length).toBeLessThan(300);
});

test.each<[string, Files, string]>([
  ['a device', {}, '/dev/zero/../null'],
  ['a folder', { 'mine.json/file': '' }, './mine.json'],
])('a model file that is %s ends check with 3', async (_, files, name) => {
  const cwd = folderWith(files);
  const { code, stdout, stderr } = await cliIn({ cwd }, 'config', 'check', '--model', name).ended;
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(/^error: \S+\.json: is a folder|^error: \/dev/);
  expect(stderr).not.toMatch(stackTrace);
});

test('a program is told where a model file is wrong', () => {
  workingIn({ 'mine.json': lines({ power: { minDbm: 0, maxDbm: 99 } }) });
  expect(() => loadModel('./mine.json')).toThrow(
    expect.objectContaining({
      code: 'MODEL_INVALID',
      message: expect.stringMatching(/mine\.json:\d+:3: power\.maxDbm: 99/),
    }),
  );
});
