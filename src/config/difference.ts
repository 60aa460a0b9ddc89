import { isDeepStrictEqual } from 'node:util';
import { allPaths, valueText } from './print.js';
import type { Config } from './schema.js';
import { Secret } from './secret.js';
import { type Setting, takesOf } from './settings.js';
import { excerpt } from '../core/text.js';
import { valueAt } from './tree.js';

/** One setting that has another value than before. */
export interface SettingChange {
  /** `worker.queueCapacity`. */
  readonly path: string;
  /** The value before, as a file may have it, shortened; a secret is not shown. */
  readonly from: string;
  /** The value now. */
  readonly to: string;
  /** Whether a simulator that runs takes it over, or has to be started anew. */
  readonly takes: Setting['takes'];
}

/** A configuration with what it names: files may change under the same name. */
export interface Described {
  readonly config: Config;
  /** What stands behind a setting that names a file, by its path. */
  readonly contents: Readonly<Record<string, unknown>>;
}

/** What is in force differently, in the order of help. */
export function differenceOf(from: Described, to: Described): readonly SettingChange[] {
  return allPaths.flatMap((path) => {
    const takes = takesOf(path);
    const [before, after] = [valueText(path, from.config), valueText(path, to.config)];
    if (before !== after || secretAt(path, from.config) !== secretAt(path, to.config))
      return [{ path, from: excerpt(before), to: excerpt(after), takes }];
    if (isDeepStrictEqual(from.contents[path], to.contents[path])) return [];
    return [{ path, from: excerpt(before), to: `${excerpt(after)} (its content)`, takes }];
  });
}

/** Two secrets look alike. */
function secretAt(path: string, config: Config): string | undefined {
  const value = valueAt({ ...config }, path);
  return value instanceof Secret ? value.reveal() : undefined;
}
