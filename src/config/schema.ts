import { z } from 'zod';
import { namesOfBends, partsOfCase } from '../chaos/levels.js';
import { valueExcerpt } from '../core/text.js';
import type { CheckedMethod } from '../custom-methods/schema.js';
import { type Issue, issuesOf, withInput } from '../documents/issue.js';
import { type ConfigTree, isTree, keysOf, valueAt } from '../documents/tree.js';
import { fields } from './settings/fields.js';
import { type ConfigRows, type SectionRows, type SettingRow, isRow } from './settings/row.js';
import { rowAt, rows } from './settings/settings.js';

/** The schema of a row, with its default. */
type SchemaOf<Row> =
  Row extends SettingRow<infer S, infer HasDefault>
    ? HasDefault extends true
      ? z.ZodDefault<S>
      : z.ZodOptional<S>
    : Row extends SectionRows
      ? z.ZodPrefault<z.ZodObject<Shape<Row>, z.core.$strict>>
      : never;

type Shape<Rows> = { readonly [Key in keyof Rows]: SchemaOf<Rows[Key]> };

/** The schema of all settings, from their rows. */
function shapeOf<Rows extends ConfigRows>(rows: Rows): Shape<Rows>;
function shapeOf(rows: ConfigRows): z.ZodRawShape {
  return Object.fromEntries(
    Object.entries(rows).map(([key, row]): [string, z.ZodType] => [
      key,
      isRow(row) ? schemaOf(row) : z.strictObject(shapeOf(row)).prefault({}),
    ]),
  );
}

function schemaOf({ schema, hasDefault, preset }: SettingRow): z.ZodType {
  return hasDefault ? schema(fields).default(preset) : schema(fields).optional();
}

/** Every setting of a simulator, with its default. Durations become ms. */
export const configSchema = z.strictObject(shapeOf(rows));

/** Settings as a user writes them. */
export type ConfigInput = z.input<typeof configSchema>;

/** Settings that have been checked, with defaults and in ms. */
export type Config = Omit<z.output<typeof configSchema>, 'methods'> & {
  /** Custom methods, those of a program included. */
  readonly methods: readonly CheckedMethod[];
};

/** Checks settings; returns them, or all that is wrong with them. */
export function parseConfig(
  input: unknown,
): { readonly config: Config } | { readonly issues: readonly Issue[] } {
  const parsed = configSchema.safeParse(input, withInput);
  if (!parsed.success) return { issues: issuesOf(parsed.error) };
  const { clock, timeScale, chaos } = parsed.data;
  if (clock === 'virtual' && timeScale !== 1) {
    const message = `${timeScale} is not allowed with a virtual clock, which does not run by itself; allowed: 1`;
    return { issues: [{ path: ['timeScale'], message }] };
  }
  const message = caseIssue(chaos);
  if (message !== undefined) return { issues: [{ path: ['chaos', 'only'], message }] };
  return { config: parsed.data };
}

/** Issue of the cases that alone are bent. A case says which bend it is: it needs no level. */
function caseIssue({ level, only }: z.output<typeof configSchema>['chaos']): string | undefined {
  const names: readonly string[] = namesOfBends(level);
  const unknown = only.find((text) => !names.includes(partsOfCase(text)?.bend ?? ''));
  if (unknown === undefined) return undefined;
  const where = level === undefined ? '' : ` of the level ${level}`;
  return `${valueExcerpt(unknown)} is no case${where}; allowed bends: ${names.join(', ')}`;
}

/** Settings that a radio model is built from. */
export type RadioParts = Pick<Config, 'model' | 'nodeid' | 'power' | 'frequencyProfiles' | 'frequencyGrid'>;

/** As {@link RadioParts}, each as far as it is valid by itself. */
export interface PartialRadioParts extends Omit<RadioParts, 'model' | 'frequencyGrid'> {
  readonly model: RadioParts['model'] | undefined;
  readonly frequencyGrid: RadioParts['frequencyGrid'] | undefined;
}

/** Checks these settings one by one, so that they can be checked together although other settings have issues. */
export function radioPartsOf(input: Readonly<Record<string, unknown>>): PartialRadioParts {
  const { model, nodeid, power, frequencyProfiles, frequencyGrid } = configSchema.shape;
  return {
    model: model.safeParse(input['model']).data,
    nodeid: nodeid.safeParse(input['nodeid']).data,
    power: power.safeParse(input['power']).data ?? {},
    frequencyProfiles: frequencyProfiles.safeParse(input['frequencyProfiles']).data,
    frequencyGrid: frequencyGrid.safeParse(input['frequencyGrid']).data,
  };
}

/** The value of a setting with its default, checked by itself; undefined if it is not valid, or has none. */
export function settingIn(tree: ConfigTree, path: string): unknown {
  const keys = keysOf(path);
  const [section] = keys;
  const below = keys.length > 1 && section !== undefined ? valueAt(tree, section) : undefined;
  // Of a section that is none, nothing is known: not even the default of its settings.
  if (below !== undefined && !isTree(below)) return undefined;
  const row = rowAt(path);
  return row === undefined ? undefined : schemaOf(row).safeParse(valueAt(tree, keys)).data;
}
