import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import type { Document } from 'yaml';
import { documentIssues } from './document-issues.js';
import type { LocatedIssue, Origin } from './located-issue.js';
import { findHostile } from './nesting.js';
import { type ConfigTree, isTree } from './tree.js';
import { yaml } from './yaml.js';
import { isError } from '../core/realm.js';

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

/**
 * Reads a YAML or JSON file.
 * @param content message for a file without an object in it
 */
export function readDocument(name: string, content: string): ConfigDocument {
  const whole: Origin = { kind: 'file', name };
  const failed = (...issues: LocatedIssue[]): ConfigDocument => ({
    tree: undefined,
    issues,
    locate: () => whole,
  });
  let text: string;
  try {
    text = readText(name);
  } catch (error) {
    return failed({ origin: whole, message: isError(error) ? error.message : String(error) });
  }
  const hostile = findHostile(text);
  if (hostile !== undefined) {
    const { line, col } = placeOf(text, hostile.offset);
    return failed({ origin: { kind: 'file', name: `${name}:${line}:${col}` }, message: hostile.message });
  }
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  // The parser's search for duplicate keys takes quadratic time.
  const document = parseDocument(text, {
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

function placeOf(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, col: (before.at(-1) ?? '').length + 1 };
}

/** Throws with a message for people. */
function readText(name: string): string {
  // Opening a pipe would wait for a writer.
  const stat = trying(() => statSync(name));
  if (!stat.isFile()) throw new Error(stat.isDirectory() ? 'is a folder, not a file' : 'is no plain file');
  const handle = trying(() => openSync(name, 'r'));
  try {
    const { size } = fstatSync(handle);
    if (size > maxFileBytes) throw new Error(`has ${size} bytes; at most ${maxFileBytes} are allowed`);
    const text = decoded(readFileSync(handle));
    if (text.trim() === '') throw new Error('is empty');
    return text;
  } finally {
    closeSync(handle);
  }
}

function trying<T>(attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw new Error(`can't be read: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = isError(error) && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file (ENOENT)';
  if (code === 'EACCES') return 'its permissions forbid it';
  // After the comma come the call and the path, which the message has anyway.
  return (isError(error) ? error.message : String(error)).replace(/, .*/, '');
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Error('is not UTF-8', { cause });
  }
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
