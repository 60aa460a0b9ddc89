import { expect, test } from 'vitest';
import * as library from '../../src/index.js';
import * as forModules from '../../src/index.mjs';
import * as reports from '../../src/reports/reports.js';
import * as reportsForModules from '../../src/reports/reports.mjs';

test('the entry for ES modules has the names and the values of the other', () => {
  expect({ ...forModules }).toEqual({ ...library });
  expect(forModules.SilvusMockError).toBe(library.SilvusMockError);
});

test('so has that of the reports', () => {
  expect({ ...reportsForModules }).toEqual({ ...reports });
});
