import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswers } from './http-settings.js';

/** The question of a browser whether a page may send a request: OPTIONS with the method that it will use. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** The origin that may read the reply: `*`, or that of the request; undefined where it is not allowed. */
export function allowedOrigin(
  { headers: { origin } }: IncomingMessage,
  allowed: HttpAnswers['cors'],
): string | undefined {
  if (origin === undefined) return undefined;
  if (allowed.includes('*')) return '*';
  return allowed.includes(origin) ? origin : undefined;
}

/** A list of header names, as a browser writes it. */
const headerNames = /^[\w!#$%&'*+.^`|~-]+(?: *, *[\w!#$%&'*+.^`|~-]+)*$/;

/** Sets the headers that let a page of an allowed origin read the reply. */
export function setCorsHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  { cors, get }: Pick<HttpAnswers, 'cors' | 'get'>,
): void {
  if (cors.length === 0) return;
  const origin = allowedOrigin(request, cors);
  // A reply for one origin must not be taken from a cache for another.
  if (!cors.includes('*')) response.setHeader('Vary', 'Origin');
  if (origin === undefined) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  // Browsers accept cookies only for an origin that is named.
  if (origin !== '*') response.setHeader('Access-Control-Allow-Credentials', 'true');
  if (!isPreflight(request)) return;
  response.setHeader('Access-Control-Allow-Methods', get === 'ok' ? 'GET, HEAD, POST' : 'POST');
  const wanted = request.headers['access-control-request-headers'];
  if (wanted !== undefined && headerNames.test(wanted))
    response.setHeader('Access-Control-Allow-Headers', wanted);
}
