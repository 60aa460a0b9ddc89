import { type Exchange, requestOf } from './exchange.js';
import { lineText, printfLine, quoted } from './shell-words.js';

/** Addresses of a radio's ports. */
export interface RadioPorts {
  readonly http?: { readonly url: string } | undefined;
  readonly https?: { readonly url: string } | undefined;
  readonly maintenance?: { readonly host: string; readonly port: number } | undefined;
}

/** A command that sends a request again. */
export interface SendAgainLine {
  readonly tool: 'curl' | 'nc';
  readonly line: string;
}

/** Where a radio takes broadcasts; see interface.md. */
const broadcastPath = '/bcast_enc.pyc';

/** Hosts that stand for all addresses of a machine: no client calls them. */
const anyAddress = new Set(['0.0.0.0', '::', '[::]']);

/**
 * The line of a POSIX shell that sends the request of an exchange again: by curl for HTTP and HTTPS, by netcat for the
 * maintenance port. Undefined where the radio does not have this port any more.
 * @param pageHost host of this page, for a radio that listens on all addresses
 */
export function sendAgainLine(
  exchange: Exchange,
  ports: RadioPorts,
  pageHost: string,
): SendAgainLine | undefined {
  const { bytes } = requestOf(exchange);
  if (exchange.port === 'maintenance') {
    if (ports.maintenance === undefined) return undefined;
    const { host, port } = ports.maintenance;
    const address = anyAddress.has(host) ? bare(pageHost) : bare(host);
    return { tool: 'nc', line: `${written(bytes)} | nc ${address} ${port}` };
  }
  const url = (exchange.port === 'https' ? ports.https : ports.http)?.url;
  if (url === undefined) return undefined;
  const target = new URL(url);
  if (anyAddress.has(target.hostname)) target.hostname = pageHost;
  if (exchange.page === 'broadcast') target.pathname = broadcastPath;
  return { tool: 'curl', line: curlLine(bytes, target) };
}

function curlLine(bytes: Uint8Array, target: URL): string {
  // The radio signs its certificate itself.
  const trust = target.protocol === 'https:' ? ' -k' : '';
  const head = `curl -sS${trust} -H 'Content-Type: application/json'`;
  const text = lineText(bytes);
  // With --data-binary a text that begins with @ would name a file.
  return text === undefined
    ? `${printfLine(bytes)} | ${head} --data-binary @- ${quoted(target.href)}`
    : `${head} --data-raw ${quoted(text)} ${quoted(target.href)}`;
}

/** A command that writes a message of the maintenance port, with the line feed that ends it. */
function written(bytes: Uint8Array): string {
  const text = lineText(bytes);
  return text === undefined
    ? printfLine(Uint8Array.of(...bytes, lineFeed))
    : `printf '%s\\n' ${quoted(text)}`;
}

const lineFeed = 0x0a;

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
