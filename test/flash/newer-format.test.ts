import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cli } from '../support/cli.js';
import { folderWith } from '../support/folder.js';
import { flashFile } from '../support/state-folder.js';

test('a file of a newer version ends the start with 3, is named, and stays as it is', async () => {
  const text = '{"format":2,"radios":[]}';
  const folder = folderWith({ '310061.json': text });
  const { code, stderr } = await cli('start', '--http-port', '0', '--no-control', '--state-dir', folder)
    .ended;
  expect(code).toBe(3);
  expect(stderr).toContain(flashFile(folder));
  expect(stderr).toMatch(/format version 2.*reads up to 1/);
  expect(readFileSync(flashFile(folder), 'utf8')).toBe(text);
  expect(readdirSync(folder)).toEqual(['310061.json']);
});
