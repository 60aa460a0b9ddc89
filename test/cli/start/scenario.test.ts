import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, stackTrace, started } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { outcome } from '../../support/json-rpc-client.js';

/** A file with this scenario. */
const fileWith = (text: string) => join(folderWith({ 'drill.yaml': text }), 'drill.yaml');

test('start --scenario plays it from the start', async () => {
  const run = await started(
    '--scenario',
    fileWith('steps: [{ set: { freq: 2220 } }, { after: 1h, mode: offline }]'),
  );
  expect(await outcome(run, 'freq')).toEqual(['2220']);
});

test.each([
  ['a key that is none', 'steps:\n  - blakout: 5s\n', /drill\.yaml:2:5: steps\.0\.blakout/],
  ['a value that the radio refuses', 'steps:\n  - set: { freq: 1 }\n', /steps\.0: .*freq.*"1"/],
  ['no steps', 'name: nothing\n', /drill\.yaml: steps: is missing/],
])('start and config check refuse a scenario with %s, and nothing listens', async (_, text, words) => {
  const file = fileWith(text);
  for (const command of [
    ['start', '--http-port', '0', '--maintenance-port', '0'],
    ['config', 'check'],
  ]) {
    const { code, stdout, stderr } = await cli(...command, '--scenario', file).ended;
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(stackTrace);
  }
});
