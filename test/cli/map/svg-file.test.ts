import { mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeSvg } from '../../../src/cli/map/svg-file.js';
import { svgMark } from '../../../src/cli/map/svg.js';
import { workingIn } from '../../support/folder.js';

test('a drawing is written where nothing is, over an empty file, and over a drawing', async () => {
  workingIn({ 'empty.svg': '', 'before.svg': `${svgMark}\n<svg/>` });
  for (const file of ['new.svg', 'empty.svg', 'before.svg', 'new.svg']) {
    await writeSvg(file, `${svgMark}\n<svg>${file}</svg>`);
    expect(readFileSync(file, 'utf8')).toBe(`${svgMark}\n<svg>${file}</svg>`);
  }
  expect(readdirSync('.').sort()).toEqual(['before.svg', 'empty.svg', 'new.svg']);
});

test.each([
  ['notes.txt', 'there is a file that map has not written; allowed: an empty file, or another path'],
  ['link.svg', 'there is a symbolic link; allowed: a file, or a path where nothing is'],
  ['folder.svg', 'there is a folder; allowed: a file, or a path where nothing is'],
  ['/dev/null', 'there is a device; allowed: a file, or a path where nothing is'],
  ['no/net.svg', 'ENOENT'],
  ['notes.txt/net.svg', 'its folder is not a folder'],
])('%s is refused, and stays', async (file, reason) => {
  workingIn({ 'notes.txt': 'mine' });
  symlinkSync('notes.txt', 'link.svg');
  mkdirSync('folder.svg');
  await expect(writeSvg(file, `${svgMark}\n`)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining(`--svg: "${file}" can't be written: `) as string,
  });
  await expect(writeSvg(file, `${svgMark}\n`)).rejects.toThrow(reason);
  expect(readFileSync('notes.txt', 'utf8')).toBe('mine');
  expect(readdirSync('.').sort()).toEqual(['folder.svg', 'link.svg', 'notes.txt']);
});
