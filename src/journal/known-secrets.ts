import type { Span } from '../core/secrets/spans.js';

/** Shorter secrets are hidden by their place alone: everywhere else they may be any word or number. */
export const shortestKnown = 8;

/** Secrets of calls that are remembered, beside those in force. */
const maxRemembered = 32;

/**
 * Only the beginning of a longer secret is searched, characters: all that follows it in a text is hidden. V8 searches
 * up to 250 characters in a time that does not grow with the pattern, however it repeats itself.
 */
const longestKnown = 250;

/** Characters that are searched in one text, for all secrets together, which takes time: in 1 MiB for four of them. */
const maxSearched = 4_194_304;

/** The secrets of one radio whose values are known: those in force, and the last that were sent. */
export class KnownSecrets {
  readonly #inForce: () => readonly (readonly string[])[];
  /** The values in force for which the forms were made: arrays that are replaced, never changed. */
  #seen: readonly (readonly string[])[] = [];
  #remembered: readonly string[] = [];
  #forms: readonly string[] = [];

  /** @param inForce the values of the secret settings now, and other secrets */
  constructor(inForce: () => readonly (readonly string[])[]) {
    this.#inForce = inForce;
  }

  /** Remembers secrets that were sent; the oldest are forgotten. */
  remember(values: readonly string[]): void {
    const isNew = values.filter((value) => value.length >= shortestKnown).map(beginningOf);
    if (isNew.length === 0) return;
    this.#remembered = [...new Set([...isNew, ...this.#remembered])].slice(0, maxRemembered);
    this.#forms = formsOf([...this.#seen.flat(), ...this.#remembered]);
  }

  /** True if a text has one of them. */
  isIn(text: string): boolean {
    return this.#current().some((form) => text.includes(form));
  }

  /** Where a text has them. In a long one not all are searched: first those in force, then the last that were sent. */
  spansIn(text: string): readonly Span[] {
    const spans: Span[] = [];
    const most = Math.max(1, Math.floor(maxSearched / Math.max(1, text.length)));
    for (const form of this.#current().slice(0, most)) {
      const isWhole = form.length < longestKnown;
      for (let at = text.indexOf(form); at >= 0; at = isWhole ? text.indexOf(form, at + form.length) : -1)
        spans.push([at, isWhole ? at + form.length : text.length]);
    }
    return spans;
  }

  #current(): readonly string[] {
    const values = this.#inForce();
    const isSame =
      values.length === this.#seen.length && values.every((value, index) => value === this.#seen[index]);
    if (isSame) return this.#forms;
    this.#seen = values;
    this.#forms = formsOf([...values.flat(), ...this.#remembered]);
    return this.#forms;
  }
}

/** A secret, or the beginning of a long one: a copy, which does not keep the request it was in. */
function beginningOf(value: string): string {
  if (value.length <= longestKnown) return value;
  const last = value.charCodeAt(longestKnown);
  // A half of a character would be found in no text.
  const end = last >= 0xdc00 && last < 0xe000 ? longestKnown + 1 : longestKnown;
  return String(JSON.parse(JSON.stringify(value.slice(0, end))));
}

/** Forms in which a secret is written: as it is, in JSON, and as bytes of UTF-8 that are read one by one. */
function formsOf(values: readonly string[]): readonly string[] {
  const known = values.filter((value) => value.length >= shortestKnown);
  const written = known.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
  const forms = written.flatMap((form) => [form, Buffer.from(form).toString('latin1')]);
  return [...new Set(forms.map((form) => form.slice(0, longestKnown)))];
}
