import { join } from 'node:path';
import { expect, test } from 'vitest';
import { issueLines, loaded } from '../support/config.js';
import { folderWith, workingIn } from '../support/folder.js';

test.each(['silvus-mock.yaml', 'silvus-mock.yml', 'silvus-mock.json'])(
  '%s in the working folder is read',
  (name) => {
    workingIn({ [name]: '{"mode": "offline"}' });
    const { config, files, originOf } = loaded({});
    expect(config.mode).toBe('offline');
    expect(files).toEqual([name]);
    expect(originOf('mode').name).toBe(`${name}:1:2`);
  },
);

test('without a file there are the defaults', () => {
  workingIn();
  expect(loaded({}).files).toEqual([]);
});

test.each([
  ['silvus-mock.yaml', 'silvus-mock.yml'],
  ['silvus-mock.yml', 'silvus-mock.json'],
  ['silvus-mock.yaml', 'silvus-mock.yml', 'silvus-mock.json'],
])('%s beside %s is refused, since one would hide the other', (...names) => {
  workingIn(Object.fromEntries(names.map((name) => [name, '{"mode": "offline"}'])));
  const lines = issueLines({});
  expect(lines).toHaveLength(1);
  for (const name of names) expect(lines[0]).toContain(name);
  expect(lines[0]).toContain('--config');
});

test('of two files beside each other, one can be asked for', () => {
  workingIn({ 'silvus-mock.yaml': 'mode: offline', 'silvus-mock.json': '{"blackout": "hang"}' });
  const { config, files } = loaded({ file: 'silvus-mock.json' });
  expect(config).toMatchObject({ mode: 'normal', blackout: 'hang' });
  expect(files).toEqual(['silvus-mock.json']);
});

test('--config goes over SILVUS_MOCK_CONFIG, that over the working folder', () => {
  workingIn({
    'silvus-mock.yaml': 'seed: 1',
    'variable.yaml': 'seed: 2',
    'flag.yaml': 'seed: 3',
  });
  const variables = { SILVUS_MOCK_CONFIG: 'variable.yaml' };
  expect(loaded({}).config.seed).toBe(1);
  expect(loaded({ variables }).config.seed).toBe(2);
  expect(loaded({ variables, file: 'flag.yaml' }).config.seed).toBe(3);
});

test('a file may be named by an absolute path, whatever its ending', () => {
  workingIn();
  const file = join(folderWith({ 'radio.conf': 'seed: 5' }), 'radio.conf');
  const { config, originOf } = loaded({ file });
  expect(config.seed).toBe(5);
  expect(originOf('seed').name).toBe(`${file}:1:1`);
});

test('CBTIMING_CONFIG names a second file, laid over the first', () => {
  workingIn({
    'silvus-mock.yaml': 'seed: 1\ntiming: { softBoot: 1s, reboot: 2s }',
    'overlay.yaml': 'timing:\n  blackout:\n    softBootSec: 9\n',
  });
  const { config, files, originOf } = loaded({ variables: { CBTIMING_CONFIG: 'overlay.yaml' } });
  expect(config).toMatchObject({ seed: 1, timing: { softBoot: 9_000, reboot: 2_000 } });
  expect(files).toEqual(['silvus-mock.yaml', 'overlay.yaml']);
  expect(originOf('timing.softBoot').name).toBe('overlay.yaml:3:5');
});

test('CBTIMING_CONFIG works without a first file, and variables go over it', () => {
  workingIn({ 'overlay.yaml': 'seed: 1\nmode: offline' });
  const variables = { CBTIMING_CONFIG: 'overlay.yaml', SILVUS_MOCK_SEED: '2' };
  expect(loaded({ variables }).config).toMatchObject({ seed: 2, mode: 'offline' });
});

test('faults of both files are told, each with its file', () => {
  workingIn({ 'silvus-mock.yaml': 'seed: x', 'overlay.yaml': 'mode: x' });
  const lines = issueLines({ variables: { CBTIMING_CONFIG: 'overlay.yaml' } });
  expect(lines).toHaveLength(2);
  expect(lines).toContainEqual(expect.stringMatching(/^silvus-mock\.yaml:1:1: seed: /));
  expect(lines).toContainEqual(expect.stringMatching(/^overlay\.yaml:1:1: mode: /));
});

test.each([
  ['--config', { file: 'nowhere.yaml' }],
  ['SILVUS_MOCK_CONFIG', { variables: { SILVUS_MOCK_CONFIG: 'nowhere.yaml' } }],
  ['CBTIMING_CONFIG', { variables: { CBTIMING_CONFIG: 'nowhere.yaml' } }],
])('a file that %s names and that is not there is a fault', (_, given) => {
  workingIn();
  expect(issueLines(given)).toEqual(["nowhere.yaml: can't be read: there is no such file (ENOENT)"]);
});
