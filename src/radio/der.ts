import { utcText } from '../core/time/clock.js';

/** One value in DER, the encoding of certificates: tag, length, content. */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.concat(content);
  if (bytes.length < 0x80) return Buffer.concat([Buffer.of(tag, bytes.length), bytes]);
  const hex = bytes.length.toString(16);
  const length = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, bytes]);
}

/** Several values in a row. */
export const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content);

/** A non-negative whole number, most significant byte first. */
export function integer(bytes: Uint8Array): Buffer {
  // A leading 1 bit would make it negative.
  return der(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.of(0) : Buffer.alloc(0), bytes);
}

/** An object identifier. @param hex its encoded content */
export const identifier = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));

/** A name with one part, the common name. */
export function commonName(name: string): Buffer {
  const part = sequence(identifier('550403'), der(0x0c, Buffer.from(name)));
  return sequence(der(0x31, part));
}

/** A moment to the second, in UTC. @param wallTime ms since 1970 */
export function moment(wallTime: number): Buffer {
  // `2026-01-01T12:00:00.000Z` is `20260101120000Z`.
  const text = utcText(wallTime).replaceAll(/\.\d+|[-:T]/g, '');
  // Years from 1950 to 2049 have two digits.
  return text < '2050' ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text));
}
