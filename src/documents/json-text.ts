import { keyExcerpt } from '../core/text.js';

/** A JSON text as a value, with the places of its parts. */
export interface JsonText {
  /** Undefined if it is nested too deep. */
  readonly value: unknown;
  /** Issues of its form, by offset. */
  readonly issues: readonly JsonIssue[];
  /** Offset of the key or list element at these keys, or of the nearest above it. */
  readonly locate: (keys: readonly string[]) => number | undefined;
}

interface JsonIssue {
  readonly offset: number;
  readonly message: string;
}

/** Levels of a document; none of ours needs as many. */
const maxLevels = 64;

/** Issues of one text. */
const maxIssues = 100;

/** Reads a text as JSON, which is much faster than as YAML; undefined if it is none. */
export function readJson(text: string): JsonText | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const issues = formIssues(text);
  const isTooDeep = issues.some(({ message }) => message === tooDeep);
  return { value: isTooDeep ? undefined : value, issues, locate: placesOf(text) };
}

const tooDeep = 'is nested too deep';

/** Finds keys that an object has twice, and too many levels, in a text that is JSON. */
function formIssues(text: string): readonly JsonIssue[] {
  const issues: JsonIssue[] = [];
  /** The keys of each object that is open; undefined for a list. */
  const open: (Set<string> | undefined)[] = [];
  let offset = 0;
  while (offset < text.length && issues.length < maxIssues) {
    const sign = text.charAt(offset);
    if (sign === '{' || sign === '[') {
      if (open.length >= maxLevels) return [...issues, { offset, message: tooDeep }];
      open.push(sign === '{' ? new Set() : undefined);
    } else if (sign === '}' || sign === ']') open.pop();
    const end = sign === '"' ? endOfText(text, offset) : offset + 1;
    const keys = open.at(-1);
    if (sign === '"' && keys !== undefined && text.charAt(afterBlanks(text, end)) === ':') {
      const key = textAt(text, offset, end);
      if (keys.has(key))
        issues.push({ offset, message: `${keyExcerpt(key)}: is there twice; allowed: once` });
      keys.add(key);
    }
    offset = end;
  }
  return issues;
}

/** An entry of an object or a list. */
interface Entry {
  /** Offset of the key, or of a list's element. */
  readonly at: number;
  readonly value: number;
}

/** Finds the places of keys. Each object and list on the way is read once. */
function placesOf(text: string): JsonText['locate'] {
  const known = new Map<number, ReadonlyMap<string, Entry>>();
  return (keys) => {
    let place = afterBlanks(text, 0);
    let found: number | undefined;
    for (const key of keys) {
      const entries = known.get(place) ?? entriesOf(text, place);
      known.set(place, entries);
      const entry = entries.get(key);
      if (entry === undefined) return found;
      place = entry.value;
      found = entry.at;
    }
    return found;
  };
}

/** The entries of the object or list at an offset, by key or index. */
function entriesOf(text: string, start: number): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  const sign = text.charAt(start);
  if (sign !== '{' && sign !== '[') return entries;
  let at = afterBlanks(text, start + 1);
  while (at < text.length && !'}]'.includes(text.charAt(at))) {
    const end = sign === '{' ? endOfText(text, at) : at;
    const value = sign === '{' ? afterBlanks(text, afterBlanks(text, end) + 1) : at;
    entries.set(sign === '{' ? textAt(text, at, end) : String(entries.size), { at, value });
    const next = afterBlanks(text, endOfValue(text, value));
    at = text.charAt(next) === ',' ? afterBlanks(text, next + 1) : next;
  }
  return entries;
}

function endOfValue(text: string, start: number): number {
  let [offset, level] = [start, 0];
  while (offset < text.length) {
    const sign = text.charAt(offset);
    if (level === 0 && ',}]'.includes(sign)) return offset;
    if ('{['.includes(sign)) level += 1;
    if ('}]'.includes(sign)) level -= 1;
    offset = sign === '"' ? endOfText(text, offset) : offset + 1;
    if (level === 0 && '}]"'.includes(sign)) return offset;
  }
  return offset;
}

/** The offset behind a text in quotation marks. */
function endOfText(text: string, start: number): number {
  let offset = start + 1;
  while (offset < text.length && text.charAt(offset) !== '"') offset += text.charAt(offset) === '\\' ? 2 : 1;
  return offset + 1;
}

function textAt(text: string, start: number, end: number): string {
  return String(JSON.parse(text.slice(start, end)));
}

function afterBlanks(text: string, start: number): number {
  let offset = start;
  while (' \t\n\r'.includes(text.charAt(offset)) && offset < text.length) offset += 1;
  return offset;
}
