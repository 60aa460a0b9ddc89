import type { ServerResponse } from 'node:http';

/** The reply to one request. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  /** The body, whose length is the sum of all. */
  readonly pieces: readonly Buffer[];
  /** Further headers, also in place of those of every reply. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A reply that is a short text. */
export function textReply(status: number, contentType: string, text: string): Reply {
  return { status, contentType, pieces: [Buffer.from(text)] };
}

/** Headers of every reply: no caching, and no guessing of the type by browsers. */
export function prepare(response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
}

/** Sends a whole reply. */
export function sendReply(response: ServerResponse, { status, contentType, pieces, headers }: Reply): void {
  prepare(response);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': length, ...headers });
  for (const piece of pieces.slice(0, -1)) response.write(piece);
  response.end(pieces.at(-1));
}
