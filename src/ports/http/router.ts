import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostCount } from '../../net/repeated-header.js';
import { allowedOrigin, isPreflight } from './cors.js';
import type { PageName } from '../request-sink.js';
import type { ErrorPages, HttpAnswers, HttpLimits } from './http-settings.js';

/** Paths of the API (interface.md A.1). */
const apiPaths = new Set(['/streamscape_api', '/cgi-bin/streamscape_api']);

/** Paths of pages (interface.md A.1, H.3); the programs of a broadcast have another ending in older firmware. */
const pagePaths: ReadonlyMap<string, PageName> = new Map([
  ['/bcast_enc.pyc', 'broadcast'],
  ['/bcast_enc.py', 'broadcast'],
  ['/cgi-bin/bcast_enc.pyc', 'broadcast'],
  ['/cgi-bin/bcast_enc.py', 'broadcast'],
  ['/cgi-bin/nodePositionHandler.pyc', 'positions'],
  ['/login.sh', 'login'],
]);

const statusTexts: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  417: 'Expectation Failed',
};

/**
 * The HTTP status of a request that is answered without a command, or undefined.
 * @param servesLogin false where there is no page to log in
 */
export function statusWithoutCommand(
  request: IncomingMessage,
  { maxBodyBytes, get, cors }: Pick<HttpLimits, 'maxBodyBytes'> & Pick<HttpAnswers, 'get' | 'cors'>,
  servesLogin: boolean,
): number | undefined {
  const { url = '', method = '' } = request;
  // Other headers that should be single are taken as Node.js merges them: nothing here depends on them.
  if (hostCount(request.rawHeaders) > 1) return 400;
  const page = pageOf(url);
  if (page === undefined && !apiPaths.has(pathOf(url))) return 404;
  if (page === 'login' && !servesLogin) return 404;
  if (page === undefined && get === 'ok' && (method === 'GET' || method === 'HEAD')) return 200;
  if (isPreflight(request) && allowedOrigin(request, cors) !== undefined) return 204;
  if (method !== 'POST' && !(page === 'login' && method === 'GET')) return 405;
  return Number(request.headers['content-length'] ?? 0) > maxBodyBytes ? 413 : undefined;
}

/** The page that a request's target names; undefined for the API, and for a path that is none. */
export function pageOf(url: string): PageName | undefined {
  return apiPaths.has(url) ? undefined : pagePaths.get(pathOf(url));
}

/** Methods that a request may have, by the page that it is for. */
export function allowedMethods(page: PageName | undefined, { get }: Pick<HttpAnswers, 'get'>): string {
  if (page === 'login') return 'GET, POST';
  return page === undefined && get === 'ok' ? 'GET, HEAD, POST' : 'POST';
}

/**
 * Replies with a status alone: 200 and 204 have no body, an error has a page with its name.
 * @param allowed methods that the request may have had
 */
export function sendStatus(
  response: ServerResponse,
  status: number,
  { errorPages }: Pick<HttpAnswers, 'errorPages'>,
  allowed: string,
): void {
  if (status === 200) {
    response.writeHead(200, { 'Content-Length': 0 }).end();
    return;
  }
  if (status === 204) {
    response.writeHead(204).end();
    return;
  }
  const name = statusTexts[status] ?? '';
  const page = pages[errorPages](`${status} ${name}`);
  // Nothing behind such a request on its connection can be trusted either.
  if (status === 400) response.shouldKeepAlive = false;
  if (status === 405) response.setHeader('Allow', allowed);
  const headers = { 'Content-Type': page.type, 'Content-Length': Buffer.byteLength(page.text) };
  response.writeHead(status, name, headers).end(page.text);
}

interface Page {
  readonly type: string;
  readonly text: string;
}

/** Known clients take the three characters after `<title>` for the status (interface.md A.2). */
const pages: Readonly<Record<ErrorPages, (title: string) => Page>> = {
  html: (title) => ({
    type: 'text/html',
    text: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
  }),
  text: (title) => ({ type: 'text/plain', text: `${title}\n` }),
};

/** The query of a request's target, without its question mark. */
export function queryOf(url: string): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at + 1);
}

/** The path of a request's target, without its query. */
export function pathOf(url: string): string {
  if (apiPaths.has(url)) return url;
  const path = /^https?:\/\/[^/]*(\/.*)?$/i.exec(url)?.[1] ?? url;
  return path.split('?', 1)[0] ?? path;
}
