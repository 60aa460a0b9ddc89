import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { started } from '../support/cli.js';
import { folderWith } from '../support/folder.js';
import { inputIsRead, maintain, outcome } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import {
  flashFile,
  keptLog,
  lifeIn,
  runningIn,
  saveDistance,
  settingsOnDisk,
} from '../support/state-folder.js';
import { heldSyncs } from '../support/held-syncs.js';

test('what was saved is there after a SIGKILL, and what was not is gone', async () => {
  const folder = join(folderWith(), 'state');
  const first = await started('--state-dir', folder);
  expect(await saveDistance(first, 77)).toEqual(['']);
  await outcome(first, 'power_dBm', ['12']);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await started('--state-dir', folder);
  expect(await outcome(second, 'max_link_distance')).toEqual(['77']);
  expect(await outcome(second, 'power_dBm')).toEqual(['30']);
});

test('a save is on disk before its reply, with all settings that flash holds', async () => {
  const folder = folderWith();
  const mock = await runningIn(folder);
  await saveDistance(mock, 78);
  expect(settingsOnDisk(folder)).toMatchObject({ max_link_distance: ['78'], freq: ['4700'] });
  expect(mock.stats().flash).toEqual({ writes: 1, failures: 0 });
});

test('a save is answered once its file is synced, then in place, then its folder is synced', async () => {
  const folder = folderWith();
  const mock = await runningIn(folder);
  const syncs = await heldSyncs();
  const saved = saveDistance(mock, 78);
  const nextOrReply = () => Promise.race([syncs.next(), saved.then((reply) => ({ reply }))]);
  let isAnswered = false;
  void saved.then(() => (isAnswered = true));
  const file = await nextOrReply();
  if ('reply' in file) throw new Error('answered before anything was synced');
  expect(file.isFolder).toBe(false);
  await inputIsRead(mock);
  expect(existsSync(flashFile(folder))).toBe(false);
  file.release();
  const names = await nextOrReply();
  if ('reply' in names) throw new Error('answered before the folder was synced');
  expect(names).toMatchObject({ isFolder: true, inode: statSync(folder).ino });
  expect(settingsOnDisk(folder)).toMatchObject({ max_link_distance: ['78'] });
  // It was the file in place that was synced, and all of it.
  const { ino: inode, size } = statSync(flashFile(folder));
  expect(file).toMatchObject({ inode, size });
  await inputIsRead(mock);
  expect(isAnswered).toBe(false);
  names.release();
  expect(await saved).toEqual(['']);
});

test('a state folder that is made is synced into those above it before the start has ended', async () => {
  const folder = folderWith();
  const syncs = await heldSyncs();
  const started = runningIn(join(folder, 'radios', 'one'));
  const nextOrStart = () => Promise.race([syncs.next(), started.then(() => undefined)]);
  const first = await nextOrStart();
  expect(first).toMatchObject({ isFolder: true, inode: statSync(folder).ino });
  expect(readdirSync(folder)).toEqual(['radios']);
  first?.release();
  const second = await nextOrStart();
  expect(second).toMatchObject({ isFolder: true, inode: statSync(join(folder, 'radios')).ino });
  expect(readdirSync(join(folder, 'radios'))).toEqual(['one']);
  second?.release();
  // The folder itself, in case that an earlier start was killed before it had synced a file's name.
  const third = await nextOrStart();
  expect(third).toMatchObject({ isFolder: true, inode: statSync(join(folder, 'radios', 'one')).ino });
  third?.release();
  await started;
});

test('a factory reset is kept too', async () => {
  const folder = folderWith();
  await lifeIn(folder, async (mock) => {
    await saveDistance(mock, 79);
    expect(await maintain(mock, 'factory_reset')).toMatchObject({ result: [''] });
  });
  expect(await outcome(await runningIn(folder), 'max_link_distance')).toEqual(['1000']);
});

test('saves in one batch are all kept', async () => {
  const folder = folderWith();
  await lifeIn(folder, async (mock) => {
    mock.state.patch({ max_link_distance: 80, power_dBm: 7 });
    const saves = ['max_link_distance', 'power_dBm', 'freq_bw'].map((method, id) => ({
      jsonrpc: '2.0',
      method: 'setenvlinsingle',
      params: [method],
      id,
    }));
    const reply = await fetch(mock.http.url, { method: 'POST', body: JSON.stringify(saves) });
    expect(await reply.json()).toMatchObject([{ result: [''] }, { result: [''] }, { result: [''] }]);
  });
  expect(settingsOnDisk(folder)).toMatchObject({ max_link_distance: ['80'], power_dBm: ['7'] });
});

test('nothing is written before the first save, and no command but a save writes', async () => {
  const folder = folderWith();
  const mock = await runningIn(folder);
  await outcome(mock, 'freq', ['2220']);
  expect(existsSync(flashFile(folder))).toBe(false);
});

test('radios of two models have a file each', async () => {
  const folder = folderWith();
  await lifeIn(folder, (mock) => saveDistance(mock, 81));
  await lifeIn(folder, (mock) => saveDistance(mock, 82), { model: 's-band' });
  expect(readdirSync(folder).sort()).toEqual(['310061.json', '310226.json']);
  expect(await outcome(await runningIn(folder), 'max_link_distance')).toEqual(['81']);
});

test('without a state folder flash lives as long as the simulator, and nothing is counted', async () => {
  const mock = await running();
  expect(await saveDistance(mock, 83)).toEqual(['']);
  expect(mock.state.saved()).toMatchObject({ max_link_distance: ['83'] });
  expect(mock.stats().flash).toEqual({ writes: 0, failures: 0 });
});

test('every setting that a radio has when it is new is taken over without a word', async () => {
  const folder = folderWith();
  await lifeIn(folder, (mock) => saveDistance(mock, 80));
  const { logger, lines } = keptLog();
  const mock = await runningIn(folder, { logger });
  expect(lines.filter(({ level }) => level === 'warn')).toEqual([]);
  expect(mock.health().reasons).toEqual([]);
});
