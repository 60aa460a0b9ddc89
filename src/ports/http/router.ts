import type { IncomingMessage, ServerResponse } from 'node:http';

/** Paths of the API (interface.md A.1). */
const apiPaths = new Set(['/streamscape_api', '/cgi-bin/streamscape_api']);

const statusTexts: Readonly<Record<number, string>> = {
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  417: 'Expectation Failed',
};

/** The HTTP status of a request that the API does not take, or undefined. */
export function routeError(request: IncomingMessage, maxBodyBytes: number): number | undefined {
  const { url = '' } = request;
  if (!apiPaths.has(url) && !apiPaths.has(pathOf(url))) return 404;
  if (request.method !== 'POST') return 405;
  return Number(request.headers['content-length'] ?? 0) > maxBodyBytes ? 413 : undefined;
}

/** Replies with a status and its name as text. */
export function refuse(response: ServerResponse, status: number): void {
  const name = statusTexts[status] ?? '';
  const text = `${status} ${name}\n`;
  if (status === 405) response.setHeader('Allow', 'POST');
  const headers = { 'Content-Type': 'text/plain', 'Content-Length': Buffer.byteLength(text) };
  response.writeHead(status, name, headers).end(text);
}

/** The path of a request's target, without its query. */
export function pathOf(url: string): string {
  const path = /^https?:\/\/[^/]*(\/.*)?$/i.exec(url)?.[1] ?? url;
  return path.split('?', 1)[0] ?? path;
}
