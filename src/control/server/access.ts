import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Secret } from '../../config/secret.js';
import { ControlError } from './control-error.js';

/** Who may use the control plane. */
export interface AccessOptions {
  /** Address that it listens on. */
  readonly host: string;
  /** Names in `Host` beside that and the loopback's. */
  readonly allowedHosts: readonly string[];
  /** What must be shown; undefined: nothing. */
  readonly token: Secret | undefined;
}

/**
 * Decides who may use the control plane. A page in a browser on this machine can reach the loopback: one of another
 * site is known by `Origin` and `Sec-Fetch-Site`, one whose name was turned to point here by `Host`.
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

/** A name, an IPv4 address, or an IPv6 address in brackets; then a port, or none. */
const hostForm = /^(\[[\da-f:.]+\]|[^\s:/@[\]]+)(?::\d{1,5})?$/;

function checkSite({ host = '', origin, 'sec-fetch-site': site }: IncomingHttpHeaders): void {
  const isForeign = origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`;
  if (!isForeign && site !== 'cross-site' && site !== 'same-site') return;
  throw new ControlError('FORBIDDEN', 'a page of another site asks');
}

/** Of one length whatever the text, so that comparing takes the same time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
