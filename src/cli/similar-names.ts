import { distance } from 'fastest-levenshtein';

/** Longer words are cut before they are compared, which takes time. */
const maxCompared = 256;

/** Names in a hint. */
const maxNames = 4;

/**
 * The names that a word may mean: those that have it as a part (`port` in `http-port`), else the nearest ones if a
 * slip of the fingers is between them. Empty where a hint would mislead.
 */
export function similarNames(word: string, names: readonly string[]): readonly string[] {
  const written = word.slice(0, maxCompared).toLowerCase();
  const parts = partsOf(written);
  const whole = names.filter((name) => {
    const own = partsOf(name.toLowerCase());
    return parts.length > 0 && parts.every((part) => own.includes(part));
  });
  if (whole.length > 0) return whole.slice(0, maxNames);
  const far = names
    .map((name) => ({ name, slips: slipsBetween(written, name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= maxSlips(Math.min(written.length, name.length)));
  const least = Math.min(...far.map(({ slips }) => slips));
  return far.flatMap(({ name, slips }) => (slips === least ? [name] : [])).slice(0, maxNames);
}

/** `--http-port` and `http.port` are `http` and `port`. */
const partsOf = (name: string) => name.split(/[^a-z0-9]+/).filter((part) => part !== '');

/** Half of a short word is another word: `port` and `host`. */
const maxSlips = (length: number) => (length < 6 ? 1 : length < 10 ? 2 : 3);

/** Edits between two words; two letters that have changed places are one edit. */
function slipsBetween(one: string, other: string): number {
  const edits = distance(one, other);
  return edits === 2 && one.length === other.length && hasSwap(one, other) ? 1 : edits;
}

function hasSwap(one: string, other: string): boolean {
  const at = Array.from(one).findIndex((letter, index) => letter !== other[index]);
  return one[at] === other[at + 1] && one[at + 1] === other[at];
}
