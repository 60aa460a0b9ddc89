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

test('the draft that a crash has left is removed, and what others have there stays', async () => {
  const others = {
    'notes.json.new': 'mine',
    README: 'mine',
    'owner.sock': 'mine',
    '310061.json.old': 'mine',
  };
  const folder = folderWith({ ...others, '310061.json.new': '{"form' });
  await lifeIn(folder);
  expect(readdirSync(folder).sort()).toEqual(Object.keys(others).sort());
});

test('only its owner may read what is made', async () => {
  const folder = join(folderWith(), 'state');
  await lifeIn(folder, (mock) => saveDistance(mock, 5));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(flashFile(folder)).mode & 0o777).toBe(0o600);
});
