import { readDocument } from '../documents/document.js';
import type { Layer } from './layer.js';
import type { LocatedIssue } from '../documents/located-issue.js';
import { translateOlder } from './older/older-file.js';
import { allPaths, sections } from './settings/settings.js';
import { valueExcerpt } from '../core/text.js';
import { type ConfigTree, valueAt, withoutValue } from '../documents/tree.js';

/** The settings of a file, with the issues of its form. */
interface FileLayer {
  readonly layer: Layer;
  readonly issues: readonly LocatedIssue[];
  readonly warnings: readonly string[];
}

/** Key by which an editor finds the schema. */
export const schemaKey = '$schema';

/** Reads a configuration file. Older keys are translated. */
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
  const file = translateOlder(withoutUnset(ours), locate);
  return { ...file, issues: [...issues, ...wrong, ...file.issues] };
}

/** A key without a value sets nothing; an unknown one stays and is reported. */
function withoutUnset(tree: ConfigTree): ConfigTree {
  return [...allPaths, ...sections].reduce(
    (left, path) => (valueAt(left, path) === null ? withoutValue(left, path) : left),
    tree,
  );
}
