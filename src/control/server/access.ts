import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Secret } from '../../config/secret.js';
import { printable } from '../../core/text.js';
import { repeatedHeader } from '../../net/repeated-header.js';
import { ControlError } from './control-error.js';

/** Options of the access check. */
interface AccessOptions {
  /** Address that it listens on. */
  readonly host: string;
  /** Further allowed names in `Host`, besides that address and the loopback names. */
  readonly allowedHosts: readonly string[];
  /** Required bearer token; undefined: none. */
  readonly token: Secret | undefined;
}

/**
 * Access check of the control plane. Web pages in a browser on this machine can reach the loopback address: `Origin`
 * and `Sec-Fetch-Site` reveal a page of another site, `Host` reveals DNS rebinding.
 */
export class Access {
  readonly #hosts: ReadonlySet<string>;
  readonly #token: Buffer | undefined;

  constructor({ host, allowedHosts, token }: AccessOptions) {
    const bound = host.includes(':') ? `[${host}]` : host;
    const names = [bound, 'localhost', '127.0.0.1', '[::1]', ...allowedHosts];
    this.#hosts = new Set(names.map((name) => name.toLowerCase()));
    this.#token = token === undefined ? undefined : digest(token.reveal());
  }

  /**
   * Throws `OPTION_INVALID` for headers that can't be trusted, `FORBIDDEN`, `UNAUTHORIZED`.
   *
   * @param isPublic true for what needs no token
   */
  check({ headers, rawHeaders }: Pick<IncomingMessage, 'headers' | 'rawHeaders'>, isPublic: boolean): void {
    checkForm(headers, rawHeaders);
    this.#checkHost(headers.host);
    checkSite(headers);
    if (!isPublic) this.#checkToken(headers.authorization);
  }

  #checkHost(host = ''): void {
    const name = hostForm.exec(host.toLowerCase())?.[1];
    if (name !== undefined && this.#hosts.has(name)) return;
    throw new ControlError('FORBIDDEN', 'the Host header names another host; see control.allowedHosts');
  }

  #checkToken(authorization = ''): void {
    if (this.#token === undefined) return;
    const given = /^bearer +(.+)$/i.exec(authorization)?.[1];
    if (given !== undefined && timingSafeEqual(digest(given.trim()), this.#token)) return;
    throw new ControlError('UNAUTHORIZED', 'a token is needed, as in "Authorization: Bearer TOKEN"', {
      'WWW-Authenticate': 'Bearer',
    });
  }
}

/** A name, an IPv4 address, or an IPv6 address in brackets; then optionally a port. */
const hostForm = /^(\[[\da-f:.]+\]|[^\s:/@[\]]+)(?::\d{1,5})?$/;

/**
 * Headers that a request may have once. Two of them are two statements, of which a proxy in front may have believed
 * the other one.
 */
const single: ReadonlySet<string> = new Set([
  'host',
  'origin',
  'authorization',
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'expect',
  'upgrade',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'sec-fetch-user',
]);

/** Nothing behind such a request on its connection can be trusted either. */
const close = { Connection: 'close' };

function checkForm({ 'transfer-encoding': coding }: IncomingHttpHeaders, rawHeaders: readonly string[]) {
  const repeated = repeatedHeader(rawHeaders, single);
  if (repeated !== undefined)
    throw new ControlError('OPTION_INVALID', `header: ${repeated}: is there twice; allowed: once`, close);
  // Node.js takes the chunks off, and nothing else.
  if (coding !== undefined && coding.toLowerCase() !== 'chunked')
    throw new ControlError(
      'OPTION_INVALID',
      `header: transfer-encoding: "${printable(coding)}" is not allowed; allowed: chunked`,
      close,
    );
}

/**
 * Values of `Sec-Fetch-Site` for a request that no page of another site has made. They are tokens, which are compared
 * exactly (Fetch Metadata, 2.3; RFC 9651, 3.3.4): any other text, of another case too, counts as another site.
 */
const ownSites: ReadonlySet<string | readonly string[] | undefined> = new Set([
  undefined,
  'same-origin',
  'none',
]);

function checkSite(headers: IncomingHttpHeaders): void {
  if (isOwnOrigin(headers) && ownSites.has(headers['sec-fetch-site'])) return;
  throw new ControlError('FORBIDDEN', 'a page of another site asks');
}

function isOwnOrigin({ host = '', origin, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (origin === undefined || withoutPort80(origin) === withoutPort80(`http://${host}`)) return true;
  // Behind a proxy that speaks TLS; a browser says "same-origin" only if the page has the scheme of the request too.
  return site === 'same-origin' && origin.toLowerCase() === `https://${host.toLowerCase()}`;
}

/** Scheme and host are compared without regard to case, and 80 is the port of http (RFC 9110, 4.2.3). */
function withoutPort80(origin: string): string {
  return origin.toLowerCase().replace(/:80$/, '');
}

/** Digests have the same length for every token, so that they can be compared in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
