import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Secret } from '../../config/secret.js';
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

  /** Throws `FORBIDDEN`, `UNAUTHORIZED`. */
  check(headers: IncomingHttpHeaders): void {
    this.#checkHost(headers.host);
    checkSite(headers);
    this.#checkToken(headers.authorization);
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

function checkSite({ host = '', origin, 'sec-fetch-site': site }: IncomingHttpHeaders): void {
  const isForeign = origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`;
  if (!isForeign && site !== 'cross-site' && site !== 'same-site') return;
  throw new ControlError('FORBIDDEN', 'a page of another site asks');
}

/** Digests have the same length for every token, so that they can be compared in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
