import { closest, distance } from 'fastest-levenshtein';

/** Longer texts are cut before they are compared, which takes time; few names are as long. */
export const maxCompared = 64;

/** The name that a text was most likely meant to be; undefined if there are no names. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const cut = text.slice(0, maxCompared);
  const lower = cut.toLowerCase();
  const inOtherCase = names.find((name) => name.toLowerCase() === lower);
  if (inOtherCase !== undefined || names.length === 0) return inOtherCase;
  return closest(cut, names);
}

/** The nearest name for the end of a message: `; the nearest is "freq"`. Empty if no name is like the value. */
export function nearestHint(value: unknown, names: readonly string[]): string {
  if (typeof value !== 'string') return '';
  const name = nearest(value, names);
  return name === undefined || !isLike(value, name) ? '' : `; the nearest is "${name}"`;
}

/** True if half of the longer text is the same, or one text begins with the other. */
function isLike(text: string, name: string): boolean {
  const [one, other] = [text.slice(0, maxCompared).toLowerCase(), name.toLowerCase()];
  if (one === '') return false;
  return (
    other.startsWith(one) ||
    one.startsWith(other) ||
    distance(one, other) * 2 <= Math.max(one.length, other.length)
  );
}
