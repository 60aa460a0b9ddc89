/** Bytes of a line. */
const perLine = 16;

/** Digits of the offset at least. */
const offsetDigits = 4;

/** Bytes as lines: offset, bytes in hexadecimal, and those that are visible ASCII as text. */
export function hexDump(bytes: Uint8Array): string {
  const digits = Math.max(offsetDigits, bytes.length.toString(16).length);
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += perLine)
    lines.push(`${hex(offset, digits)}  ${lineOf(bytes.subarray(offset, offset + perLine))}`);
  return lines.join('\n');
}

function lineOf(bytes: Uint8Array): string {
  const numbers = Array.from(bytes, (byte) => hex(byte, 2));
  const halves = [numbers.slice(0, perLine / 2).join(' '), numbers.slice(perLine / 2).join(' ')];
  const width = perLine * 3;
  return `${halves.join('  ').padEnd(width)}  ${Array.from(bytes, character).join('')}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function character(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}
