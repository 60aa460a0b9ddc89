import type { z } from 'zod';
import type { Fields } from './fields.js';

/** Headings of help, in its order. */
export const groups = [
  'Ports',
  'Radio',
  'Reports',
  'Login',
  'Chaos',
  'Time',
  'Queue',
  'Limits',
  'Journal',
  'Control',
  'Close',
  'Log',
] as const;

/** All that is declared of one setting; its path is where the row stands among the others. */
export interface SettingRow<S extends z.ZodType = z.ZodType, HasDefault extends boolean = boolean> {
  /** Flag with its placeholder in help: `--queue-capacity <n>`; undefined for a setting that only a file can give. */
  readonly flag?: string;
  readonly group: (typeof groups)[number];
  /** One line for help. */
  readonly summary: string;
  /** Addition to the default in help: `0 = unlimited`. */
  readonly note?: string;
  /** When a change of the configuration is applied: to a running simulator, or at its next start. */
  readonly takes: 'live' | 'restart';
  /** Older names, which go on working. */
  readonly older?: { readonly path: string; readonly flag: string };
  /** The schema without its default. A function, so that the command line prints its help without loading zod. */
  readonly schema: (fields: Fields) => S;
  readonly hasDefault: HasDefault;
  /** The value after the schema's transformations: durations are ms. */
  readonly preset?: unknown;
  /** Text for people instead of the default: `by the model`. */
  readonly shownDefault?: string;
}

type Declared<S extends z.ZodType> = Omit<
  SettingRow<S>,
  'schema' | 'hasDefault' | 'preset' | 'shownDefault'
> & { readonly schema: (fields: Fields) => S };

/** Declares a setting that always has a value. */
export function setting<S extends z.ZodType>(
  row: Declared<S> & { readonly default: z.output<S>; readonly shownDefault?: string },
): SettingRow<S, true> {
  const { default: preset, ...rest } = row;
  return { ...rest, preset, hasDefault: true };
}

/** Declares a setting that may have no value; `unset` says for people what holds then. */
export function optionalSetting<S extends z.ZodType>(
  row: Declared<S> & { readonly unset: string },
): SettingRow<S, false> {
  const { unset, ...rest } = row;
  return { ...rest, shownDefault: unset, hasDefault: false };
}

/** Rows of one section of a configuration: `http`. */
export type SectionRows = Readonly<Record<string, SettingRow>>;

/** The rows of a configuration, as they are nested in it. */
export type ConfigRows = Readonly<Record<string, SettingRow | SectionRows>>;

/** True for a row, false for a section. */
export function isRow(row: SettingRow | SectionRows): row is SettingRow {
  return typeof row['schema'] === 'function';
}
