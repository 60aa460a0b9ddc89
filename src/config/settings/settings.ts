import { defaultText } from './format.js';
import { close, journal, log } from './operation.js';
import { chaos } from './chaos.js';
import { control } from './control.js';
import { gpsd } from './gpsd.js';
import { host, http, https } from './http.js';
import { login } from './login.js';
import { maintenance } from './maintenance.js';
import { deadlines, deferred, worker } from './queue.js';
import {
  addresses,
  alone,
  frequencyGrid,
  frequencyProfiles,
  methods,
  methodsFile,
  mode,
  model,
  network,
  nodeid,
  power,
  radios,
  reply,
  scenario,
  seed,
  stateDir,
} from './radio.js';
import { reports } from './reports.js';
import { type ConfigRows, type SettingRow, groups, isRow } from './row.js';
import { blackout, clock, timeScale, timing } from './time.js';

/** Every setting, as a configuration nests them. */
export const rows = {
  host,
  http,
  https,
  maintenance,
  gpsd,
  login,
  model,
  nodeid,
  network,
  radios,
  alone,
  addresses,
  mode,
  stateDir,
  scenario,
  methodsFile,
  methods,
  frequencyGrid,
  frequencyProfiles,
  power,
  reply,
  reports,
  seed,
  chaos,
  timing,
  blackout,
  clock,
  timeScale,
  worker,
  deferred,
  deadlines,
  journal,
  control,
  close,
  log,
} satisfies ConfigRows;

/** Conversion of the text of a flag or a variable. */
type SettingKind = 'text' | 'number' | 'boolean' | 'list';

/** A setting as the command line, the environment and the documents name it. */
export interface Setting {
  /** Path in the configuration: `worker.queueCapacity`. */
  readonly path: string;
  /** `--queue-capacity`. */
  readonly flag: string;
  /** Placeholder of the value in help: `<n>`; empty for a negating flag. */
  readonly value: string;
  readonly kind: SettingKind;
  /** Heading in help. */
  readonly group: string;
  /** One line for documents. */
  readonly summary: string;
  /** The default, for people; empty for a negating flag. */
  readonly defaultText: string;
  /** One line for help: the summary with the default. */
  readonly help: string;
  /** When a change of the configuration is applied: to a running simulator, or at its next start. */
  readonly takes: SettingRow['takes'];
}

const kinds: Readonly<Record<string, SettingKind>> = {
  '<n>': 'number',
  '<port>': 'number',
  '<bytes>': 'number',
  '<dBm>': 'number',
  '<factor>': 'number',
  '<true|false>': 'boolean',
  '<networks>': 'list',
  '<names>': 'list',
  '<case>': 'list',
  '<origins>': 'list',
  '': 'boolean',
};

/** A row with its path. */
interface PlacedRow {
  readonly path: string;
  readonly row: SettingRow;
}

function placed(all: ConfigRows, above = ''): readonly PlacedRow[] {
  return Object.entries(all).flatMap(([key, row]) => {
    const path = `${above}${key}`;
    return isRow(row) ? [{ path, row }] : placed(row, `${path}.`);
  });
}

const placedRows = groups.flatMap((group) => placed(rows).filter(({ row }) => row.group === group));

const rowsByPath: ReadonlyMap<string, SettingRow> = new Map(placedRows.map(({ path, row }) => [path, row]));

function settingOf({ path, row }: PlacedRow, text: string): Setting {
  const [flag = '', value = ''] = text.split(' ');
  const { group, note, takes, summary } = row;
  const shown = row.shownDefault ?? defaultText(row.preset, value === '<time>');
  const preset = value === '' ? '' : shown;
  const brackets = [note, preset === '' ? undefined : `default: ${preset}`].filter(
    (each) => each !== undefined,
  );
  return {
    path,
    flag,
    value,
    kind: kinds[value] ?? 'text',
    group,
    summary: note === undefined ? summary : `${summary} (${note})`,
    defaultText: preset,
    help: brackets.length === 0 ? summary : `${summary} (${brackets.join('; ')})`,
    takes,
  };
}

/** Every setting that a flag or a variable can give, in the order of help. */
export const settings: readonly Setting[] = placedRows.flatMap((each) =>
  each.row.flag === undefined ? [] : [settingOf(each, each.row.flag)],
);

/** The settings that are ports to listen on. */
export const portSettings: readonly Setting[] = settings.filter(({ value }) => value === '<port>');

/** Those of them that are open unless they are switched off. */
export const openPortSettings: readonly Setting[] = portSettings.filter(
  ({ path }) => rowsByPath.get(path)?.hasDefault,
);

/** A setting under an older name, which goes on working. */
interface RenamedSetting extends Setting {
  /** The older path: `timing.reset`. The flag is the older one too. */
  readonly olderPath: string;
}

/** The settings that had other names. */
export const renamedSettings: readonly RenamedSetting[] = placedRows.flatMap((each) => {
  const { older } = each.row;
  return older === undefined ? [] : [{ ...settingOf(each, older.flag), olderPath: older.path }];
});

/** Settings that only a file can give. */
const fileRows = placedRows.filter(({ row }) => row.flag === undefined);

/** Summaries of the settings that only a file can give, by path. */
export const fileSummaries: ReadonlyMap<string, string> = new Map(
  fileRows.map(({ path, row }) => [path, row.summary]),
);

/** The path of every setting, in the order of help; those that only a file can give come last. */
export const allPaths: readonly string[] = [...settings.map(({ path }) => path), ...fileSummaries.keys()];

/** The row of the setting at this path. */
export function rowAt(path: string): SettingRow | undefined {
  return rowsByPath.get(path);
}

/** When a change of the setting at this path is applied. */
export function takesOf(path: string): SettingRow['takes'] {
  return rowsByPath.get(path)?.takes ?? 'restart';
}

/** Text for people where the setting at this path has no value. */
export function unsetText(path: string): string {
  return rowsByPath.get(path)?.shownDefault ?? '';
}

/** True for a setting that is a duration. */
export function isDuration(path: string): boolean {
  return rowsByPath.get(path)?.flag?.endsWith(' <time>') ?? false;
}

/** Units of settings. */
export const settingUnits = ['ms', 'bytes', 'dBm'] as const;

/** Unit of a setting that is a number, or a range of them. */
export type SettingUnit = (typeof settingUnits)[number];

const units: Readonly<Record<string, SettingUnit>> = { '<time>': 'ms', '<bytes>': 'bytes', '<dBm>': 'dBm' };

/** Unit of the setting at this path. */
export function unitOf(path: string): SettingUnit | undefined {
  return units[rowsByPath.get(path)?.flag?.split(' ')[1] ?? ''];
}

/** The variable of a setting: `--queue-capacity` is `SILVUS_MOCK_QUEUE_CAPACITY`, `--no-control` is `SILVUS_MOCK_CONTROL`. */
export function variableOf({ flag }: Pick<Setting, 'flag'>): string {
  return `SILVUS_MOCK_${flag
    .replace(/^--(no-)?/, '')
    .replaceAll('-', '_')
    .toUpperCase()}`;
}

/** Converts the text of a flag or a variable; text that does not fit is left for the schema to reject. */
export function valueOf(kind: SettingKind, text: string): unknown {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : text;
    case 'list':
      return text.split(',').map((each) => each.trim());
  }
}

/** Sections that settings stand in: `http`, `worker`. */
export const sections: readonly string[] = Object.entries(rows).flatMap(([key, row]) =>
  isRow(row) ? [] : [key],
);
