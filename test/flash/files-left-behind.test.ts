import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../support/folder.js';
import { flashFile, lifeIn, saveDistance } from '../support/state-folder.js';

test('after a close there is the file of flash and nothing else', async () => {
  const folder = folderWith();
  await lifeIn(folder, (mock) => saveDistance(mock, 5));
  expect(readdirSync(folder)).toEqual(['310061.json']);
});

test('drafts that a crash has left are removed, and what others have there stays', async () => {
  const others = {
    'notes.json.new': 'mine',
    README: 'mine',
    'owner.sock': 'mine',
    '310061.json.old': 'mine',
    '310061.json.0123456789abcde.new': 'mine',
    'notes.json.0123456789abcdef.new': 'mine',
    '310061.json.0123456789abcde0.new/inside': 'mine',
  };
  const drafts = {
    '310061.json.0123456789abcdef.new': '{"form',
    '310061.json.new': 'as older versions named it',
  };
  const folder = folderWith({ ...others, ...drafts });
  await lifeIn(folder);
  const names = Object.keys(others).map((path) => path.split('/')[0]);
  expect(readdirSync(folder).sort()).toEqual(names.sort());
});

test('only its owner may read what is made', async () => {
  const folder = join(folderWith(), 'state');
  await lifeIn(folder, (mock) => saveDistance(mock, 5));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(flashFile(folder)).mode & 0o777).toBe(0o600);
});

test('one start removes 1,000 drafts, and the next those that are left', async () => {
  const names = Array.from(
    { length: 1_001 },
    (_, index) => `310061.json.${String(index).padStart(16, '0')}.new`,
  );
  const folder = folderWith(Object.fromEntries(names.map((name) => [name, ''])));
  await lifeIn(folder);
  expect(readdirSync(folder)).toHaveLength(1);
  await lifeIn(folder);
  expect(readdirSync(folder)).toEqual([]);
});
