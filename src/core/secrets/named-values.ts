import type { NameBudget, SecretNames } from './secret-names.js';
import type { Span } from './spans.js';

/** Names that are looked at in one text, which takes time: behind the last one all counts as secret. */
const maxNames = 20_000;

/** Longest name, characters, and what may stand between it and its quotes or its separator. */
const maxName = 64;
const maxBetween = 8;

/** Longest array or object behind the name of a secret that is read; the rest of a longer text counts as secret. */
const maxNested = 16_384;

const afterColon = /[^\r\n"',}\]]*/y;
const afterEquals = /[^\s"'&;,}\]]*/y;

/**
 * The values in a text that stand behind the name of a secret: `"enc_key": "1234"`, `token=abc`, `Cookie: a=b`, in JSON,
 * JSON inside a text, a query, a header or plain text. Only a quoted name may have blanks, dots and escapes.
 */
export function namedSpans(text: string, names: SecretNames, budget: NameBudget): readonly Span[] {
  const spans: Span[] = [];
  let colon = text.indexOf(':');
  let equals = text.indexOf('=');
  let until = 0;
  for (let count = 0; colon >= 0 || equals >= 0; count += 1) {
    const isColon = equals < 0 || (colon >= 0 && colon < equals);
    const at = isColon ? colon : equals;
    if (isColon) colon = text.indexOf(':', at + 1);
    else equals = text.indexOf('=', at + 1);
    if (at < until) continue;
    if (count >= maxNames) {
      spans.push([at + 1, text.length]);
      break;
    }
    const name = nameBefore(text, at);
    if (name === '' || !names.means(name, budget)) continue;
    until = addValue(text, afterBlanks(text, at + 1), isColon ? afterColon : afterEquals, spans);
  }
  return spans;
}

/** Names are ASCII, and JSON may escape them: `enc\u005fkey`. */
export function unescaped(text: string): string {
  if (!text.includes('\\u00')) return text;
  return text.replaceAll(/\\u00([2-7][\da-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The name before a separator; empty if there is none. */
function nameBefore(text: string, separator: number): string {
  let to = separator;
  while (to > 0 && separator - to < maxBetween && isBlank(text.charCodeAt(to - 1))) to -= 1;
  const quote = text.charCodeAt(to - 1);
  if (quote !== 34 && quote !== 39) {
    let from = to;
    while (from > 0 && to - from <= maxName && isBare(text.charCodeAt(from - 1))) from -= 1;
    return to - from > maxName ? '' : text.slice(from, to);
  }
  to -= 1;
  for (let slashes = 0; slashes < maxBetween && text.charCodeAt(to - 1) === 92; slashes += 1) to -= 1;
  // An escape in the name has six characters.
  let from = to;
  while (from > 0 && to - from <= 6 * maxName && isInName(text.charCodeAt(from - 1), quote)) from -= 1;
  const name = unescaped(text.slice(from, to));
  return name.length > maxName ? '' : name;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isInName(code: number, quote: number): boolean {
  return code !== quote && code !== 10 && code !== 13;
}

/** True for a letter, a digit, `_` and `-`. */
function isBare(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

function afterBlanks(text: string, at: number): number {
  let to = at;
  while (to - at < maxBetween && isBlank(text.charCodeAt(to))) to += 1;
  return to;
}

/** Adds the value that begins here; returns where it ends. */
function addValue(text: string, at: number, bare: RegExp, spans: Span[]): number {
  const opened = /\\{0,8}(["'[{])/y;
  opened.lastIndex = at;
  const [open = '', bracket] = opened.exec(text) ?? [];
  if (bracket === undefined) {
    bare.lastIndex = at;
    const to = at + (bare.exec(text)?.[0].length ?? 0);
    if (to > at && !/^(?:null|true|false)\s*$/.test(text.slice(at, Math.min(to, at + 16))))
      spans.push([at, to]);
    return to;
  }
  if (bracket === '"' || bracket === "'") {
    const from = at + open.length;
    const to = endOfText(text, from, bracket, open.length - 1);
    if (to > from) spans.push([from, to]);
    return to;
  }
  return addNested(text, at, spans);
}

/** Where a text ends: at its quote behind as many backslashes as its beginning has, or at the end of all. */
function endOfText(text: string, from: number, quote: string, backslashes: number): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (at - slashes > from && text.charCodeAt(at - slashes - 1) === 92) slashes += 1;
    if (backslashes === 0) {
      if (slashes % 2 === 0) return at;
    } else if (slashes <= backslashes) return at - slashes;
  }
  return text.length;
}

/** Every text and number in an array or an object, which keeps its form. */
function addNested(text: string, from: number, spans: Span[]): number {
  let depth = 0;
  let start = -1;
  for (let at = from; at < text.length; at += 1) {
    if (at - from > maxNested) {
      spans.push([start < 0 ? at : start, text.length]);
      return text.length;
    }
    const char = text.charAt(at);
    const isForm = '[]{},:" \t\r\n\\'.includes(char);
    if (!isForm && start < 0) start = at;
    if (isForm && start >= 0) {
      spans.push([start, at]);
      start = -1;
    }
    if (char === '[' || char === '{') depth += 1;
    if (char === ']' || char === '}') depth -= 1;
    if (depth === 0) return at;
  }
  if (start >= 0) spans.push([start, text.length]);
  return text.length;
}
