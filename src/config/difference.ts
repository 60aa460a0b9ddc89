import { effectiveText } from './print.js';
import type { Config } from './schema.js';
import { Secret } from './secret.js';
import { type Setting, allPaths, takesOf } from './settings/settings.js';
import { excerpt } from '../core/text.js';
import { valueAt } from '../documents/tree.js';

/** A setting whose value has changed. */
export interface SettingChange {
  /** `worker.queueCapacity`. */
  readonly path: string;
  /** The value before, as a file may contain it, shortened; a secret is not shown. */
  readonly from: string;
  /** The value after. */
  readonly to: string;
  /** When it is applied: to the running simulator, or at its next start. */
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
    const [was, is] = [effectiveText(path, before), effectiveText(path, after)];
    if (was !== is || secretAt(path, before) !== secretAt(path, after))
      return [{ path, from: excerpt(was), to: excerpt(is), takes }];
    if (!hasOtherContent(path)) return [];
    return [{ path, from: excerpt(was), to: `${excerpt(is)} (its content)`, takes }];
  });
}

/** As text all secrets are the same. */
function secretAt(path: string, config: Config): string | undefined {
  const value = valueAt({ ...config }, path);
  return value instanceof Secret ? value.reveal() : undefined;
}
