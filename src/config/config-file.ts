import { readDocument } from '../documents/document.js';
import type { Layer } from './layer.js';
import type { LocatedIssue } from '../documents/located-issue.js';
import { translated } from './older/older-file.js';
import { sections, settings } from './settings.js';
import { valueExcerpt } from '../core/text.js';
import { type ConfigTree, valueAt, withoutValue } from '../documents/tree.js';

/** What a file says, and all that is wrong with its form. */
export interface FileLayer {
  readonly layer: Layer;
  readonly issues: readonly LocatedIssue[];
  readonly warnings: readonly string[];
}

/** What an editor finds the schema by. */
export const schemaKey = '$schema';

/** Reads a YAML or JSON file. Times of the older mock's keys become ours. */
export function readConfigFile(name: string): FileLayer {
  const { tree, issues, locate } = readDocument(
    name,
    'holds no settings: allowed are lines of the form "key: value"',
  );
  if (tree === undefined) return { layer: { tree: {}, originOf: locate }, issues, warnings: [] };
  const { [schemaKey]: schema, ...ours } = tree;
  const wrong: LocatedIssue[] =
    ['string', 'undefined'].includes(typeof schema) || schema === null
      ? []
      : [
          {
            origin: locate([schemaKey]),
            message: `${schemaKey}: ${valueExcerpt(schema)}: is not allowed; allowed: a string`,
          },
        ];
  const file = translated(withoutUnset(ours), locate);
  return { ...file, issues: [...issues, ...wrong, ...file.issues] };
}

/** A key with nothing after it sets nothing; one that is none of ours stays, to be told. */
function withoutUnset(tree: ConfigTree): ConfigTree {
  return [...settings.map(({ path }) => path), 'frequencyProfiles', 'methods', ...sections].reduce(
    (left, path) => (valueAt(left, path) === null ? withoutValue(left, path) : left),
    tree,
  );
}
