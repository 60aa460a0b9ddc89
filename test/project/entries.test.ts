import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import * as library from '../../src/index.js';
import * as forModules from '../../src/index.mjs';
import * as generators from '../../src/fast-check/fast-check.js';
import * as generatorsForModules from '../../src/fast-check/fast-check.mjs';
import * as reports from '../../src/reports/reports.js';
import * as reportsForModules from '../../src/reports/reports.mjs';

test('the entry for ES modules has the names and the values of the other', () => {
  expect({ ...forModules }).toEqual({ ...library });
  expect(forModules.SilvusMockError).toBe(library.SilvusMockError);
});

test('so has that of the reports', () => {
  expect({ ...reportsForModules }).toEqual({ ...reports });
});

test('so has that of the generators', () => {
  expect({ ...generatorsForModules }).toEqual({ ...generators });
});

/** Whether a program that loads this entry of the build, and runs a radio, has loaded fast-check. */
async function loadsFastCheck(entry: string): Promise<boolean> {
  const path = fileURLToPath(new URL(`../../dist/${entry}`, import.meta.url));
  const script = `
    const loaded = require(${JSON.stringify(path)});
    const isLoaded = () => Object.keys(require.cache).some((file) => /node_modules.fast-check./.test(file));
    const run = async () => {
      const mock = await loaded.startSilvusMock?.({ control: { enabled: true } });
      await mock?.close();
      console.log(isLoaded());
    };
    void run();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
  return stdout === 'true\n';
}

test('fast-check is loaded by the entry of the generators alone', async () => {
  expect(await loadsFastCheck('index.js')).toBe(false);
  expect(await loadsFastCheck('reports/reports.js')).toBe(false);
  expect(await loadsFastCheck('fast-check/fast-check.js')).toBe(true);
});
