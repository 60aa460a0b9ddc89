import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { type Document, LineCounter, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import { documentFaults } from './document-faults.js';
import type { Layer, LoadFault, Origin } from './layer.js';
import { mostNesting, tooDeepAt } from './nesting.js';
import { translated } from './older-file.js';
import { sections, settings } from './settings.js';
import { type ConfigTree, isTree, valueAt, withoutValue } from './tree.js';

/** A larger file is refused unread. */
const largestFile = 1_048_576;

/** More aliases than this in one file are a bomb. */
const mostAliases = 100;

/** What a file says, and all that is wrong with its form. */
export interface FileLayer {
  readonly layer: Layer;
  readonly faults: readonly LoadFault[];
  readonly warnings: readonly string[];
}

/** Reads a YAML or JSON file. Times of the older mock's keys become ours. */
export function readConfigFile(name: string): FileLayer {
  const whole: Origin = { kind: 'file', name };
  const nothing: Layer = { tree: {}, originOf: () => whole };
  const failed = (message: string): FileLayer => ({
    layer: nothing,
    faults: [{ origin: whole, message }],
    warnings: [],
  });
  let text: string;
  try {
    text = readText(name);
  } catch (fault) {
    return failed(fault instanceof Error ? fault.message : String(fault));
  }
  const lines = new LineCounter();
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const { line, col } = placeOf(text, deep);
    const origin: Origin = { kind: 'file', name: `${name}:${line}:${col}` };
    return {
      ...failed(''),
      faults: [{ origin, message: `is nested too deep; allowed: ${mostNesting} levels` }],
    };
  }
  // Its own search for keys that are there twice takes a time that grows with the square of their number.
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
  const { isReadable, faults } = documentFaults(document, positionOf);
  if (!isReadable) return { layer: nothing, faults, warnings: [] };
  const tree = plainTree(document);
  if (typeof tree === 'string') return failed(tree);
  const file = translated(withoutUnset(tree), (path) => locate(document, path, positionOf) ?? whole);
  return { ...file, faults: [...faults, ...file.faults] };
}

function placeOf(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, col: (before.at(-1) ?? '').length + 1 };
}

/** Throws with a message for a person. */
function readText(name: string): string {
  // Opening a pipe would wait for one who writes to it.
  const stat = trying(() => statSync(name));
  if (!stat.isFile()) throw new Error(stat.isDirectory() ? 'is a folder, not a file' : 'is no plain file');
  const handle = trying(() => openSync(name, 'r'));
  try {
    const { size } = fstatSync(handle);
    if (size > largestFile) throw new Error(`has ${size} bytes; at most ${largestFile} are allowed`);
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
  } catch (fault) {
    throw new Error(`can't be read: ${reasonOf(fault)}`, { cause: fault });
  }
}

function reasonOf(fault: unknown): string {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'its permissions forbid it';
  return fault instanceof Error ? fault.message : String(fault);
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Error('is not UTF-8', { cause });
  }
}

/** The document as plain values, or what forbids that. */
function plainTree(document: Document.Parsed): ConfigTree | string {
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    return isTree(value) ? value : 'holds no settings: allowed are lines of the form "key: value"';
  } catch (fault) {
    return fault instanceof ReferenceError
      ? `has more than ${mostAliases} aliases of one value`
      : String(fault);
  }
}

/** A key with nothing after it sets nothing; one that is none of ours stays, to be told. */
function withoutUnset(tree: ConfigTree): ConfigTree {
  return [...settings.map(({ path }) => path), 'frequencyProfiles', ...sections].reduce(
    (left, path) => (valueAt(left, path) === null ? withoutValue(left, path) : left),
    tree,
  );
}

/** Where the key or the list's element at a path stands, or the nearest above it. */
function locate(
  document: Document.Parsed,
  path: string,
  positionOf: (offset: number) => Origin,
): Origin | undefined {
  let node: unknown = document.contents;
  let found: Origin | undefined;
  for (const key of path.split('.')) {
    const at = isSeq(node) ? node.items[Number(key)] : pairAt(node, key)?.key;
    if (at === undefined) return found;
    if (isNode(at) && at.range) found = positionOf(at.range[0]);
    node = isSeq(node) ? at : pairAt(node, key)?.value;
  }
  return found;
}

function pairAt(node: unknown, key: string) {
  if (!isMap(node)) return undefined;
  return node.items.find((each) => isScalar(each.key) && String(each.key.value) === key);
}
