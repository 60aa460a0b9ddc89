import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settings, variableOf } from '../../../src/config/settings/settings.js';
import { root, textOf } from '../../support/markdown.js';

/** Of the commands that speak to a simulator, beside the settings. */
const ofClients = ['SILVUS_MOCK_CONTROL_URL'];
const known = new Set([...settings.map(variableOf), ...ofClients]);

const files = readdirSync(new URL('deploy/', root), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(root.pathname.length));

test.each(files)('every variable that %s names is one of a setting', (file) => {
  const named = textOf(file).match(/\bSILVUS_MOCK_[A-Z_]+/g) ?? [];
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});
