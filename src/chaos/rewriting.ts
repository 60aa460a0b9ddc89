import type { RandomStream } from '../core/random.js';
import type { BendHooks } from './bend.js';
import { type JsonTree, type Spacing, jsonTree, spacingOf, treeText } from './json-tree.js';

/** Longer replies are left as they are: to rewrite them would hold the event loop, characters. */
const maxText = 131_072;

/** Rewrites a reply that is JSON. One in which nothing changes keeps each byte. */
export function rewriting(
  change: (tree: JsonTree, draw: RandomStream) => JsonTree,
  spacing?: (draw: RandomStream) => Spacing,
): BendHooks {
  return {
    replace: (text, draw) => {
      const tree = text.length > maxText ? undefined : jsonTree(text);
      return [tree === undefined ? text : treeText(change(tree, draw), spacing?.(draw) ?? spacingOf(text))];
    },
  };
}
