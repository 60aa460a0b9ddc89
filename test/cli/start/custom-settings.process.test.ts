import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, started } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { outcome } from '../../support/json-rpc-client.js';
import { settingsOnDisk } from '../../support/state-folder.js';

test('it comes from a configuration file and from a module of --methods', async () => {
  const yaml = `methods:
  - name: rack_slot
    params: [{ name: slot, kind: integer, min: 1, max: 42 }]
    setting: { factory: 7 }
`;
  const module = `export default [{ name: 'rack_row', params: [{ name: 'row', kind: 'text' }], setting: { factory: ['a'] } }];`;
  const folder = folderWith({ 'silvus-mock.yaml': yaml, 'mine.mjs': module });
  const radio = await started(
    '--methods',
    join(folder, 'mine.mjs'),
    '--config',
    join(folder, 'silvus-mock.yaml'),
    '--state-dir',
    join(folder, 'state'),
  );
  expect(await outcome(radio, 'rack_slot', ['8'])).toEqual(['']);
  expect(await outcome(radio, 'rack_row', ['b'])).toEqual(['']);
  for (const name of ['rack_slot', 'rack_row'])
    expect(await outcome(radio, 'setenvlinsingle', [name])).toEqual(['']);
  expect(settingsOnDisk(join(folder, 'state'))).toMatchObject({ rack_slot: ['8'], rack_row: ['b'] });
});

test('methods lists it as stored only, and the OpenRPC document has it', async () => {
  const module = `export default [{ name: 'rack_row', params: [{ name: 'row', kind: 'text' }], setting: { factory: 'a' } }];`;
  const file = join(folderWith({ 'mine.mjs': module }), 'mine.mjs');
  expect((await cli('methods', '--methods', file).ended).stdout).toMatch(
    /^rack_row +read-write +row +stored only +Custom method$/m,
  );
  const { methods } = JSON.parse((await cli('methods', '--methods', file, '--openrpc').ended).stdout) as {
    methods: { name: string }[];
  };
  expect(methods.find(({ name }) => name === 'rack_row')).toMatchObject({ 'x-stored-only': true });
});
