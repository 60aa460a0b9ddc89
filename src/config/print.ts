import { formatDuration } from '../core/time/duration.js';
import type { LoadedConfig } from './load.js';
import { timings } from './presets.js';
import type { Config } from './schema.js';
import { settings } from './settings.js';
import { valueAt } from '../documents/tree.js';

/** One setting as it is in force. */
export interface EffectiveLine {
  readonly path: string;
  /** As it may be written in a file. */
  readonly value: string;
  /** `--seed`, `SILVUS_MOCK_SEED`, `silvus-mock.yaml:3:5`, `preset radio`, `default`. */
  readonly origin: string;
}

/** Every path that has a value of its own, in the order of help. */
export const allPaths: readonly string[] = [
  ...settings.map(({ path }) => path),
  'frequencyProfiles',
  'methods',
];

/** Every setting with its value and where that came from. */
export function effectiveLines({ config, originOf }: LoadedConfig): readonly EffectiveLine[] {
  return allPaths.map((path) => {
    const value = valueAt({ ...config }, path);
    if (value === undefined) return { path, ...unsetOf(path, config) };
    const { name, kind, older } = originOf(path);
    const from = older === undefined || older.name === name ? name : `${name} (${older.name})`;
    return { path, value: written(path, value), origin: kind === 'flag' ? `flag ${from}` : from };
  });
}

/** The value that is in force at a path, as it may be written in a file; secrets are not shown. */
export function valueText(path: string, config: Config): string {
  const value = valueAt({ ...config }, path);
  return value === undefined ? unsetOf(path, config).value : written(path, value);
}

/** What is in force where nothing was set. */
function unsetOf(path: string, { timing }: Config): Omit<EffectiveLine, 'path'> {
  const preset = timings[timing.preset];
  const ms = valueAt({ timing: { ...preset } }, path);
  if (typeof ms === 'number') return { value: formatDuration(ms), origin: `preset ${timing.preset}` };
  return { value: 'null', origin: unset[path] ?? 'by the model' };
}

const unset: Readonly<Record<string, string>> = {
  seed: 'drawn at the start',
  scenario: 'none plays',
  methodsFile: 'none',
  stateDir: 'none: flash lives in memory',
  'control.token': 'none is asked for',
};

const isDuration =
  /(Timeout|Time|softBoot|powerChange|reset|rebootDelay|zeroize|grace|maxSleep|^deadlines\..*)$/;

function written(path: string, value: unknown): string {
  if (path === 'worker.processingTime' && isRange(value)) {
    return value.min === value.max
      ? formatDuration(value.min)
      : `${formatDuration(value.min)}..${formatDuration(value.max)}`;
  }
  if (path === 'maintenance.allowedNetworks' && Array.isArray(value))
    return `[${value.map(networkText).join(', ')}]`;
  if (typeof value === 'number' && isDuration.test(path)) return formatDuration(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isRange(value: unknown): value is { readonly min: number; readonly max: number } {
  return typeof value === 'object' && value !== null && 'min' in value && 'max' in value;
}

function networkText(network: unknown): string {
  const isNetwork =
    typeof network === 'object' && network !== null && 'address' in network && 'prefix' in network;
  return isNetwork ? JSON.stringify(`${String(network.address)}/${String(network.prefix)}`) : '';
}
