import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { type Document, LineCounter, isMap, isNode, isPair, isScalar, parseDocument } from 'yaml';
import type { Layer, LoadFault, Origin } from './layer.js';
import { allowedFor, olderKeys } from './older-names.js';
import { type ConfigTree, isTree, valueAt, withValue, withoutValue } from './tree.js';

/** A larger file is refused unread. */
const largestFile = 1_048_576;

/** More aliases than this in one file are a bomb. */
const mostAliases = 100;

/** What a file says, and all that is wrong with its form. */
export interface FileLayer {
  readonly layer: Layer;
  readonly faults: readonly LoadFault[];
}

/** Reads a YAML or JSON file. Times of the older mock's keys become ours. */
export function readConfigFile(name: string): FileLayer {
  const whole: Origin = { kind: 'file', name };
  const nothing: Layer = { tree: {}, originOf: () => whole };
  const failed = (message: string): FileLayer => ({ layer: nothing, faults: [{ origin: whole, message }] });
  let text: string;
  try {
    text = readText(name);
  } catch (fault) {
    return failed(fault instanceof Error ? fault.message : String(fault));
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const positionOf = (offset: number): Origin => {
    const { line, col } = lines.linePos(offset);
    return { kind: 'file', name: `${name}:${line}:${col}` };
  };
  const faults = document.errors.map(({ pos, code, message }) => ({
    origin: positionOf(pos[0]),
    message: code === 'DUPLICATE_KEY' ? `${text.slice(...pos)}: is there twice; allowed: once` : message,
  }));
  if (faults.length > 0) return { layer: nothing, faults };
  const tree = plainTree(document);
  if (typeof tree === 'string') return failed(tree);
  return translated(tree, (path) => locate(document, path, positionOf) ?? whole);
}

/** Throws with a message for a person. */
function readText(name: string): string {
  let handle: number;
  try {
    handle = openSync(name, 'r');
  } catch (fault) {
    throw new Error(`can't be read: ${reasonOf(fault)}`, { cause: fault });
  }
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile()) throw new Error(stat.isDirectory() ? 'is a folder, not a file' : 'is no plain file');
    if (stat.size > largestFile)
      throw new Error(`has ${stat.size} bytes; at most ${largestFile} are allowed`);
    const text = readFileSync(handle, 'utf8');
    if (text.trim() === '') throw new Error('is empty');
    return text;
  } finally {
    closeSync(handle);
  }
}

function reasonOf(fault: unknown): string {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'its permissions forbid it';
  return fault instanceof Error ? fault.message : String(fault);
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

/** Puts the values of the older mock's keys where ours are. */
function translated(raw: ConfigTree, find: (path: string) => Origin): FileLayer {
  const faults: LoadFault[] = [];
  const origins = new Map<string, Origin>();
  let tree = raw;
  for (const older of olderKeys) {
    const { name, path, convert } = older;
    const value = valueAt(raw, name);
    if (value === undefined) continue;
    const origin = { ...find(name), older: { name, value, allowed: allowedFor(older) } };
    if (valueAt(raw, path) !== undefined) {
      faults.push({ origin, message: `${name}: ${path} is set too; only one of the two is allowed` });
    }
    origins.set(path, origin);
    tree = withValue(withoutValue(tree, name), path, convert(value));
  }
  return { layer: { tree, originOf: (path) => origins.get(path) ?? find(path) }, faults };
}

/** Where the key at a path stands, or the nearest key above it. */
function locate(
  document: Document.Parsed,
  path: string,
  positionOf: (offset: number) => Origin,
): Origin | undefined {
  let node: unknown = document.contents;
  let found: Origin | undefined;
  for (const key of path.split('.')) {
    if (!isMap(node)) return found;
    const pair = node.items.find(
      (each) => isPair(each) && isScalar(each.key) && String(each.key.value) === key,
    );
    if (pair === undefined) return found;
    if (isNode(pair.key) && pair.key.range) found = positionOf(pair.key.range[0]);
    node = pair.value;
  }
  return found;
}
