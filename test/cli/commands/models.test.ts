import { expect, test } from 'vitest';
import { loadModel, modelNames } from '../../../src/index.js';
import { cli } from '../../support/cli.js';

test('models prints one line for each model that comes with the package', async () => {
  const { code, stdout, stderr } = await cli('models').ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [head, ...rows] = stdout.trimEnd().split('\n');
  expect(head?.split(/ {2,}/)).toEqual([
    'MODEL',
    'MHZ',
    'BANDWIDTHS',
    'DBM',
    'FREQ',
    'PUBLIC',
    'ASSUMED',
    'DESCRIPTION',
  ]);
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

test('models shows which members of a model are public and which are assumed', async () => {
  const { stdout } = await cli('models').ended;
  const row = stdout.split('\n').find((line) => line.startsWith('sl4200 '));
  expect(row?.split(/ {2,}/).slice(5)).toEqual([
    'identity.model antennas bandwidths defaults.power_dBm defaults.max_link_distance',
    'identity.nodeid identity.version identity.build_tag frequencyProfiles power defaults.freq defaults.bw ' +
      'defaults.enable_max_power gps defaults.gps_coordinates health firmware',
    'SL4200 for 2200 to 2500 MHz.',
  ]);
});

test('models takes no arguments', async () => {
  expect((await cli('models', 'default').ended).code).toBe(2);
});
