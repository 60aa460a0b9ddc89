/** Shortest word that can be a key by its look: 128 bits in hexadecimal. */
export const shortestKey = 32;

/** Shortest word that is judged as base64 or the like by the mixture of its characters. */
const shortestMixed = 40;

/** Part of a longer word that is examined, at its beginning and at its end: no key is as long. */
const maxExamined = 512;

/** Longest average of the words in a text that counts as random: in base64 of random bytes they have two characters. */
const randomWords = 3.6;

/** The same for a shorter text. */
const randomWordsOfShort = 2.7;

/** Capitals that random bytes in base64 have at least; the names of files have fewer. */
const fewestCapitals = 5;

/** Shortest word of capitals and digits alone, or of small letters and digits, that is a key: 256 bits in base32. */
const shortestOfTwo = 52;

/** Longest average of the words in such a text: one digit within it is enough. */
const randomWordsOfTwo = 20;

const hyphen = 45;

const uuidLength = 36;
const uuidGaps: ReadonlySet<number> = new Set([8, 13, 18, 23]);

const digit = 1;
const small = 2;
const capital = 4;
/** `+/_-`. */
const symbol = 8;
/** `\` and `%`, which can begin an escape. */
const escape = 16;

const classes = new Uint8Array(65_536);
for (const [set, kind] of [
  ['0123456789', digit],
  ['abcdefghijklmnopqrstuvwxyz', small],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', capital],
  ['+/_-', symbol],
  ['\\%', escape],
] as const)
  for (const char of set) classes[char.charCodeAt(0)] = kind;

const hexDigits = new Uint8Array(65_536);
for (const char of '0123456789abcdefABCDEF') hexDigits[char.charCodeAt(0)] = 1 + Number.parseInt(char, 16);

/** Characters of words with escapes that are still decoded in one text. Behind them, such words count as keys. */
export interface KeyBudget {
  escaped: number;
}

/** The budget of one text. */
export function newKeyBudget(): KeyBudget {
  return { escaped: 32_768 };
}

/** Not 0 for a letter, a digit, `+/_-`, and the beginning of an escape that stands for ASCII. */
export function kindAt(text: string, at: number): number {
  const kind = classes[text.charCodeAt(at)] ?? 0;
  return kind === escape && escapeLength(text, at) === 0 ? 0 : kind;
}

/** Length of what stands here for one character: that of an escape, else 1. */
export function unitLength(text: string, at: number, kind: number): number {
  return kind === escape ? escapeLength(text, at) : 1;
}

/** Length of an escape that stands for one character of ASCII: `\u0041`, `\/`, `%2B`; else 0. */
function escapeLength(text: string, at: number): number {
  if (text.charCodeAt(at) === 37) return isHex(text, at + 1) && isHex(text, at + 2) ? 3 : 0;
  if (text.charCodeAt(at + 1) === 47) return 2;
  const isUnicode =
    text.charCodeAt(at + 1) === 117 &&
    text.charCodeAt(at + 2) === 48 &&
    text.charCodeAt(at + 3) === 48 &&
    isHex(text, at + 4) &&
    isHex(text, at + 5);
  return isUnicode ? 6 : 0;
}

/** True if a hexadecimal digit stands here. */
export function isHex(text: string, at: number): boolean {
  return at >= 0 && at < text.length && hexDigits[text.charCodeAt(at)] !== 0;
}

/**
 * Tests a word of at least {@link shortestKey} characters. Of a long one the beginning and the end are tested.
 * @param kinds those of its characters, of {@link kindAt}
 */
export function isKey(text: string, from: number, to: number, kinds: number, budget: KeyBudget): boolean {
  const isMixed = (kinds & small) !== 0 && (kinds & capital) !== 0;
  // No key is of letters of one kind, or of digits alone.
  if (!isMixed && (kinds & escape) === 0 && ((kinds & digit) === 0 || (kinds & (small | capital)) === 0))
    return false;
  if (to - from <= 2 * maxExamined) return isKeyPart(text, from, to, budget);
  return isKeyPart(text, from, from + maxExamined, budget) || isKeyPart(text, to - maxExamined, to, budget);
}

function isKeyPart(text: string, from: number, to: number, budget: KeyBudget): boolean {
  const verdict = judge(text, from, to);
  if (verdict !== undefined) return verdict;
  budget.escaped -= to - from;
  if (budget.escaped < 0) return true;
  return decoded(text.slice(from, to))
    .split(/[^A-Za-z\d+/_-]+/)
    .some((word) => word.length >= shortestKey && judge(word, 0, word.length) === true);
}

function decoded(text: string): string {
  return text
    .replaceAll('\\/', '/')
    .replace(/(?:\\u00|%)([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Tests a word; undefined if it has escapes. */
function judge(text: string, from: number, to: number): boolean | undefined {
  if (to - from === uuidLength && hasGapsOfUuid(text, from)) return false;
  const tally: Tally = { length: to - from, kinds: 0, capitals: 0, words: 0, symbols: 0 };
  let hexFrom = from;
  let digits = 0;
  let before = 0;
  /** True if the one before was a capital that begins a word: `Key`. */
  let isFirst = false;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    const kind = classes[code] ?? 0;
    if (hexDigits[code] !== 0) digits += 1;
    else if (code !== hyphen) {
      if (kind === escape) return undefined;
      if (digits >= shortestKey && holdsHexKey(text, hexFrom, at)) return true;
      hexFrom = at + 1;
      digits = 0;
    }
    if (kind === symbol) tally.symbols += 1;
    else if (kind !== before && !(kind === small && isFirst)) tally.words += 1;
    if (kind === capital) tally.capitals += 1;
    isFirst = kind === capital && kind !== before;
    tally.kinds |= kind;
    before = kind;
  }
  return (digits >= shortestKey && holdsHexKey(text, hexFrom, to)) || isRandom(tally);
}

/** Counts of a word's characters. */
interface Tally {
  readonly length: number;
  kinds: number;
  capitals: number;
  /** Words in it: `readHttp2` has `read`, `Http` and `2`. */
  words: number;
  symbols: number;
}

function isRandom({ length, kinds, capitals, words, symbols }: Tally): boolean {
  if (kinds === (capital | digit) || kinds === (small | digit))
    return length >= shortestOfTwo && length / words < randomWordsOfTwo;
  if (capitals < fewestCapitals || (kinds & small) === 0) return false;
  const ofWords = (length - symbols) / words;
  if (length < shortestMixed) return (kinds & digit) !== 0 && ofWords < randomWordsOfShort;
  return ofWords < randomWords;
}

/**
 * Tests hexadecimal digits with others between. Digits alone are a number, the same few digits again and again are no key, and a
 * UUID is an identifier.
 */
export function holdsHexKey(text: string, from: number, to: number): boolean {
  let digits = 0;
  let ofLetters = 0;
  let seen = 0;
  for (let at = from; at < to; at += 1) {
    if (at + uuidLength <= to && hasGapsOfUuid(text, at) && isUuid(text, at, from, to)) {
      at += uuidLength - 1;
      digits = 0;
      ofLetters = 0;
      seen = 0;
      continue;
    }
    const value = hexDigits[text.charCodeAt(at)] ?? 0;
    if (value === 0) continue;
    digits += 1;
    seen |= 1 << (value - 1);
    if (value > 10) ofLetters += 1;
    if (digits >= shortestKey && ofLetters > 1 && hasFour(seen)) return true;
  }
  return false;
}

/** True for a text of the length of a UUID, with hyphens where a UUID has them: no key has. */
export function isUuidLike(text: string): boolean {
  return text.length === uuidLength && hasGapsOfUuid(text, 0);
}

/** True if hyphens stand where a UUID that begins here has them. */
function hasGapsOfUuid(text: string, at: number): boolean {
  return (
    text.charCodeAt(at + 8) === hyphen &&
    text.charCodeAt(at + 13) === hyphen &&
    text.charCodeAt(at + 18) === hyphen &&
    text.charCodeAt(at + 23) === hyphen
  );
}

/** True if digits stand here that are grouped as those of a UUID, and none beside them. */
function isUuid(text: string, at: number, from: number, to: number): boolean {
  for (let index = at; index < at + uuidLength; index += 1)
    if (text.charCodeAt(index) === hyphen && !uuidGaps.has(index - at)) return false;
  return !(at > from && isHex(text, at - 1)) && !(at + uuidLength < to && isHex(text, at + uuidLength));
}

/** True if at least four bits are set. */
function hasFour(bits: number): boolean {
  const one = bits & (bits - 1);
  const two = one & (one - 1);
  return (two & (two - 1)) !== 0;
}
