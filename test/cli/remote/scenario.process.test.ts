import { join } from 'node:path';
import { expect, test } from 'vitest';
import { virtualClock } from '../../../src/index.js';
import { radioWithCli } from '../../support/cli-on-control-plane.js';
import { folderWith } from '../../support/folder.js';

const drill = `
name: drill
steps:
  - set: { freq: 2220 }
  - after: 10s
    blackout: 5s
`;

/** A file of this name with this text. */
const fileWith = (text: string, name = 'drill.yaml') => join(folderWith({ [name]: text }), name);

test('scenario run plays a file, scenario status says where it is', async () => {
  const clock = virtualClock();
  const { mock, silvus, named } = await radioWithCli({ clock });
  expect((await silvus('scenario', 'status')).stdout).toBe('none\n');
  const run = await silvus('scenario', 'run', fileWith(drill));
  expect(run).toEqual({
    code: 0,
    stdout: 'drill: running, steps started: 1, last: steps.0\n',
    stderr: named,
  });
  expect(mock.state.read('freq')).toEqual(['2220']);
  await clock.advance('10s');
  expect(mock.blackout.current).toMatchObject({ leftMs: 5_000 });
  expect((await silvus('scenario', 'status')).stdout).toBe('drill: ended, steps started: 2, last: steps.1\n');
});

test('scenario stop stops it; what it has done stays', async () => {
  const { mock, silvus, named } = await radioWithCli();
  await silvus('scenario', 'run', fileWith(drill));
  const stopped = await silvus('scenario', 'stop');
  expect(stopped).toEqual({
    code: 0,
    stdout: 'drill: stopped, steps started: 1, last: steps.0\n',
    stderr: named,
  });
  expect(mock.state.read('freq')).toEqual(['2220']);
});

test('a file can be JSON, and so can the answer', async () => {
  const { mock, silvus } = await radioWithCli();
  const file = fileWith(JSON.stringify({ steps: [{ set: { freq: '2220' } }] }), 'drill.json');
  const { code, stdout } = await silvus('scenario', 'run', file, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ name: 'scenario', steps: 1 });
  expect(mock.state.read('freq')).toEqual(['2220']);
});

test('a second scenario is refused while one plays: 1', async () => {
  const { silvus, named } = await radioWithCli({ clock: virtualClock() });
  await silvus('scenario', 'run', fileWith(drill));
  expect(await silvus('scenario', 'run', fileWith(drill))).toEqual({
    code: 1,
    stdout: '',
    stderr: `${named}error: scenario: "drill" is running; stop it first\n`,
  });
});

test.each([
  ['with a key that is none', 'steps:\n  - blakout: 5s\n', /^error: .*drill\.yaml:2:5: .*blakout/],
  ['that is no YAML', 'steps: [', /^error: .*drill\.yaml:1:/],
  ['that is empty', '', /^error: .*drill\.yaml: .*empty/],
  [
    'with a value that the radio refuses',
    'steps:\n  - set: { freq: 1 }\n',
    /^simulator: .*\nerror: .*drill\.yaml: .*freq.*"1"/,
  ],
])('a scenario %s ends with 3 and says where', async (_, text, words) => {
  const { mock, silvus } = await radioWithCli();
  const { code, stdout, stderr } = await silvus('scenario', 'run', fileWith(text));
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(words);
  expect(mock.scenario.status).toBeUndefined();
});

test('a file that is not there ends with 3', async () => {
  const { silvus } = await radioWithCli();
  const { code, stderr } = await silvus('scenario', 'run', './nowhere.yaml');
  expect(code).toBe(3);
  expect(stderr).toMatch(/\.\/nowhere\.yaml.*ENOENT/);
});
