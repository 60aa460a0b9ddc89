import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bareDevice } from '../support/bare-device.js';
import { folderWith } from '../support/folder.js';
import { call } from '../support/json-rpc-client.js';
import { MemoryDisk } from '../support/memory-disk.js';
import { flashFile, lifeIn, runningIn, saveDistance, settingsOnDisk } from '../support/state-folder.js';

/** Leaves a socket as a process does that was killed. */
const socketAt =
  "require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))";

const kinds: readonly (readonly [string, (path: string) => unknown])[] = [
  ['a symbolic link', (path) => symlinkSync('elsewhere', path)],
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ['a socket', (path) => spawnSync(process.execPath, ['-e', socketAt, path])],
  ['a folder', (path) => mkdirSync(path)],
];

/** What identifies a file, and would change if it were replaced or written. */
function identity(path: string) {
  const { ino, mode, mtimeMs, size } = lstatSync(path);
  return { ino, mode, mtimeMs, size };
}

test.each(kinds)('%s at the place of the flash file ends the start, and stays', async (kind, make) => {
  const folder = folderWith({ elsewhere: 'not flash' });
  make(flashFile(folder));
  const before = identity(flashFile(folder));
  await expect(lifeIn(folder)).rejects.toMatchObject({
    code: 'STATE_DIR_UNUSABLE',
    message: `"${flashFile(folder)}" can't be used: there is ${kind}; allowed: a file, or a path where nothing is`,
  });
  expect(identity(flashFile(folder))).toEqual(before);
  expect(readdirSync(folder).sort()).toEqual(['310061.json', 'elsewhere']);
  expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('not flash');
});

test.each(kinds)('%s that comes to its place takes no save, and stays', async (kind, make) => {
  const folder = folderWith({ elsewhere: 'not flash' });
  const mock = await runningIn(folder);
  make(flashFile(folder));
  const before = identity(flashFile(folder));
  expect(await saveDistance(mock, 81)).toBe('INTERNAL');
  const { error } = await call(mock, 'setenvlinsingle', ['max_link_distance']);
  expect(error?.data).toEqual({ detail: { reason: `flash could not be written: there is ${kind}` } });
  expect(mock.state.saved()).toMatchObject({ max_link_distance: ['1000'] });
  expect(identity(flashFile(folder))).toEqual(before);
  expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('not flash');
  expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('a device at its place is not even opened: reading may change it', async () => {
  const disk = new MemoryDisk();
  disk.put('/state', disk.create('folder'));
  disk.put('/state/310061.json', disk.create('device'));
  const opened: string[] = [];
  const machine = disk.process((step) => {
    if (step === 'openFile') opened.push(step);
    return undefined;
  });
  const { device } = bareDevice({ stateDir: '/state' }, undefined, machine);
  await expect(device.boot()).rejects.toMatchObject({
    code: 'STATE_DIR_UNUSABLE',
    message: expect.stringContaining('there is a device') as unknown,
  });
  expect(opened).toEqual([]);
  expect(disk.find('/state/310061.json')?.kind).toBe('device');
});

test('links at the names of drafts lead nowhere and stay, whatever their names', async () => {
  const folder = folderWith({ victim: 'mine' });
  const names = ['310061.json.new', '310061.json.0123456789abcdef.new', `310061.json.${process.pid}`];
  for (const name of names) symlinkSync('victim', join(folder, name));
  await lifeIn(folder, async (mock) => {
    expect(await saveDistance(mock, 82)).toEqual(['']);
  });
  expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('mine');
  for (const name of names) expect(readlinkSync(join(folder, name))).toBe('victim');
  expect(lstatSync(flashFile(folder)).isFile()).toBe(true);
});

test('the folders above the flash file may be links', async () => {
  const folder = folderWith({ 'volume/radio/keep': '' });
  symlinkSync('volume', join(folder, 'mounted'));
  symlinkSync('radio', join(folder, 'volume', 'state'));
  const state = join(folder, 'mounted', 'state');
  await lifeIn(state, async (mock) => {
    expect(await saveDistance(mock, 83)).toEqual(['']);
  });
  expect(settingsOnDisk(join(folder, 'volume', 'radio'))).toMatchObject({ max_link_distance: ['83'] });
  expect(lstatSync(join(folder, 'volume', 'state')).isSymbolicLink()).toBe(true);
});

test('a file of another radio is refused by name, and stays', async () => {
  const text = '{"format":1,"model":"default","nodeid":"310226","settings":{}}';
  const folder = folderWith({ '310061.json': text });
  await expect(lifeIn(folder)).rejects.toMatchObject({
    code: 'STATE_DIR_UNUSABLE',
    message: `"${flashFile(folder)}" can't be used: it is the flash of node ID "310226"; allowed: "310061", as in its name`,
  });
  expect(readFileSync(flashFile(folder), 'utf8')).toBe(text);
  expect(readdirSync(folder)).toEqual(['310061.json']);
});

test('what is no socket is no owner of the folder, whatever its name, and stays', async () => {
  const name = 'owner-0123456789abcdef.sock';
  const folder = folderWith({ [name]: 'mine' });
  symlinkSync(name, join(folder, 'owner-0123456789abcde0.sock'));
  await lifeIn(folder);
  expect(readFileSync(join(folder, name), 'utf8')).toBe('mine');
  expect(readdirSync(folder)).toHaveLength(2);
});
