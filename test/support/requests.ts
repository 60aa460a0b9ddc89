/** A JSON-RPC request as text. */
export function rpc(method: string, id: unknown = 1, params?: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', method, id, ...(params === undefined ? {} : { params }) });
}

/** A POST as bytes that leaves the connection open for more. */
export function keepAlive(body: string): string {
  return `POST /streamscape_api HTTP/1.1\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** A call without parameters, a read of `freq` by default, padded with blanks to this many bytes. */
export function paddedTo(bytes: number, method = 'freq', id: unknown = 1): string {
  const text = rpc(method, id);
  return `${text.slice(0, -1)}${' '.repeat(bytes - text.length)}}`;
}

/** The bodies of all replies in what an HTTP client got, as JSON. */
export function bodiesOf(text: string): unknown[] {
  return text
    .split(/HTTP\/1\.1 \d+ [^\r]*\r\n/)
    .map((reply) => reply.slice(reply.indexOf('\r\n\r\n') + 4))
    .filter((body) => body !== '')
    .map((body): unknown => JSON.parse(body));
}

/** The ids of all replies in what an HTTP client got, in their order. */
export function idsOf(text: string): unknown[] {
  return bodiesOf(text).map((body) => (body as { id: unknown }).id);
}
