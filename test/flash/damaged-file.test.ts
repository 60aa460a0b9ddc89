import fc from 'fast-check';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readFlash } from '../../src/flash/flash-file.js';
import { folderWith } from '../support/folder.js';
import { outcome } from '../support/json-rpc-client.js';
import { deadline, holds } from '../support/property.js';
import { flashFile, keptLog, lifeIn, runningIn, saveDistance } from '../support/state-folder.js';
import { heldSyncs } from '../support/held-syncs.js';

/** A file as a radio has written it. */
async function goodFile(): Promise<string> {
  const folder = folderWith();
  await lifeIn(folder, (mock) => saveDistance(mock, 84));
  return readFileSync(flashFile(folder), 'utf8');
}

test('of all beginnings of a good file only the whole one is taken', async () => {
  const good = await goodFile();
  const kinds = Array.from({ length: good.length + 1 }, (_, length) => readFlash(good.slice(0, length)).kind);
  // The last character is the end of the line.
  expect(kinds.lastIndexOf('damaged')).toBe(good.length - 2);
  expect(kinds.slice(-2)).toEqual(['whole', 'whole']);
  expect(new Set(kinds.slice(0, -2))).toEqual(new Set(['damaged']));
});

test.each([
  ['is empty', ''],
  ['is torn', '{"format": 1, "model": "def'],
  ['is no JSON', 'freq=4700'],
  ['has no version', '{"model":"default","nodeid":"310061","settings":{}}'],
  ['has another form', '{"format":1,"model":"default","nodeid":"310061","settings":{"freq":4700}}'],
  ['is zeros', '\0'.repeat(300)],
])('a file that %s is set aside, and the operator is told', async (_, text) => {
  const folder = folderWith({ '310061.json': text });
  const { logger, lines } = keptLog();
  const mock = await runningIn(folder, { logger });
  const aside = `${flashFile(folder)}.damaged-1`;
  expect(await outcome(mock, 'max_link_distance')).toEqual(['1000']);
  expect(readFileSync(aside, 'utf8')).toBe(text);
  expect(existsSync(flashFile(folder))).toBe(false);
  const told = expect.stringContaining(aside) as unknown;
  expect(lines.filter(({ level }) => level === 'warn')).toEqual([{ level: 'warn', message: told }]);
  expect(mock.health()).toMatchObject({ ready: true, reasons: [told] });
});

test('its new name is synced before the start has ended', async () => {
  const folder = folderWith({ '310061.json': 'torn' });
  const syncs = await heldSyncs();
  const started = runningIn(folder);
  const nextOrStart = () => Promise.race([syncs.next(), started.then(() => undefined)]);
  let sync = await nextOrStart();
  // Those before it are of the names that the folder has anyway.
  for (; sync !== undefined && !existsSync(`${flashFile(folder)}.damaged-1`); sync = await nextOrStart())
    sync.release();
  expect(sync).toMatchObject({ isFolder: true, inode: statSync(folder).ino });
  expect(existsSync(`${flashFile(folder)}.damaged-1`)).toBe(true);
  sync?.release();
  await started;
});

test('what was set aside before is not overwritten', async () => {
  const folder = folderWith({ '310061.json': 'second', '310061.json.damaged-1': 'first' });
  await lifeIn(folder);
  expect(readFileSync(`${flashFile(folder)}.damaged-1`, 'utf8')).toBe('first');
  expect(readFileSync(`${flashFile(folder)}.damaged-2`, 'utf8')).toBe('second');
});

test('a file of 1 MiB is taken over, one byte more is set aside', async () => {
  const most = 1_048_576;
  const good = await goodFile();
  for (const [length, distance, names] of [
    [most, '84', ['310061.json']],
    [most + 1, '1000', ['310061.json.damaged-1']],
  ] as const) {
    const folder = folderWith({ '310061.json': good.padEnd(length) });
    const mock = await runningIn(folder);
    expect(await outcome(mock, 'max_link_distance')).toEqual([distance]);
    expect(readdirSync(folder).filter((name) => name.startsWith('310061'))).toEqual(names);
  }
});

/** Files that were set aside before, by name. */
const setAside = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`310061.json.damaged-${index + 1}`, 'x']));

test('the hundredth is set aside too', async () => {
  const folder = folderWith({ ...setAside(99), '310061.json': 'x' });
  await lifeIn(folder);
  expect(existsSync(`${flashFile(folder)}.damaged-100`)).toBe(true);
  expect(readdirSync(folder)).toHaveLength(100);
});

test('with 100 set aside already the start is refused, and nothing is touched', async () => {
  const folder = folderWith({ ...setAside(100), '310061.json': 'x' });
  await expect(lifeIn(folder)).rejects.toMatchObject({
    code: 'STATE_DIR_UNUSABLE',
    message: expect.stringContaining(flashFile(folder)) as unknown,
  });
  expect(readdirSync(folder)).toHaveLength(101);
});

test('whatever a file says, the radio comes up and the bytes are still there', deadline, async () => {
  const folder = folderWith();
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constant('{"format":1}'));
  await holds(
    fc.asyncProperty(text, async (given) => {
      for (const name of readdirSync(folder)) rmSync(`${folder}/${name}`);
      writeFileSync(flashFile(folder), given);
      await lifeIn(folder);
      const [left] = readdirSync(folder);
      expect(readFileSync(`${folder}/${left ?? ''}`)).toEqual(Buffer.from(given));
    }),
    { share: 0.05 },
  );
});
