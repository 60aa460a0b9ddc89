import { formatDuration } from '../core/time/duration.js';
import { valueAt } from '../documents/tree.js';
import type { LoadedConfig } from './load.js';
import { timings } from './presets.js';
import type { Config } from './schema.js';
import { valueText } from './settings/format.js';
import { allPaths, isDuration, unsetText } from './settings/settings.js';

/** One setting as it is in force. */
export interface EffectiveLine {
  readonly path: string;
  /** As a file may contain it. */
  readonly value: string;
  /** `--seed`, `SILVUS_MOCK_SEED`, `silvus-mock.yaml:3:5`, `preset radio`, `default`. */
  readonly origin: string;
}

/** Every setting with its value and the origin of that. */
export function effectiveLines({ config, originOf }: LoadedConfig): readonly EffectiveLine[] {
  return allPaths.map((path) => {
    const value = valueAt({ ...config }, path);
    if (value === undefined) return { path, ...unsetLine(path, config) };
    const { name, kind, older } = originOf(path);
    const from = older === undefined || older.name === name ? name : `${name} (${older.name})`;
    return {
      path,
      value: valueText(value, isDuration(path)),
      origin: kind === 'flag' ? `flag ${from}` : from,
    };
  });
}

/** The value in force at a path, as a file may contain it; secrets are not shown. */
export function effectiveText(path: string, config: Config): string {
  const value = valueAt({ ...config }, path);
  return value === undefined ? unsetLine(path, config).value : valueText(value, isDuration(path));
}

function unsetLine(path: string, { timing }: Config): Omit<EffectiveLine, 'path'> {
  const ms = valueAt({ timing: timings[timing.preset] }, path);
  if (typeof ms === 'number') return { value: formatDuration(ms), origin: `preset ${timing.preset}` };
  return { value: 'null', origin: unsetText(path) };
}
