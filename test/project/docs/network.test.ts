import { expect, test } from 'vitest';
import { noLinkReasons } from '../../../src/network/links/no-link.js';
import { propagationPresets } from '../../../src/network/loss/presets.js';
import { physicsDefaults } from '../../../src/network/settings.js';
import { textOf } from '../../support/markdown.js';

const document = textOf('docs/network.md');

const settingsPart = document.slice(document.indexOf('## Settings'), document.indexOf('## Assumed'));

/** The first two cells of each row of settings and presets. */
const rows = [...settingsPart.matchAll(/^\| `([\w.-]+)` +\| ([^|]*?) +\|/gm)].map(
  ([, name = '', second = '']) => [name, second],
);

/** A default as the document writes it. */
function written(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'number') return String(Number(value.toFixed(2)));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** All settings with their defaults: `packetLoss.decade`, `1`. */
function leaves(settings: object, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(settings).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? leaves(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, written(value)] as const],
  );
}

test('docs/network.md has every setting of the physics with its default, in their order', () => {
  const presets = Object.keys(propagationPresets);
  const settings = rows.filter(([name = '']) => !presets.includes(name));
  expect(settings).toEqual(leaves(physicsDefaults).map(([name, value]) => [name, value]));
});

test('docs/network.md has every preset of measurements', () => {
  for (const [name, preset] of Object.entries(propagationPresets)) {
    expect(document).toContain(`\`${name}\``);
    const { exponent, sigma } = { ...physicsDefaults.propagation, ...preset.settings };
    const row = rows.find(([first]) => first === name);
    if (row !== undefined)
      expect(document).toMatch(new RegExp(`\`${name}\` +\\| ${exponent} +\\| ${sigma} +\\|`));
  }
});

test('docs/network.md has every reason why there is no link, in their order', () => {
  const section = document.slice(document.indexOf('## Who hears whom'), document.indexOf('## Formulas'));
  const places = noLinkReasons.map((reason) => section.indexOf(`\`${reason}\``));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});
