import {
  type KeyBudget,
  holdsHexKey,
  isHex,
  isKey,
  kindAt,
  newKeyBudget,
  shortestKey,
  unitLength,
} from './key-word.js';
import { pemBlocks } from './pem.js';
import type { Span } from './spans.js';
import { maskSpans, none } from './spans.js';

/** Pairs of digits of the shortest key that is written as `0f:1e:…`: 128 bits. An EUI-64 has 8. */
const fewestPairs = 16;

/** Part of more pairs that is examined, characters. */
const examinedOfPairs = 512;

/** Characters of a long word that are looked at one by one: only its beginning and its end are judged. */
const walked = 1_024;

/** Characters of words, and escapes; so few at once that it needs little of the stack. */
const run = /(?:[A-Za-z\d+/_-]+|\\u00[\dA-Fa-f]{2}|\\\/|%[\dA-Fa-f]{2}){1,1000}/y;

/** Keys that are found in one text, which takes time: behind the last one all is taken for keys. */
const maxKeys = 1_000;

/**
 * The parts of a text that look like a key, as `key-word.ts` judges; 16 and more pairs of hexadecimal digits; PEM blocks
 * that are not public. JSON escapes and percent encoding count as the characters that they stand for. Only each 32nd
 * character of a text is looked at, unless it stands in a word.
 */
export function keySpans(text: string): readonly Span[] {
  if (text.length < shortestKey) return none;
  const spans: Span[] = [];
  const budget = newKeyBudget();
  let from = 0;
  for (const block of pemBlocks(text)) {
    addKeys(text, from, block.span[0], spans, budget);
    if (!block.isPublic) spans.push(block.span);
    from = block.span[1];
  }
  addKeys(text, from, text.length, spans, budget);
  return spans;
}

/** A text with the parts that look like a key as asterisks, one for each character. */
export function maskKeys(text: string): string {
  return text.length < shortestKey ? text : maskSpans(text, keySpans(text));
}

/** Adds the keys in a part of a text. */
function addKeys(text: string, first: number, end: number, spans: Span[], budget: KeyBudget): void {
  let floor = first;
  let at = first + shortestKey - 1;
  while (at < end) {
    const probe = kindAt(text, at) === 0 ? pairBefore(text, at) : at;
    if (probe < floor) {
      at += shortestKey;
      continue;
    }
    let kinds = 0;
    let from = probe + 1;
    for (let kind = kindAt(text, probe); kind !== 0; kind = from > floor ? kindAt(text, from - 1) : 0) {
      kinds |= kind;
      from -= 1;
    }
    let to = probe + 1;
    let skipFrom = probe + walked;
    for (let kind = to < end ? kindAt(text, to) : 0; kind !== 0; kind = to < end ? kindAt(text, to) : 0) {
      kinds |= kind;
      const next = to + unitLength(text, to, kind);
      to = next > skipFrom ? beforeEnd(text, to, end) : next;
      if (next > skipFrom) skipFrom = Infinity;
    }
    const pairs = to - from === 2 ? pairsAround(text, from, floor, end) : undefined;
    const span: Span = pairs ?? [from, to];
    if (pairs !== undefined || (to - from >= shortestKey && isKey(text, from, to, kinds, budget)))
      spans.push(span);
    if (spans.length >= maxKeys) {
      spans.push([span[1], end]);
      return;
    }
    floor = span[1];
    at = floor + shortestKey;
  }
}

/** Where the end of a long word begins, or the next character: a regular expression reads what is between faster. */
function beforeEnd(text: string, from: number, end: number): number {
  let to = from;
  for (run.lastIndex = from; to < end && run.test(text);) to = run.lastIndex;
  return Math.max(from + 1, Math.min(to, end) - walked);
}

/** Where the second digit of a pair stands, if here is the separator behind it; else -1. */
function pairBefore(text: string, at: number): number {
  return isSeparator(text, at) && isHex(text, at - 1) ? at - 1 : -1;
}

/** All of `0f:1e:…` or `0f 1e …` of which this is one pair; undefined if there are too few, or no letters. */
function pairsAround(text: string, pair: number, floor: number, end: number): Span | undefined {
  const separator = text.charCodeAt(isSeparator(text, pair + 2) ? pair + 2 : pair - 1);
  if (separator !== 58 && separator !== 32) return undefined;
  let from = pair;
  while (from - 3 >= floor && text.charCodeAt(from - 1) === separator && isPair(text, from - 3)) from -= 3;
  let to = pair + 2;
  while (to + 3 <= end && text.charCodeAt(to) === separator && isPair(text, to + 1)) to += 3;
  if (to - from < 3 * fewestPairs - 1) return undefined;
  const digits = text.slice(from, Math.min(to, from + examinedOfPairs));
  return holdsHexKey(digits, 0, digits.length) ? [from, to] : undefined;
}

function isSeparator(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 58 || code === 32;
}

/** True if exactly two digits stand here. */
function isPair(text: string, at: number): boolean {
  return isHex(text, at) && isHex(text, at + 1) && !isHex(text, at - 1) && !isHex(text, at + 2);
}
