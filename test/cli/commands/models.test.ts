import { expect, test } from 'vitest';
import { loadModel, modelNames } from '../../../src/index.js';
import { cli } from '../../support/cli.js';

test('models prints one line for each model that comes with the package', async () => {
  const { code, stdout, stderr } = await cli('models').ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [head, ...rows] = stdout.trimEnd().split('\n');
  expect(head?.split(/ {2,}/)).toEqual(['MODEL', 'MHZ', 'BANDWIDTHS', 'DBM', 'FREQ', 'DESCRIPTION']);
  expect(rows.map((row) => row.split(' ')[0])).toEqual(modelNames());
  expect(rows.find((row) => row.startsWith('s-band'))).toMatch(
    /^s-band +2400:10:2500 +1\.25 2\.5 5 10 20 +0\.\.36 +2490 +\S/,
  );
});

test('models --json prints the whole models, each of which start takes', async () => {
  const { code, stdout } = await cli('models', '--json').ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual(modelNames().map(loadModel));
});

test('models takes no arguments', async () => {
  expect((await cli('models', 'default').ended).code).toBe(2);
});
