import { expect, test } from 'vitest';
import { methodDeclarations } from '../../../src/index.js';
import { cli } from '../../support/cli.js';

test('methods prints one line for each method of the radio', async () => {
  const { code, stdout } = await cli('methods').ended;
  expect(code).toBe(0);
  const [head, ...rows] = stdout.trimEnd().split('\n');
  expect(head?.split(/ {2,}/)).toEqual(['METHOD', 'ACCESS', 'PARAMETERS', 'EFFECT', 'DESCRIPTION']);
  expect(rows.map((row) => row.split(' ')[0])).toEqual(methodDeclarations.map(({ name }) => name));
  expect(stdout).toMatch(/^freq +read-write +freq +soft-boot +Centre frequency, MHz$/m);
  expect(stdout).toMatch(/^radio_mode +read-write +radio_mode +stored only +0: network mode/m);
});

test('methods --json says what each takes', async () => {
  const { code, stdout } = await cli('methods', '--json').ended;
  expect(code).toBe(0);
  const list = JSON.parse(stdout) as { name: string }[];
  expect(list.map(({ name }) => name)).toEqual(methodDeclarations.map(({ name }) => name));
  expect(list.find(({ name }) => name === 'power_dBm')).toMatchObject({
    access: 'read-write',
    takes: [{ name: 'power_dBm', unit: 'dBm', allowed: '0 to 39 dBm, whole numbers' }],
    effect: 'power-change',
  });
  const storedOnly = (method: string) => list.find(({ name }) => name === method) as { storedOnly?: true };
  expect(storedOnly('beamform_enable')).toMatchObject({ effect: 'none', storedOnly: true });
  expect(storedOnly('system_name')).not.toHaveProperty('storedOnly');
});

test('methods --help says what each mark of trust means that its JSON has', async () => {
  const [help, json] = await Promise.all([cli('methods', '--help').ended, cli('methods', '--json').ended]);
  const marks = new Set((JSON.parse(json.stdout) as { trust: string }[]).map(({ trust }) => trust));
  expect(marks.size).toBeGreaterThan(3);
  for (const mark of marks) expect(help.stdout).toMatch(new RegExp(`^ +${mark} +\\w.+$`, 'm'));
});
