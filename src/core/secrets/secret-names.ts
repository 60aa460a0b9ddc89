import { distance } from 'fastest-levenshtein';

/** Names of secrets, compared without case and separators; they may be a part of a name. */
const stems: readonly string[] = [
  'enckey',
  'encryptionkey',
  'privatekey',
  'secretkey',
  'sharedkey',
  'masterkey',
  'sessionkey',
  'apikey',
  'authkey',
  'accesskey',
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'credential',
  'authorization',
];

/** Words that make a name that of a secret, where they are a word of it: `wpa_psk`, `sessionToken`. */
const words: ReadonlySet<string> = new Set([
  'auth',
  'cookie',
  'cookies',
  'key',
  'keys',
  'pass',
  'psk',
  'pw',
  'pwd',
  'secret',
  'secrets',
  'token',
  'tokens',
]);

/** Last words of names that only describe a secret: `enc_key_len`. */
const descriptions: ReadonlySet<string> = new Set(['bits', 'count', 'len', 'length', 'size', 'type']);

/** Longer texts are no names. */
const maxLength = 64;

/** Names in one text that are judged for the first time, which takes time; further ones are taken for secret. */
const maxJudged = 500;

/** Verdicts that are kept. */
const maxVerdicts = 1_000;

/** Number of names that are still judged for the first time in one text. */
export interface NameBudget {
  names: number;
}

/** The budget of one text. */
export function newNameBudget(): NameBudget {
  return { names: maxJudged };
}

/** Shorter names mean nothing, except for this one. */
const shortestName = 3;
const shortName = 'pw';

/** Judges names: does a name mean a secret, also if it is misspelt? */
export class SecretNames {
  readonly #known: ReadonlyMap<string, boolean>;
  /** Without case and separators, by verdict. */
  readonly #secret: readonly string[];
  readonly #plain: readonly string[];
  readonly #plainSet: ReadonlySet<string>;
  readonly #verdicts = new Map<string, boolean>();

  /**
   * @param secret names with secrets, beside those that every program has
   * @param plain names that have none, whatever they are like
   */
  constructor(secret: readonly string[] = [], plain: readonly string[] = []) {
    this.#known = new Map([
      ...plain.map((name) => [name, false] as const),
      ...secret.map((name) => [name, true] as const),
    ]);
    this.#secret = [...new Set([...stems, ...secret.map(bare)])];
    this.#plain = plain.map(bare);
    this.#plainSet = new Set(this.#plain);
  }

  /** True if a name is that of a secret, or is likelier to mean one than anything else. */
  means(name: string, budget?: NameBudget): boolean {
    if (name.length > maxLength) return false;
    const known = this.#known.get(name) ?? this.#verdicts.get(name);
    if (known !== undefined) return known;
    if (name.length < shortestName && name.toLowerCase() !== shortName) return false;
    if (!hasLetter(name)) return false;
    if (budget !== undefined) {
      budget.names -= 1;
      if (budget.names < 0) return true;
    }
    const verdict = this.#judge(name);
    if (this.#verdicts.size >= maxVerdicts) this.#verdicts.clear();
    this.#verdicts.set(name, verdict);
    return verdict;
  }

  /** True if a word of a text {@link means} a secret; without words as short as `key`, which texts have for other reasons. */
  isNamedIn(text: string, budget: NameBudget): boolean {
    // A quoted name may have blanks and dots.
    const found = /"[\w .-]{5,24}(?=\\{0,8}")|(?<![\w-])[\w-]{5,64}(?![\w-])/g;
    for (const [match] of text.matchAll(found)) {
      const word = match.startsWith('"') ? match.slice(1) : match;
      if (!isWeak(word) && this.means(word, budget)) return true;
    }
    return false;
  }

  #judge(name: string): boolean {
    const text = bare(name);
    if (text.length < 2 || this.#plainSet.has(text)) return false;
    const parts = wordsOf(name);
    if (descriptions.has(parts.at(-1) ?? '')) return false;
    const nearest = nearestOf(text, this.#secret);
    const isSecret =
      nearest <= 2 ||
      parts.some((word) => words.has(word)) ||
      this.#secret.some((secret) => secret.length > 4 && text.includes(secret));
    return isSecret && nearestOf(text, this.#plain) >= nearest;
  }
}

/** True for a text with an ASCII letter: a number is no name. */
function hasLetter(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const lower = text.charCodeAt(at) | 32;
    if (lower >= 97 && lower <= 122) return true;
  }
  return false;
}

/** Names of secrets that every program has. */
export const commonSecretNames = new SecretNames();

/** A name alone that texts have for other reasons: `token`. */
function isWeak(name: string): boolean {
  return words.has(name.toLowerCase());
}

/** A name without case and separators. */
function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d]/g, '');
}

/** The words of a name in snake, kebab or camel case, in lower case and without numbers at their ends. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '');
}

/** Changes between a text and the nearest name; 99 where every name is further than its length allows. */
function nearestOf(text: string, names: readonly string[]): number {
  let nearest = 99;
  for (const name of names) {
    const allowed = name.length < 4 ? 0 : name.length < 6 ? 1 : 2;
    if (Math.abs(name.length - text.length) > allowed) continue;
    const changes = distance(text, name);
    if (changes <= allowed && changes < nearest) nearest = changes;
  }
  return nearest;
}
