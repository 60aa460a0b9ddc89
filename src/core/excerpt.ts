import { withoutControls } from './text.js';

const longestShown = 64;

/** A text from outside as a fault shows it: without control characters, and cut. */
export function shownText(text: string): string {
  // Cut before too: what comes may have a MiB, and a control character takes six times its room.
  const plain = withoutControls(text.slice(0, longestShown + 1));
  return plain.length > longestShown ? `${plain.slice(0, longestShown)}…` : plain;
}

/** A key or a path of keys as a fault shows it. */
export function shownKey(path: string): string {
  return path === '' ? '""' : shownText(path);
}

/** A value as a fault shows it: as JSON, and cut. */
export function shown(value: unknown): string {
  // JSON would have null for them, nothing for a function, and would throw for a bigint.
  const isJson = Number.isFinite(value) || ['string', 'boolean', 'object'].includes(typeof value);
  return shownText(isJson ? JSON.stringify(value) : String(value));
}
