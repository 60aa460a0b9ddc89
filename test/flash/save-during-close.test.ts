import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startSilvusMock } from '../../src/index.js';
import { folderWith } from '../support/folder.js';
import { outcome } from '../support/json-rpc-client.js';
import { settingsOnDisk } from '../support/state-folder.js';

test('a close waits for saves that wait, and their replies are true', async () => {
  const folder = folderWith();
  const mock = await startSilvusMock({ stateDir: folder });
  mock.worker.pause();
  const replies = [
    outcome(mock, 'max_link_distance', ['97']),
    outcome(mock, 'setenvlinsingle', ['max_link_distance']),
    outcome(mock, 'setenvlinsingle', ['freq']),
  ];
  await mock.received(3);
  await mock.close();
  expect(await Promise.all(replies)).toEqual([[''], [''], ['']]);
  expect(settingsOnDisk(folder)).toMatchObject({ max_link_distance: ['97'] });
  expect(readdirSync(folder)).toEqual(['310061.json']);
});
