import type { AccessLevel } from '../core/access-level.js';
import type { Clock, Timer } from '../core/time/clock.js';
import type { Session } from '../ports/request-origin.js';

/** Options of sessions. */
interface SessionsOptions {
  /** Device time. */
  readonly clock: Clock;
  /** Time from the last reply to the end of a session, ms. */
  readonly lifetime: () => number;
  /** Sessions at the same time. */
  readonly maxSessions: () => number;
  /** Draws the token of a new session. */
  readonly token: () => string;
}

/** A session that a login began. Its token is in a private field: no copy, JSON or inspection shows it. */
class LoginSession implements Session {
  readonly user: AccessLevel;
  /** Monotonic ms; it is valid while `now < until`. */
  until = 0;
  /** Set where it was ended before its time. */
  isEnded = false;
  readonly #token: string;

  constructor(user: AccessLevel, token: string) {
    this.user = user;
    this.#token = token;
  }

  /** Value of its cookie. */
  token(): string {
    return this.#token;
  }
}

/**
 * The sessions of one radio. There are never more than the limit: at it, a new one ends the one whose last reply is
 * longest ago. One timer removes those that have expired.
 */
export class Sessions {
  readonly #options: SessionsOptions;
  /** By token; the one whose last reply is longest ago comes first. */
  readonly #byToken = new Map<string, LoginSession>();
  #sweep: Timer | undefined;
  #isClosed = false;

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** Number of sessions; those that have just expired count until they are removed. */
  get size(): number {
    return this.#byToken.size;
  }

  /** Begins a session. */
  begin(user: AccessLevel): Session {
    const session = new LoginSession(user, this.#options.token());
    this.#keep(session);
    return session;
  }

  /** The session with this token, if it is valid. */
  find(token: string): Session | undefined {
    const session = this.#byToken.get(token);
    return session !== undefined && this.#options.clock.now() < session.until ? session : undefined;
  }

  /** The valid sessions of a user. */
  of(user: AccessLevel): readonly Session[] {
    const now = this.#options.clock.now();
    return [...this.#byToken.values()].filter((each) => each.user === user && now < each.until);
  }

  /**
   * Begins the lifetime of a session anew, and returns its token; undefined where it was ended meanwhile. One that has
   * expired while its request was carried out goes on: the request came in time.
   */
  renew(session: Session): string | undefined {
    if (!(session instanceof LoginSession) || session.isEnded) return undefined;
    this.#keep(session);
    return session.token();
  }

  /** Ends a session. */
  end(session: Session): void {
    if (!(session instanceof LoginSession)) return;
    session.isEnded = true;
    this.#byToken.delete(session.token());
  }

  /** Ends all sessions. */
  endAll(): void {
    for (const session of [...this.#byToken.values()]) this.end(session);
    this.#sweep?.cancel();
    this.#sweep = undefined;
  }

  /** Ends all sessions, for good; no timer is left. */
  close(): void {
    this.#isClosed = true;
    this.endAll();
  }

  #keep(session: LoginSession): void {
    if (this.#isClosed) return;
    const { clock, lifetime, maxSessions } = this.#options;
    session.until = clock.now() + lifetime();
    this.#byToken.delete(session.token());
    for (const oldest of this.#byToken.values()) {
      if (this.#byToken.size < maxSessions()) break;
      this.end(oldest);
    }
    this.#byToken.set(session.token(), session);
    this.#sweep ??= this.#sweepAt(session.until);
  }

  #sweepAt(until: number): Timer {
    const { clock } = this.#options;
    const sweep = () => this.#removeExpired();
    return clock.setTimeout(sweep, Math.max(0, until - clock.now()), { background: true });
  }

  #removeExpired(): void {
    const now = this.#options.clock.now();
    let next = Infinity;
    for (const [token, { until }] of this.#byToken) {
      if (until <= now) this.#byToken.delete(token);
      else next = Math.min(next, until);
    }
    this.#sweep = next === Infinity ? undefined : this.#sweepAt(next);
  }
}
