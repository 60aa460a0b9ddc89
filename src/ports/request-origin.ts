import type { AccessLevel } from '../core/access-level.js';

/**
 * Headers by which a client proves who it is. They are kept in private fields: a copy, JSON or an inspection of an
 * origin never shows them, so that they can't get into the journal, an event or a log line.
 */
export class Credentials {
  readonly #cookie: string | undefined;
  readonly #authorization: string | undefined;

  constructor(cookie: string | undefined, authorization: string | undefined) {
    this.#cookie = cookie;
    this.#authorization = authorization;
  }

  /** The `Cookie` header. */
  get cookie(): string | undefined {
    return this.#cookie;
  }

  /** The `Authorization` header. */
  get authorization(): string | undefined {
    return this.#authorization;
  }
}

/** A login session. */
export interface Session {
  /** The user; its name is that of its level. */
  readonly user: AccessLevel;
}

/** The sessions of one radio, as its ports use them. */
export interface SessionKeeper {
  /** False where a login is neither needed nor served. */
  readonly isOn: boolean;
  /** The valid session that a request belongs to. */
  readonly find: (credentials: Credentials | undefined) => Session | undefined;
  /** Begins the lifetime of a session anew; returns the `Set-Cookie` header, undefined where it was ended meanwhile. */
  readonly renew: (session: Session) => string | undefined;
}

/** Where one request comes from: its port, its peer, and what its protocol says of it. */
export interface RequestOrigin<Port extends string> {
  readonly port: Port;
  /** Address and port of the peer: `127.0.0.1:51234`. */
  readonly peer: string;
  /** HTTP: the request's path, without its query. */
  readonly path?: string;
  /** HTTP: absent where the request has none of these headers. */
  readonly credentials?: Credentials;
  /** Absent while login is off, and where the request has no valid cookie. */
  readonly session?: Session;
  /** True where a deferred order made the request: no client waits for the reply. */
  readonly deferred?: true;
}
