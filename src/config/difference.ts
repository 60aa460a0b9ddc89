import { allPaths, valueText } from './print.js';
import type { Config } from './schema.js';
import { Secret } from './secret.js';
import { type Setting, takesOf } from './settings.js';
import { excerpt } from '../core/text.js';
import { valueAt } from '../documents/tree.js';

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

/**
 * The settings that differ, in the order of help.
 * @param hasOtherContent true for a setting that names a file whose content differs
 */
export function differenceOf(
  before: Config,
  after: Config,
  hasOtherContent: (path: string) => boolean,
): readonly SettingChange[] {
  return allPaths.flatMap((path) => {
    const takes = takesOf(path);
    const [was, is] = [valueText(path, before), valueText(path, after)];
    if (was !== is || secretAt(path, before) !== secretAt(path, after))
      return [{ path, from: excerpt(was), to: excerpt(is), takes }];
    if (!hasOtherContent(path)) return [];
    return [{ path, from: excerpt(was), to: `${excerpt(is)} (its content)`, takes }];
  });
}

/** Two secrets look alike. */
function secretAt(path: string, config: Config): string | undefined {
  const value = valueAt({ ...config }, path);
  return value instanceof Secret ? value.reveal() : undefined;
}
