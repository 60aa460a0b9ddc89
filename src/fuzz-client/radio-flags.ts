import { isTree, valueAt } from '../documents/tree.js';
import { settings } from '../config/settings/settings.js';

/**
 * Flags of `silvus-mock start` for settings of a program, where a flag can have their value: `--timing instant`.
 * Others, such as a model or a scenario that is an object, need a configuration file.
 */
export function radioFlagsOf(given: object): readonly string[] {
  const tree = isTree(given) ? given : {};
  return settings.flatMap(({ path, flag, kind, value: form }) => {
    const value = valueAt(tree, path);
    if (value === undefined) return [];
    if (form === '') return value === !flag.startsWith('--no-') ? [flag] : [];
    const text = Array.isArray(value) && kind === 'list' ? value.join(',') : value;
    return typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean'
      ? [flag, String(text)]
      : [];
  });
}
