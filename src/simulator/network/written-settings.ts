import type { ResolvedNode } from '../../config/network/resolved.js';
import { keySetting } from '../../radio/methods/security.js';
import type { PatchValues } from '../../radio/patch.js';

const nameSetting = 'system_name';

/** The name and the other settings of a node, as a document has them. */
export function writtenSettings(
  changes: PatchValues,
  keys: { readonly own: string; readonly network: string | undefined },
): Pick<ResolvedNode, 'name' | 'settings'> {
  const others = Object.entries(changes).filter(([each]) => each !== nameSetting && each !== keySetting);
  const name = changes[nameSetting]?.[0];
  const key = keys.own === keys.network ? {} : { [keySetting]: [keys.own] };
  return { ...(name === undefined ? {} : { name }), settings: { ...Object.fromEntries(others), ...key } };
}

/** A node whose key is named. */
export function withKeyName(node: ResolvedNode, nameOf: (key: string) => string): ResolvedNode {
  const key = node.settings[keySetting]?.[0];
  if (key === undefined) return node;
  return { ...node, settings: { ...node.settings, [keySetting]: [nameOf(key)] } };
}
