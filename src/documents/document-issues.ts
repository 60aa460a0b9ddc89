import type { Document } from 'yaml';
import type { LocatedIssue, Origin } from './located-issue.js';
import { excerpt, keyExcerpt } from '../core/text.js';
import { yaml } from './yaml.js';

/** Issues of the form of a document. */
interface DocumentIssues {
  /** True if its values can be read in spite of them. */
  readonly isReadable: boolean;
  readonly issues: readonly LocatedIssue[];
}

/** Finds syntax errors, duplicate keys and unknown aliases. */
export function documentIssues(
  document: Document.Parsed,
  positionOf: (offset: number) => Origin,
): DocumentIssues {
  const tooDeep = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (tooDeep !== undefined) {
    const issue = { origin: positionOf(tooDeep.pos[0]), message: 'is nested too deep' };
    return { isReadable: false, issues: [issue] };
  }
  if (document.errors.length > 0) {
    const issues = document.errors.map(({ code, pos, message }) => ({
      origin: positionOf(pos[0]),
      message: code === 'MULTIPLE_DOCS' ? 'a second document begins here; allowed: one' : message,
    }));
    return { isReadable: false, issues };
  }
  const walk: Walk = { anchors: new Set(), issues: [], isReadable: true };
  visit(document.contents, walk, positionOf);
  return walk;
}

interface Walk {
  readonly anchors: Set<string>;
  readonly issues: LocatedIssue[];
  isReadable: boolean;
}

function visit(node: unknown, walk: Walk, positionOf: (offset: number) => Origin): void {
  const { isAlias, isMap, isNode, isPair, isScalar, isSeq } = yaml();
  if (isAlias(node)) {
    if (walk.anchors.has(node.source)) return;
    walk.isReadable = false;
    walk.issues.push({
      origin: positionOf(offsetOf(node)),
      message: `*${excerpt(node.source)}: there is no such anchor`,
    });
    return;
  }
  checkTag(node, walk, positionOf);
  if (isSeq(node)) for (const item of node.items) visit(item, walk, positionOf);
  if (isMap(node)) {
    const seen = new Set<unknown>();
    for (const { key, value } of node.items.filter(isPair)) {
      const name = isScalar(key) ? String(key.value) : undefined;
      if (name !== undefined && seen.has(name)) {
        walk.issues.push({
          origin: positionOf(offsetOf(key)),
          message: `${keyExcerpt(name)}: is there twice; allowed: once`,
        });
      }
      if (name !== undefined) seen.add(name);
      visit(key, walk, positionOf);
      visit(value, walk, positionOf);
    }
  }
  if (isNode(node) && 'anchor' in node && typeof node.anchor === 'string') walk.anchors.add(node.anchor);
}

/** A value with another tag would silently lose its content. */
const allowedTags = ['map', 'seq', 'str', 'int', 'float', 'bool', 'null', 'merge'];

const tagPrefix = 'tag:yaml.org,2002:';

function checkTag(node: unknown, walk: Walk, positionOf: (offset: number) => Origin): void {
  const { isAlias, isNode } = yaml();
  const tag = isNode(node) && !isAlias(node) ? node.tag : undefined;
  if (tag === undefined || tag === '!' || allowedTags.some((each) => tag === `${tagPrefix}${each}`)) return;
  const name = tag.startsWith(tagPrefix) ? `!!${tag.slice(tagPrefix.length)}` : tag;
  walk.issues.push({
    origin: positionOf(offsetOf(node)),
    message: `${excerpt(name)}: is not allowed; allowed: no tag`,
  });
}

const offsetOf = (node: unknown) => (yaml().isNode(node) && node.range ? node.range[0] : 0);
