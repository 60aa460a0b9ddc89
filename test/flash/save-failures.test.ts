import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../support/folder.js';
import { fillableDisk } from '../support/failing-disk.js';
import { call, outcome } from '../support/json-rpc-client.js';
import {
  keptLog,
  lifeIn,
  runningIn,
  runningOn,
  saveDistance,
  settingsOnDisk,
} from '../support/state-folder.js';

const save = ['setenvlinsingle', ['max_link_distance']] as const;

test('on a full disk a save is INTERNAL, says why, and what runs stays', async () => {
  const [folder, disk] = [folderWith(), fillableDisk()];
  const { logger, lines } = keptLog();
  const mock = await runningOn(disk, folder, { logger });
  await saveDistance(mock, 86);
  await outcome(mock, 'max_link_distance', ['87']);
  disk.fill();
  const { error } = await call(mock, ...save);
  expect(error).toMatchObject({
    code: -32603,
    message: 'INTERNAL',
    data: { detail: { reason: 'flash could not be written: ENOSPC' } },
  });
  expect(await outcome(mock, 'max_link_distance')).toEqual(['87']);
  expect(mock.state.saved()).toMatchObject({ max_link_distance: ['86'] });
  expect(settingsOnDisk(folder)).toMatchObject({ max_link_distance: ['86'] });
  expect(mock.stats().flash).toEqual({ writes: 1, failures: 1 });
  expect(mock.health()).toMatchObject({ ready: true, reasons: ['flash could not be written: ENOSPC'] });
  expect(lines).toContainEqual({ level: 'error', message: 'flash could not be written' });
});

test('the next save that succeeds ends it, and a reboot loads what it saved', async () => {
  const [folder, disk] = [folderWith(), fillableDisk()];
  const mock = await runningOn(disk, folder, { timing: { preset: 'instant' } });
  disk.fill();
  expect(await saveDistance(mock, 88)).toBe('INTERNAL');
  expect(await outcome(mock, ...save)).toEqual(['']);
  expect(mock.health().reasons).toEqual([]);
  await outcome(mock, 'radio_reset');
  expect(await outcome(mock, 'max_link_distance')).toEqual(['88']);
});

test('a reboot after a save that failed loads what was saved before', async () => {
  const [folder, disk] = [folderWith(), fillableDisk()];
  const mock = await runningOn(disk, folder, { timing: { preset: 'instant' } });
  disk.fill();
  expect(await saveDistance(mock, 89)).toBe('INTERNAL');
  await outcome(mock, 'radio_reset');
  expect(await outcome(mock, 'max_link_distance')).toEqual(['1000']);
});

test('in a batch the save that fails is INTERNAL alone', async () => {
  const [folder, disk] = [folderWith(), fillableDisk()];
  const mock = await runningOn(disk, folder);
  disk.fill();
  const commands = [
    { method: 'max_link_distance', params: ['90'] },
    { method: 'setenvlinsingle', params: ['max_link_distance'] },
    { method: 'setenvlinsingle', params: ['max_link_distance'] },
  ].map((command, id) => ({ jsonrpc: '2.0', ...command, id }));
  const reply = await fetch(mock.http.url, { method: 'POST', body: JSON.stringify(commands) });
  expect(await reply.json()).toMatchObject([
    { result: [''] },
    { error: { message: 'INTERNAL' } },
    { result: [''] },
  ]);
  expect(settingsOnDisk(folder)).toMatchObject({ max_link_distance: ['90'] });
});

test.each([
  ['gone', () => undefined],
  ['a file now', (folder: string) => writeFileSync(folder, '')],
  ['another folder now', (folder: string) => mkdirSync(folder)],
])('a folder that is %s takes no saves, and does again when it is back', async (_, replace) => {
  const folder = join(folderWith(), 'state');
  const mock = await runningIn(folder);
  renameSync(folder, `${folder}-moved`);
  replace(folder);
  expect(await saveDistance(mock, 91)).toBe('INTERNAL');
  expect(mock.state.saved()).toMatchObject({ max_link_distance: ['1000'] });
  rmSync(folder, { recursive: true, force: true });
  renameSync(`${folder}-moved`, folder);
  expect(await outcome(mock, ...save)).toEqual(['']);
  await mock.close();
  await lifeIn(folder, async (next) => {
    expect(await outcome(next, 'max_link_distance')).toEqual(['91']);
  });
});
