import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startSilvusMock } from '../../src/index.js';
import { cli, started } from '../support/cli.js';
import { folderWith } from '../support/folder.js';
import { lifeIn, runningIn, saveDistance } from '../support/state-folder.js';

test('a second process with the same folder ends with 4 and names it; the first is not disturbed', async () => {
  const folder = folderWith();
  const first = await started('--state-dir', folder);
  const flags = ['--http-port', '0', '--maintenance-port', '0', '--no-control', '--state-dir', folder];
  const second = await cli('start', ...flags).ended;
  expect(second).toMatchObject({ code: 4, stdout: '' });
  expect(second.stderr).toContain(`the state folder "${folder}" is in use`);
  expect(await saveDistance(first, 5)).toEqual(['']);
});

test('an owner that was killed does not stand in the way of the next', async () => {
  const folder = folderWith();
  for (let time = 0; time < 3; time += 1) {
    const run = await started('--state-dir', folder);
    run.child.kill('SIGKILL');
    await run.ended;
  }
  await lifeIn(folder);
  expect(readdirSync(folder)).toEqual([]);
});

test('within one process a folder has one owner too, and is free once that has closed', async () => {
  const folder = folderWith();
  const first = await runningIn(folder);
  const refused = { code: 'STATE_DIR_IN_USE', message: expect.stringContaining(`"${folder}"`) as unknown };
  await expect(startSilvusMock({ stateDir: folder })).rejects.toMatchObject(refused);
  await first.close();
  await lifeIn(folder);
});

test('of many that start at the same moment at most one has the folder', async () => {
  const folder = folderWith();
  for (let time = 0; time < 5; time += 1) {
    const starts = Array.from({ length: 6 }, () => startSilvusMock({ stateDir: folder }));
    const ends = await Promise.allSettled(starts);
    const owners = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    const refusals = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    await Promise.all(owners.map((each) => each.close()));
    expect(owners.length).toBeLessThanOrEqual(1);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'STATE_DIR_IN_USE' });
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('a start that fails lets go of the folder', async () => {
  const folder = folderWith();
  const other = await runningIn(folderWith());
  const options = { stateDir: folder, http: { port: other.http.port } };
  await expect(startSilvusMock(options)).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE' });
  expect(readdirSync(folder)).toEqual([]);
  await lifeIn(folder);
});

test('a folder whose path is too long for a socket is one too', async () => {
  const folder = join(folderWith(), 'n'.repeat(120), 'm'.repeat(120));
  const first = await runningIn(folder);
  expect(await saveDistance(first, 6)).toEqual(['']);
  await expect(startSilvusMock({ stateDir: folder })).rejects.toMatchObject({ code: 'STATE_DIR_IN_USE' });
  await first.close();
  expect(readdirSync(folder)).toEqual(['310061.json']);
});
