import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folderWith } from '../support/folder.js';
import { fillableDisk } from '../support/failing-disk.js';
import { outcome } from '../support/json-rpc-client.js';
import {
  flashFile,
  lifeIn,
  runningIn,
  runningOn,
  saveDistance,
  settingsOnDisk,
} from '../support/state-folder.js';

test('a reset puts flash back to what it was at the start, and the file follows', async () => {
  const folder = folderWith();
  await lifeIn(folder, (mock) => saveDistance(mock, 92));
  const mock = await runningIn(folder);
  await saveDistance(mock, 93);
  await mock.reset();
  expect(await outcome(mock, 'max_link_distance')).toEqual(['92']);
  expect(mock.state.saved()).toMatchObject({ max_link_distance: ['92'] });
  expect(settingsOnDisk(folder)).toMatchObject({ max_link_distance: ['92'] });
});

test('a reset of a radio that has saved nothing writes nothing', async () => {
  const folder = folderWith();
  const mock = await runningIn(folder);
  await mock.reset();
  expect(existsSync(flashFile(folder))).toBe(false);
});

test('a reset while a save is under way wins, in memory and in the file', async () => {
  const folder = folderWith();
  const mock = await runningIn(folder);
  await outcome(mock, 'max_link_distance', ['94']);
  const before = mock.stats().requests;
  const saved = outcome(mock, 'setenvlinsingle', ['max_link_distance']);
  await mock.received(before + 1);
  await mock.reset();
  expect(['UNAVAILABLE', '']).toContain([await saved].flat()[0]);
  expect(mock.state.saved()).toMatchObject({ max_link_distance: ['1000'] });
  expect(settingsOnDisk(folder)).toMatchObject({ max_link_distance: ['1000'] });
});

test('a reset that the file can not follow rejects; the radio has what the file has, and runs from its start', async () => {
  const [folder, disk] = [folderWith(), fillableDisk()];
  const mock = await runningOn(disk, folder);
  await saveDistance(mock, 95);
  disk.fill();
  await expect(mock.reset()).rejects.toMatchObject({
    code: 'FLASH_UNWRITABLE',
    message: expect.stringContaining(flashFile(folder)) as unknown,
  });
  expect(mock.state.saved()).toMatchObject({ max_link_distance: ['95'] });
  expect(await outcome(mock, 'max_link_distance')).toEqual(['1000']);
  await mock.reset();
  expect(settingsOnDisk(folder)).toMatchObject({ max_link_distance: ['1000'] });
});
