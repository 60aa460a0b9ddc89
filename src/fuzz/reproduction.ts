import type { FuzzStep } from './fuzz-case.js';

/** Addresses of a target. */
export interface TargetAddress {
  readonly url: URL;
  readonly maintenance?: { readonly host: string; readonly port: number } | undefined;
}

/** Seconds after which the command of a reproduction gives up. */
const maxTime = 10;

/** Shell commands that send the requests of a case, one line for each. */
export function curlLines(steps: readonly FuzzStep[], address: TargetAddress): readonly string[] {
  return steps.map((step) => curlLine(step, address));
}

function curlLine({ port, request }: FuzzStep, { url, maintenance }: TargetAddress): string {
  const text = plainText(request.bytes);
  if (port === 'http') {
    const head = `curl -sS --max-time ${maxTime} -H 'Content-Type: application/json'`;
    // A text that begins with @ would name a file.
    return text === undefined || text.startsWith('@')
      ? `${printed(request.bytes)} | ${head} --data-binary @- ${url.href}`
      : `${head} --data-binary ${quoted(text)} ${url.href}`;
  }
  const { host, port: number } = maintenance ?? { host: 'localhost', port: 0 };
  const message = Uint8Array.of(...request.bytes, lineFeed);
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return `${printed(message)} | curl -sS --max-time ${maxTime} telnet://${shownHost}:${number}`;
}

const lineFeed = 0x0a;
const minus = 0x2d;

/** The text of bytes that are visible ASCII; undefined for any others. */
function plainText(bytes: Uint8Array): string | undefined {
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f) ? new TextDecoder().decode(bytes) : undefined;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A `printf` of any shell that writes these bytes. */
function printed(bytes: Uint8Array): string {
  const format = [...bytes].map(printedByte).join('');
  // A format that begins with a minus would be an option.
  return `printf ${quoted(format.replace(/^-/, octal(minus)))}`;
}

/** Octal escapes have three digits at most, so that a digit after them is not taken for one of theirs. */
function printedByte(byte: number): string {
  if (byte === 0x5c) return String.raw`\\`;
  if (byte === 0x25) return '%%';
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return octal(byte);
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}
