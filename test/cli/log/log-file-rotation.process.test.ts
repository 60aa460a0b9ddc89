import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { started } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { post, rpc } from '../../support/json-rpc-client.js';

const rotations = 12;

test('a log file that is renamed while lines are written goes on under its name: none is lost, none is cut', async () => {
  const file = join(folderWith(), 'radio.log');
  const run = await started('--log-level', 'debug', '--log-file', file);
  let calls = 0;
  const callOnce = () => post(run, rpc('freq', (calls += 1)));
  for (let rotation = 1; rotation <= rotations; rotation += 1) {
    await Promise.all(Array.from({ length: 20 }, callOnce));
    const underWay = Promise.all(Array.from({ length: 20 }, callOnce));
    renameSync(file, `${file}.${rotation}`);
    run.child.kill('SIGHUP');
    while (!existsSync(file)) await callOnce();
    await underWay;
  }
  run.child.kill('SIGTERM');
  expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
  const files = [...Array.from({ length: rotations }, (_, index) => `${file}.${index + 1}`), file];
  const texts = files.map((each) => readFileSync(each, 'utf8'));
  for (const text of texts) expect(text).toMatch(/^(\{.*\}\n)+$/);
  const lines = texts
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string; id?: number });
  const ids = lines.filter(({ msg }) => msg === 'command').map(({ id }) => id);
  expect([...ids].sort((a = 0, b = 0) => a - b)).toEqual(
    Array.from({ length: calls }, (_, index) => index + 1),
  );
  expect(lines.at(-1)?.msg).toBe('closed');
});
