import { isVisible } from './visible-text.js';

/** Characters that no POSIX shell gives a meaning. */
const plain = /^[\w./:=@%+,-]+$/;

/** A text in single quotes, as any POSIX shell reads it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * A text as one word of a command. Characters without a shape are written by `printf`, since a terminal may act on them
 * when the line is pasted. Undefined for a text that no argument can hold.
 */
export function shellWord(text: string): string | undefined {
  if (/[\0\p{Cs}]/u.test(text)) return undefined;
  if (plain.test(text)) return text;
  return runsOf(text)
    .map((run) => (run.isPlain ? quoted(run.text) : `"$(${printfLine(new TextEncoder().encode(run.text))})"`))
    .join('');
}

/** Part of a text. */
interface Run {
  text: string;
  /** True if it can stand between quotes as it is. */
  readonly isPlain: boolean;
}

/** Parts of a text, one at least. Line feeds stay as they are: a command substitution drops them at its end. */
function runsOf(text: string): readonly Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const isPlain = character === '\n' || isVisible(character);
    const last = runs.at(-1);
    if (last?.isPlain === isPlain) last.text += character;
    else runs.push({ text: character, isPlain });
  }
  return runs.length === 0 ? [{ text: '', isPlain: true }] : runs;
}

/** Bytes as text if a line can hold it between quotes as it is; undefined for any others. */
export function lineText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return isVisible(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

const minus = 0x2d;

/** A `printf` of any POSIX shell that writes these bytes. */
export function printfLine(bytes: Uint8Array): string {
  const format = Array.from(bytes, formatOf).join('');
  // A format that begins with a minus would be an option.
  return `printf ${quoted(format.replace(/^-/, octal(minus)))}`;
}

/** Octal escapes have three digits at most, so that a digit after them is not taken for one of theirs. */
function formatOf(byte: number): string {
  if (byte === 0x5c) return String.raw`\\`;
  if (byte === 0x25) return '%%';
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return octal(byte);
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}
