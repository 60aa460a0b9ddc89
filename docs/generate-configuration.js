/**
 * Writes the reference of all settings in docs/configuration.md, which is derived from the schema and the list of
 * settings. Run it with `npm run docs`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fill } from './generate.js';

/** The document that holds the reference. */
export const document = 'docs/configuration.md';

/** Each part's Markdown by its name. */
export function parts(sources) {
  return new Map([
    ['settings', settingTables(sources)],
    ['older', olderTable(sources)],
  ]);
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}

/** A table for each group, in the order of help. */
function settingTables({ settings, variableOf, defaults, schema }) {
  const groups = [...new Set(settings.map(({ group }) => group))];
  const head = ['Setting', 'Flag', 'Variable', 'Default', 'Allowed', 'Takes effect', 'What it sets'];
  const rowOf = (setting) => [
    code(setting.path),
    code(setting.flag),
    code(variableOf(setting)),
    defaultOf(setting, defaults),
    cell(allowedOf(setting, nodeAt(schema, setting.path))),
    setting.takes === 'live' ? 'live' : 'restart',
    cell(setting.summary),
  ];
  return groups
    .map((name) => `### ${name}\n\n${table(head, settings.filter(({ group }) => group === name).map(rowOf))}`)
    .join('\n\n');
}

/** What `config print` shows where nothing is set. */
function defaultOf({ path }, defaults) {
  const { value, origin } = defaults.find((line) => line.path === path);
  if (origin === 'default') return code(value);
  return origin.startsWith('preset') ? `${code(value)}, by preset` : origin;
}

const nodeAt = (schema, path) => path.split('.').reduce((node, key) => node.properties[key], schema);

function allowedOf({ path, value }, node) {
  if (path === 'worker.processingTime') return 'a duration, or two of them: 20ms..50ms';
  if (value === '<time>') return 'a duration';
  if (path === 'model') return 'a name that `models` prints, or a JSON file';
  if (path === 'http.cors') return `\`*\`, or at most ${node.maxItems} origins`;
  if (path === 'maintenance.allowedNetworks') return `at most ${node.maxItems} addresses or networks`;
  if (node.enum !== undefined) return node.enum.map(code).join(', ');
  if (node.type === 'boolean') return '`true`, `false`';
  if (node.minimum !== undefined)
    return `${node.minimum} to ${node.maximum}${node.type === 'integer' ? '' : ', fractions too'}`;
  return 'a text';
}

function olderTable({ olderKeys, olderVariables, allowedFor }) {
  const rows = [...olderVariables, ...olderKeys].map((older) => [
    code(older.name),
    code(older.path),
    allowedFor(older) ?? 'as the setting',
  ]);
  return table(['Older name', 'Setting', 'Takes'], rows);
}

async function main() {
  const { parseConfig } = await import('../dist/config/schema.js');
  const { settings, variableOf } = await import('../dist/config/settings/settings.js');
  const { effectiveLines } = await import('../dist/config/print.js');
  const { configJsonSchema } = await import('../dist/config/json-schema.js');
  const { olderKeys, olderVariables, allowedFor } = await import('../dist/config/older/older-names.js');
  const { config } = parseConfig({});
  const originOf = () => ({ kind: 'default', name: 'default' });
  const defaults = effectiveLines({ config, originOf, files: [], warnings: [] });
  const schema = configJsonSchema();
  const file = new URL(`../${document}`, import.meta.url);
  const byName = parts({ settings, variableOf, defaults, schema, olderKeys, olderVariables, allowedFor });
  writeFileSync(file, await fill(readFileSync(file, 'utf8'), byName));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
