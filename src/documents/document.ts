import type { Document } from 'yaml';
import { documentIssues } from './document-issues.js';
import type { LocatedIssue, Origin } from './located-issue.js';
import { findHostile } from './nesting.js';
import { type ConfigTree, isTree } from './tree.js';
import { yaml } from './yaml.js';
import { isError } from '../core/realm.js';
import { type JsonText, readJson } from './json-text.js';
import { LineStarts } from './line-starts.js';
import { readText } from './text-file.js';

/** A larger file is not read. */
const maxFileBytes = 1_048_576;

/** Limit of aliases in one file, against YAML bombs. */
const maxAliases = 100;

/** A YAML or JSON file as plain values, with the issues of its form. */
interface ConfigDocument {
  /** Undefined if the file can't be read; then there are issues. */
  readonly tree: ConfigTree | undefined;
  readonly issues: readonly LocatedIssue[];
  /** Place of the key or list element at these keys, or of the nearest above it. */
  readonly locate: (keys: readonly string[]) => Origin;
}

/** Options of reading a document. */
interface DocumentOptions {
  /** Size of a file that JSON alone may have; YAML, whose parser is slow, has the common limit. */
  readonly maxJsonBytes?: number | undefined;
}

/**
 * Reads a YAML or JSON file.
 * @param content message for a file without an object in it
 */
export function readDocument(
  name: string,
  content: string,
  { maxJsonBytes }: DocumentOptions = {},
): ConfigDocument {
  let text: string;
  try {
    text = readText(name, Math.max(maxFileBytes, maxJsonBytes ?? 0));
  } catch (error) {
    const origin: Origin = { kind: 'file', name };
    return failedAt(origin, { origin, message: isError(error) ? error.message : String(error) });
  }
  return parseDocument(name, text, content, { maxJsonBytes });
}

/** A document that can't be read. */
function failedAt(whole: Origin, ...issues: readonly LocatedIssue[]): ConfigDocument {
  return { tree: undefined, issues, locate: () => whole };
}

/**
 * Reads YAML or JSON text.
 * @param name place of the text in messages
 * @param content message for a text without an object in it
 */
export function parseDocument(
  name: string,
  text: string,
  content: string,
  { maxJsonBytes }: DocumentOptions = {},
): ConfigDocument {
  const whole: Origin = { kind: 'file', name };
  const failed = (...issues: readonly LocatedIssue[]) => failedAt(whole, ...issues);
  const json = maxJsonBytes === undefined ? undefined : readJson(text);
  if (json !== undefined) return jsonDocument(name, text, json, content);
  // A text has at least as many bytes as characters; a few more are no harm.
  if (text.length > maxFileBytes) return failed({ origin: whole, message: tooLongFor(text) });
  const hostile = findHostile(text);
  if (hostile !== undefined) {
    const { line, col } = new LineStarts(text).placeOf(hostile.offset);
    return failed({ origin: { kind: 'file', name: `${name}:${line}:${col}` }, message: hostile.message });
  }
  const { LineCounter, parseDocument: parse } = yaml();
  const lines = new LineCounter();
  // The parser's search for duplicate keys takes quadratic time.
  const document = parse(text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const positionOf = (offset: number): Origin => {
    const { line, col } = lines.linePos(offset);
    return { kind: 'file', name: `${name}:${line}:${col}` };
  };
  const { isReadable, issues } = documentIssues(document, positionOf);
  if (!isReadable) return failed(...issues);
  const tree = plainTree(document, content);
  if (typeof tree === 'string') return failed(...issues, { origin: whole, message: tree });
  return { tree, issues, locate: (keys) => locate(document, keys, positionOf) ?? whole };
}

/** A document in JSON, as a {@link ConfigDocument}. */
function jsonDocument(
  name: string,
  text: string,
  { value, issues, locate: offsetOf }: JsonText,
  content: string,
): ConfigDocument {
  const lines = new LineStarts(text);
  const originAt = (offset: number): Origin => {
    const { line, col } = lines.placeOf(offset);
    return { kind: 'file', name: `${name}:${line}:${col}` };
  };
  const located = issues.map(({ offset, message }) => ({ origin: originAt(offset), message }));
  const whole: Origin = { kind: 'file', name };
  if (!isTree(value)) {
    const none = value === undefined ? [] : [{ origin: whole, message: content }];
    return { tree: undefined, issues: [...located, ...none], locate: () => whole };
  }
  const locateKeys = (keys: readonly string[]) => {
    const offset = offsetOf(keys);
    return offset === undefined ? whole : originAt(offset);
  };
  return { tree: value, issues: located, locate: locateKeys };
}

function tooLongFor(text: string): string {
  const isMeantAsJson = text.trimStart().startsWith('{');
  const what = isMeantAsJson ? 'is no JSON, and too long to be read as YAML' : 'is too long';
  return `${what}: it has ${text.length} characters; at most ${maxFileBytes} are allowed in YAML`;
}

/** The document as plain values, or a message if it has none. */
function plainTree(document: Document.Parsed, content: string): ConfigTree | string {
  try {
    const value: unknown = document.toJS({ maxAliasCount: maxAliases });
    return isTree(value) ? value : content;
  } catch (error) {
    return error instanceof ReferenceError
      ? `has more than ${maxAliases} aliases of one value`
      : String(error);
  }
}

/** Place of the key or list element at these keys, or of the nearest above it. */
function locate(
  document: Document.Parsed,
  keys: readonly string[],
  positionOf: (offset: number) => Origin,
): Origin | undefined {
  const { isNode, isSeq } = yaml();
  let node: unknown = document.contents;
  let found: Origin | undefined;
  for (const key of keys) {
    const at = isSeq(node) ? node.items[Number(key)] : pairAt(node, key)?.key;
    if (at === undefined) return found;
    if (isNode(at) && at.range) found = positionOf(at.range[0]);
    node = isSeq(node) ? at : pairAt(node, key)?.value;
  }
  return found;
}

/** A key that is no scalar has no name to compare; hardly any document has two of them. */
function pairAt(node: unknown, name: string) {
  const { isMap, isNode, isScalar } = yaml();
  if (!isMap(node)) return undefined;
  const named = node.items.find(
    // A missing key becomes an empty one.
    ({ key }) => isScalar(key) && (String(key.value) === name || (key.value === null && name === '')),
  );
  return named ?? node.items.find(({ key }) => isNode(key) && !isScalar(key));
}
