import type { Json } from '../core/json.js';
import { formatDuration } from '../core/time/duration.js';
import { valueAt } from '../documents/tree.js';
import type { LoadedConfig } from './load.js';
import { timings } from './presets.js';
import type { Config } from './schema.js';
import { jsonValue, valueText } from './settings/format.js';
import { type SettingUnit, allPaths, isDuration, unitOf, unsetText } from './settings/settings.js';

/** One setting as it is in force. */
export interface EffectiveLine {
  readonly path: string;
  /** As a file may contain it. */
  readonly value: string;
  /**
   * As JSON, null where it is unset: a duration in ms, a range of durations as `{ min, max }` in ms, a network as text.
   * Of a secret only `(secret)`.
   */
  readonly typed: Json;
  /** Unit of a number, and of the bounds of a range; undefined for a count, a port and everything else. */
  readonly unit: SettingUnit | undefined;
  /** `--seed`, `SILVUS_MOCK_SEED`, `silvus-mock.yaml:3:5`, `preset radio`, `default`. */
  readonly origin: string;
}

/** Every setting with its value and the origin of that. */
export function effectiveLines({ config, originOf }: LoadedConfig): readonly EffectiveLine[] {
  return allPaths.map((path) => {
    const unit = unitOf(path);
    const value = valueAt({ ...config }, path);
    if (value === undefined) return { path, ...unsetLine(path, config), unit };
    const { name, kind, older } = originOf(path);
    const from = older === undefined || older.name === name ? name : `${name} (${older.name})`;
    return {
      path,
      value: valueText(value, isDuration(path)),
      typed: jsonValue(value),
      unit,
      origin: kind === 'flag' ? `flag ${from}` : from,
    };
  });
}

/** The value in force at a path, as a file may contain it; secrets are not shown. */
export function effectiveText(path: string, config: Config): string {
  const value = valueAt({ ...config }, path);
  return value === undefined ? unsetLine(path, config).value : valueText(value, isDuration(path));
}

function unsetLine(path: string, { timing }: Config): Omit<EffectiveLine, 'path' | 'unit'> {
  const ms = valueAt({ timing: timings[timing.preset] }, path);
  if (typeof ms === 'number')
    return { value: formatDuration(ms), typed: ms, origin: `preset ${timing.preset}` };
  return { value: 'null', typed: null, origin: unsetText(path) };
}

/** A setting for programs, as `config print --json` and the control plane give it. */
export function lineJson({ path, value, typed, unit, origin }: EffectiveLine) {
  return { path, value, typed, ...(unit === undefined ? {} : { unit }), from: origin };
}
