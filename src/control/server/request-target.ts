import type { IncomingMessage } from 'node:http';
import { printable } from '../../core/text.js';
import { ControlError } from './control-error.js';

/** Path of the page for browsers. */
export const pagePath = '/';

/** The beginning of the paths of its scripts, styles and images. */
export const pagePrefix = '/page/';

/** True for the paths of the page, which hold nothing of the simulator. */
export function isPagePath(pathname: string): boolean {
  return pathname === pagePath || pathname.startsWith(pagePrefix);
}

/** The target of a request: its path, and its query as it was sent. */
export function targetOf({ url = '' }: IncomingMessage): {
  readonly pathname: string;
  readonly query: string;
} {
  const at = url.indexOf('?');
  return at === -1 ? { pathname: url, query: '' } : { pathname: url.slice(0, at), query: url.slice(at + 1) };
}

/** The parameters of a query. Throws `OPTION_INVALID` for duplicates. */
export function parametersOf(query: string): Readonly<Record<string, string>> {
  const pairs = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (pairs.has(name))
      throw new ControlError('OPTION_INVALID', `query: ${printable(name)}: is there twice; allowed: once`);
    pairs.set(name, value);
  }
  return Object.fromEntries(pairs);
}
