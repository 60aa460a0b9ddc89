import { expect, test } from 'vitest';
import { issueLines } from '../support/config.js';
import { workingIn } from '../support/folder.js';

/** Line and column of each issue. */
const places = () => issueLines({}).map((line) => /^[^:]+:(\d+):(\d+): /.exec(line)?.slice(1).map(Number));

test('the issues of a file come in the order of its lines, whichever check finds them', () => {
  const lines = [
    'http:',
    '  port: 99999',
    'blakout: hang',
    'mode: sideways',
    'network:',
    '  http: { prot: 1 }',
    'seed: 1',
    'seed: 2',
    'model: nowhere',
    'worker: { queueCapacity: x, more: 1 }',
  ];
  workingIn({ 'silvus-mock.yaml': `${lines.join('\n')}\n` });
  expect(places()).toEqual([
    [2, 3],
    [3, 1],
    [4, 1],
    [6, 11],
    [8, 1],
    [9, 1],
    [10, 11],
    [10, 29],
  ]);
});

test('those of a second file come after those of the first', () => {
  workingIn({ 'silvus-mock.yaml': 'mode: x\nb: 1\n', 'second.yaml': 'c: 1\nhttp: { port: x }\n' });
  const lines = issueLines({ variables: { CBTIMING_CONFIG: 'second.yaml' } });
  expect(lines.map((line) => line.split(': ')[0])).toEqual([
    'silvus-mock.yaml:1:1',
    'silvus-mock.yaml:2:1',
    'second.yaml:1:1',
    'second.yaml:2:9',
  ]);
});

test('a key that belongs to sections is hinted at in all of them', () => {
  workingIn({ 'silvus-mock.yaml': 'port: 9000\n' });
  expect(issueLines({})).toEqual([
    'silvus-mock.yaml:1:1: port: is no setting; the nearest is "http.port" or "https.port" or "maintenance.port" or "gpsd.port" or "control.port"',
  ]);
});
