/**
 * Writes the parts of the documents that are derived from the code: what stands between
 * `<!-- generated: NAME -->` and `<!-- end of NAME -->`. Run it with `npm run docs`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { toJSONSchema } from 'zod';

/** The documents that hold generated parts. */
export const documents = [
  'docs/commands.md',
  'docs/dependencies.md',
  'docs/faults.md',
  'docs/fuzzing.md',
  'docs/interface.md',
  'docs/metrics.md',
];

const root = new URL('..', import.meta.url);

/** Each part's Markdown by its name. */
export function parts(sources) {
  return new Map([
    ['methods', methodTable(sources.entries)],
    ...['B.1', 'B.2', 'B.3', 'B.4', 'B.5', 'B.6'].map((section) => [
      `methods_${section.replace('.', '')}`,
      methodList(sources.entries, section),
    ]),
    ['timing', timingTable(sources.timings)],
    ['flags', flagTables(sources.settings)],
    ['commands', commandTable(sources.commands)],
    ['remote', commandTable(sources.remoteCommands)],
    ['errors', errorTable(sources.wireErrors)],
    ['faults', faultTable(sources.faultKinds)],
    ['degraded', degradedTable(sources.degradedFaults)],
    ['bends', bendTables(sources.bends)],
    ['series', seriesTable(sources.radioSeries)],
    ['process', seriesTable(sources.processSeries)],
    ['packages', packageTable(sources.manifest, sources.lock)],
  ]);
}

/** A document's text with its generated parts written anew, formatted as the project's Markdown is. */
export async function fill(text, byName) {
  const filled = text.replaceAll(
    /(<!-- generated: (\w+) -->)[^]*?(<!-- end of \2 -->)/g,
    (_all, begin, name, end) => {
      const part = byName.get(name);
      if (part === undefined) throw new Error(`there is no generated part "${name}"`);
      return `${begin}\n\n${part}\n\n${end}`;
    },
  );
  const options = await resolveConfig(new URL('README.md', root));
  return format(filled, { ...options, parser: 'markdown' });
}

/** A text as a table's cell holds it. */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const code = (text) => `\`${text}\``;

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}

function methodTable(entries) {
  const rows = entries.map(({ declaration: { name, summary, access, effect, storedOnly, trust } }) => [
    code(name),
    cell(summary),
    access,
    effect === 'none' ? (storedOnly ? 'stored only' : '') : effect,
    trust,
  ]);
  return table(['Method', 'What it is', 'Access', 'Effect', 'Trust'], rows);
}

/** What is known of each method that tells of its facts in one section of interface.md, and what is assumed. */
function methodList(entries, section) {
  const told = entries.filter(({ declaration: { source } }) => source.includes(`(interface.md ${section}`));
  return told.map((entry) => `- ${methodItem(entry)}`).join('\n');
}

function methodItem({ declaration, parameters, asks, reading }) {
  const { name, access, summary, result, source, trust, assumption, flashName } = declaration;
  const others = source.match(/\(interface\.md [A-F.0-9]+, ([^)]*)\)/)?.[1];
  const sentences = [
    `${code(name)} (${access}): ${cell(summary)}`,
    `answers ${code(result)}`,
    takes('a read takes', asks),
    access === 'read' ? undefined : takes(access === 'read-write' ? 'a write takes' : 'takes', parameters),
    takes('a test can put', reading),
    declaration.effect === 'none' ? undefined : `causes a ${declaration.effect}`,
    declaration.storedOnly ? 'stored only' : undefined,
    declaration.persistence === 'flash' ? 'can be saved' : undefined,
    flashName === undefined ? undefined : `older firmware saves it as ${code(flashName)}`,
    declaration.zeroized ? '`zeroize` restores it' : undefined,
    declaration.levels?.write === undefined
      ? undefined
      : `with login ${access === 'read-write' ? 'a write is ' : ''}for the ${declaration.levels.write} alone`,
    `from ${source.slice(0, source.indexOf(' ('))} (${trust})${others === undefined ? '' : `, see ${others}`}`,
  ];
  const facts = sentences.filter((each) => each !== undefined).join('; ');
  return assumption === undefined ? `${facts}.` : `${facts}. _Assumed:_ ${cell(assumption)}.`;
}

/** Values with what is allowed; a long list of names is told elsewhere. */
function takes(verb, parameters) {
  if (parameters.length === 0) return undefined;
  const each = parameters.map(({ name, domain: { kind, values = [], allowed }, optional }) => {
    const what = kind === 'name' && values.length > 10 ? 'the name of a method that can be saved' : allowed;
    return `${code(name)}${optional ? ', or nothing' : ''}: ${cell(what)}`;
  });
  return `${verb} ${each.join(', ')}`;
}

function timingTable(timings) {
  const presets = Object.keys(timings);
  // `reset` is the older name of `reboot`.
  const events = Object.keys(timings[presets[0]]).filter((name) => name !== 'reset');
  const rows = events.map((event) => [code(event), ...presets.map((name) => seconds(timings[name][event]))]);
  return table(['', ...presets.map(code)], rows);
}

const seconds = (ms) => (ms === 0 ? 'none' : `${ms / 1_000} s`);

/** The commands of a list with their subcommands, each with its arguments and what it does. */
export async function usagesOf(list) {
  const commands = await Promise.all(Object.values(list).map((load) => load()));
  return commands.flatMap((each) => usages(each));
}

/** A command with neither options nor arguments only groups its subcommands. */
function usages(command, above = []) {
  const path = [...above, command.name()];
  const { registeredArguments, options, commands } = command;
  const isGroup = commands.length > 0 && registeredArguments.length === 0 && options.length === 0;
  const names = registeredArguments.map((each) => {
    const name = `${each.name()}${each.variadic ? '…' : ''}`;
    return each.required ? `<${name}>` : `[${name}]`;
  });
  const own = { usage: [...path, ...names].join(' '), summary: command.description() };
  return [...(isGroup ? [] : [own]), ...commands.flatMap((each) => usages(each, path))];
}

function commandTable(commands) {
  const rows = commands.map(({ usage, summary }) => [code(usage), cell(summary.replace(/\.$/, ''))]);
  return table(['Command', 'What it does'], rows);
}

/** A table for each group of settings. */
function flagTables(settings) {
  const groups = [...new Set(settings.map(({ group }) => group))];
  return groups.map((name) => `### ${name}\n\n${flagTable(settings, name)}`).join('\n\n');
}

function flagTable(settings, name) {
  const rows = settings
    .filter(({ group }) => group === name)
    .map(({ flag, value, summary, defaultText, path }) => [
      code(`${flag} ${value.replaceAll('|', '\\|')}`),
      cell(summary),
      cell(defaultText),
      code(path),
    ]);
  return table(['Flag', 'What it sets', 'Default', 'Setting'], rows);
}

function errorTable(wireErrors) {
  const rows = Object.entries(wireErrors).map(([token, { code: number, when }]) => [
    code(token),
    String(number),
    cell(when),
  ]);
  return table(['Message', 'Code', 'When'], rows);
}

function faultTable(kinds) {
  const rows = kinds.map(({ name, summary, params }) => {
    const { properties = {} } = toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
    const takes = Object.entries(properties).map(([key, schema]) => `${code(key)}: ${cell(taken(schema))}`);
    return [code(name), cell(summary), takes.join('; ')];
  });
  return table(['Kind', 'What a client sees', 'Takes'], rows);
}

/** What a parameter takes, from its JSON Schema. */
function taken({ enum: choices, anyOf, type, minimum, maximum, default: preset }) {
  const whole = [minimum, maximum].every(
    (bound) => Number.isSafeInteger(bound) && Math.abs(bound) < 2 ** 53 - 1,
  );
  const what =
    choices?.join(', ') ??
    (anyOf
      ? 'a duration'
      : whole
        ? `${minimum} to ${maximum}`
        : type === 'integer'
          ? 'a whole number'
          : type === undefined
            ? 'any JSON'
            : `a ${type}`);
  return preset === undefined ? what : `${what} (${preset})`;
}

/** A table for each level of chaos. */
function bendTables(levels) {
  return levels.map(([level, bends]) => `#### ${level}\n\n${bendTable(bends)}`).join('\n\n');
}

function bendTable(bends) {
  const hasSources = bends.some(({ source }) => source !== undefined);
  const rows = bends.map(({ name, summary, stages, source }) => [
    code(name),
    cell(summary),
    stages.join(', '),
    ...(hasSources ? [cell(source ?? '')] : []),
  ]);
  const head = ['Bend', 'What a client sees', 'Stages'];
  return table(hasSources ? [...head, 'Shown in [interface.md](interface.md)'] : head, rows);
}

function degradedTable(faults) {
  const rows = faults.map(({ name, kind, probability, ...params }) => [
    code(name),
    code(kind),
    String(probability),
    Object.entries(params)
      .map(([key, value]) => `${code(key)}: ${value}`)
      .join(', '),
  ]);
  return table(['Name', 'Kind', 'Probability', 'With'], rows);
}

function seriesTable(series) {
  const rows = series.map(({ name, type, labels, help }) => [
    code(name),
    type,
    Object.entries(labels)
      .map(([label, values]) => `${code(label)}: ${cell(values)}`)
      .join('; '),
    cell(help.replace(/\.$/, '')),
  ]);
  return table(['Series', 'Type', 'Labels', 'What it is'], rows);
}

/** What each runtime dependency brings with it, by the lockfile. */
function packageTable(manifest, lock) {
  const all = new Set();
  const rows = Object.keys(manifest.dependencies).map((name) => {
    const place = `node_modules/${name}`;
    const brought = closure(place, lock.packages);
    for (const each of brought) all.add(each);
    const others = [...brought].filter((each) => each !== place).map((each) => nameOf(each));
    const { version, license } = lock.packages[place];
    return [code(name), version, license, String(others.length), others.sort().join(', ')];
  });
  const licences = [...new Set([...all].map((place) => lock.packages[place].license))].sort().join(', ');
  const sum = `${all.size} packages in all, under these licences: ${licences}.`;
  return `${table(['Package', 'Version', 'Licence', 'Brings', 'Which'], rows)}\n\n${sum}`;
}

const nameOf = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The places in `node_modules` of a package and of all that it needs. */
function closure(place, packages, seen = new Set()) {
  if (seen.has(place)) return seen;
  seen.add(place);
  for (const name of Object.keys(packages[place].dependencies ?? {})) {
    closure(resolve(place, name, packages), packages, seen);
  }
  return seen;
}

/** Where Node.js finds a package that the one at `place` asks for. */
function resolve(place, name, packages) {
  const inside = `${place}/node_modules/${name}`;
  if (inside in packages) return inside;
  const above = place.lastIndexOf('/node_modules/');
  return above === -1 ? `node_modules/${name}` : resolve(place.slice(0, above), name, packages);
}

/** The bends of each level of chaos. */
export function bendsByLevel(levels, bendsOf) {
  return Promise.all(levels.map(async (level) => [level, await bendsOf(level)]));
}

const json = (file) => JSON.parse(readFileSync(new URL(file, root), 'utf8'));

async function main() {
  const { chaosBends, chaosLevels, degradedFaults, faultKinds, loadModel, timings, wireErrors } =
    await import('../dist/index.js');
  const { Catalogue } = await import('../dist/radio/catalogue.js');
  const { settings } = await import('../dist/config/settings/settings.js');
  const { radioSeries, simulatorSeries } = await import('../dist/control/metrics/radio-series.js');
  const { activitySeries } = await import('../dist/control/metrics/activity-series.js');
  const { processSeries } = await import('../dist/control/metrics/process-series.js');
  const { commands } = await import('../dist/cli/commands/commands.js');
  const { remoteCommands } = await import('../dist/cli/remote/remote.js');
  const byName = parts({
    commands: await usagesOf(commands),
    remoteCommands: await usagesOf(remoteCommands),
    entries: new Catalogue(loadModel('default'), 'fine').entries(),
    timings,
    settings,
    wireErrors,
    faultKinds,
    degradedFaults,
    bends: await bendsByLevel(chaosLevels, chaosBends),
    radioSeries: [...radioSeries, ...activitySeries, ...simulatorSeries],
    processSeries,
    manifest: json('package.json'),
    lock: json('package-lock.json'),
  });
  for (const document of documents) {
    const file = new URL(document, root);
    writeFileSync(file, await fill(readFileSync(file, 'utf8'), byName));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
