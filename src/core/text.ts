import { jsonStart } from './json-start.js';
import { maskKeys } from './secrets/key-material.js';

/** Characters beyond a cut that are looked at, to see whether a key stands there. */
const longestMasked = 128;

/** Longest text from a peer in a log line, characters. */
const maxLogged = 128;

/** Longest text in the message of an error or an issue, characters. */
const maxExcerpt = 64;

/**
 * Control characters (C0, DEL, C1), those that change the direction of text, and those without a width, as which a
 * text can pass for another: zero-width characters, and the tags of plane 14.
 */
const controls =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

/** Bytes as a text with one character for each of them; nothing is copied before. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Text from outside, safe to print on a terminal: control characters are written as `\u001b`. */
export function escapeControls(text: string): string {
  return text.replace(controls, (control) => control.split('').map(escaped).join(''));
}

/** The same for text of several lines: line feeds and tabs stay. */
export function escapeLines(text: string): string {
  return text.replace(controls, (control) =>
    control === '\n' || control === '\t' ? control : control.split('').map(escaped).join(''),
  );
}

/** One UTF-16 unit as JSON escapes it. */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Text from a peer for a log line: control characters escaped, and cut. */
export function printable(text: string): string {
  if (text.length <= maxLogged) return escapeControls(maskKeys(text));
  return escapeControls(`${maskKeys(text.slice(0, maxLogged + longestMasked)).slice(0, maxLogged)}…`);
}

/** Text from outside for the message of an error or an issue: control characters escaped, and cut. */
export function excerpt(text: string): string {
  // Cut before escaping too: the text may have a MiB, and an escaped control character is six times as long.
  // Keys are hidden first: what is left of one at the cut would not look like one.
  const whole = maskKeys(text.slice(0, maxExcerpt + longestMasked));
  const escaped = escapeControls(whole.slice(0, maxExcerpt + 1));
  return escaped.length > maxExcerpt ? `${escaped.slice(0, maxExcerpt)}…` : escaped;
}

/** The {@link excerpt} of a key, or of a path of keys. */
export function keyExcerpt(path: string): string {
  return path === '' ? '""' : excerpt(path);
}

/** The {@link excerpt} of a value, as JSON. */
export function valueExcerpt(value: unknown): string {
  return excerpt(textOf(value));
}

/** JSON has null for numbers that are not finite, nothing for a function, and throws for a bigint or a cycle. */
function textOf(value: unknown): string {
  const isJson = Number.isFinite(value) || ['string', 'boolean', 'object'].includes(typeof value);
  if (!isJson) return String(value);
  try {
    return jsonStart(value, maxExcerpt);
  } catch {
    return 'an object';
  }
}
