import { type AccessLevel, isAtLeast, levelsFrom } from '../core/access-level.js';
import type { WireError } from '../core/errors.js';
import type { RandomStream } from '../core/random.js';
import type { Clock } from '../core/time/clock.js';
import type { ResolvedConfig } from '../config/resolve.js';
import type { Origin } from '../ports/origin.js';
import { portRegistry } from '../ports/registry.js';
import type { Credentials, Session, SessionKeeper } from '../ports/request-origin.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { Command } from '../radio/declaration.js';
import { AccessRules } from './access-rules.js';
import { cookieIn, setCookie } from './cookie.js';
import { LoginCounts, type LoginFigures, type LoginResult } from './login-counts.js';
import { Sessions } from './sessions.js';
import { Users, factoryPassword } from './users.js';

/** Settings of logins. */
type LoginSettings = ResolvedConfig['login'];

/** Options of logins. */
interface LoginOptions {
  readonly settings: LoginSettings;
  /** Device time. */
  readonly clock: Clock;
  /** All methods, custom methods included. */
  readonly catalogue: Catalogue;
  readonly accessOf: (command: Command) => 'read' | 'write';
  /** Changes with each boot of the radio. */
  readonly boot: () => number;
  /** True once `zeroize` has restored the users. */
  readonly areUsersRestored: () => boolean;
  /** Tokens of sessions are drawn from it, so that the same seed gives the same bytes. */
  readonly random: () => RandomStream;
  readonly onTry: (tried: LoginTry) => void;
}

/** A login that was tried. */
export interface LoginTry {
  readonly result: LoginResult;
  /** Absent where there is no user of the given name: that may be anything, even a password. */
  readonly user?: AccessLevel;
  /** Set where the user is locked out from now on, ms. */
  readonly lockoutMs?: number;
  readonly peer: string;
}

/** The fields of a login. */
export interface GivenLogin {
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/** Ports that ask for a login: those that serve HTTP. The maintenance port has none (interface.md C). */
const asking: ReadonlySet<string> = new Set(
  portRegistry.filter(({ api }) => api !== undefined).map(({ name }) => name),
);

/** Hexadecimal digits of a token. */
const tokenLength = 32;

/**
 * The login of one radio (interface.md A.6, H.4): its users, their sessions, and what each level may do. All of it is
 * in memory only; a boot, `zeroize` and a reset end all sessions and lock-outs.
 */
export class Login implements SessionKeeper {
  readonly #options: LoginOptions;
  readonly #sessions: Sessions;
  readonly #users: Users;
  readonly #rules: AccessRules;
  readonly #counts = new LoginCounts();
  #settings: LoginSettings;
  #passwords: readonly string[];
  #boot: number;
  #isOn = true;

  constructor(options: LoginOptions) {
    const { settings, clock, catalogue, accessOf, boot } = options;
    this.#options = options;
    this.#settings = settings;
    this.#passwords = passwordsIn(settings);
    this.#boot = boot();
    this.#sessions = new Sessions({
      clock,
      lifetime: () => this.#settings.lifetime,
      maxSessions: () => this.#settings.maxSessions,
      token: () => this.#newToken(),
    });
    this.#users = new Users({
      clock,
      passwordOf: (user) => this.passwordOf(user),
      maxTries: () => this.#settings.maxTries,
      lockout: () => this.#settings.lockout,
    });
    this.#rules = new AccessRules({ catalogue, accessOf, levels: () => this.#settings.levels });
  }

  /** Changes the settings for new requests; sessions keep the end that they have until their next reply. */
  configure(settings: LoginSettings): void {
    this.#settings = settings;
    this.#passwords = passwordsIn(settings);
  }

  /** False once `zeroize` has switched it off. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /** HTTP status of a request of which every reply is an authentication error. */
  get errorStatus(): LoginSettings['errorStatus'] {
    return this.#settings.errorStatus;
  }

  /** All passwords that users have or had; the same array until the settings change. */
  get passwords(): readonly string[] {
    return this.#passwords;
  }

  /** The present password of a user. */
  passwordOf(user: AccessLevel): string {
    if (this.#options.areUsersRestored()) return factoryPassword;
    return this.#settings[passwordKeys[user]]?.reveal() ?? factoryPassword;
  }

  find(credentials: Credentials | undefined): Session | undefined {
    if (credentials?.cookie === undefined || !this.#isOn) return undefined;
    this.#followBoot();
    const token = cookieIn(credentials.cookie, this.#settings.sessionName);
    return token === undefined ? undefined : this.#sessions.find(token);
  }

  renew(session: Session): string | undefined {
    this.#followBoot();
    const token = this.#sessions.renew(session);
    return token === undefined
      ? undefined
      : setCookie(this.#settings.sessionName, token, this.#settings.lifetime);
  }

  /** The error of a command that its user may not execute. */
  refusal(command: Command, { port, session }: Origin): WireError | undefined {
    if (!this.#isOn || !asking.has(port)) return undefined;
    if (session === undefined)
      return { token: 'Authentication error', detail: { reason: 'no session; log in at /login.sh' } };
    const needed = this.#rules.levelOf(command);
    if (isAtLeast(session.user, needed)) return undefined;
    const allowed = levelsFrom(needed).join(', ');
    return { token: 'Authentication error', detail: { field: 'user', value: session.user, allowed } };
  }

  /** Tries a login; returns its session, undefined where it is refused. A valid session of the request ends. */
  log(given: GivenLogin, { peer, credentials }: Origin): Session | undefined {
    this.#followBoot();
    const user = this.#users.find(given.username);
    const tried = this.#users.try(user, given.password ?? '');
    const lockoutMs = tried === 'lockout' ? { lockoutMs: this.#settings.lockout } : {};
    const report = (result: LoginResult) => {
      this.#counts.add(result);
      this.#options.onTry({ result, ...(user === undefined ? {} : { user }), ...lockoutMs, peer });
    };
    if (user === undefined || tried !== 'right') {
      report(tried === 'locked' ? 'locked' : 'refused');
      return undefined;
    }
    const own = this.find(credentials);
    if (!this.#makeRoom(user, own)) {
      report('concurrent');
      return undefined;
    }
    report('accepted');
    return this.#sessions.begin(user);
  }

  /** `zeroize` was executed: all sessions and lock-outs end. */
  zeroize(): void {
    this.#clear();
    if (this.#settings.afterZeroize === 'off') this.#isOn = false;
  }

  /** The radio is as at its start. */
  reset(): void {
    this.#clear();
    this.#isOn = true;
  }

  /** Ends all sessions, for good; no timer is left. */
  close(): void {
    this.#sessions.close();
  }

  figures(): LoginFigures {
    this.#followBoot();
    return { sessions: this.#sessions.size, tries: this.#counts.figures() };
  }

  /** Ends the session of the request, and the user's other sessions where the settings say so; false to refuse. */
  #makeRoom(user: AccessLevel, own: Session | undefined): boolean {
    const others = this.#sessions.of(user).filter((each) => each !== own);
    const { concurrent } = this.#settings;
    if (concurrent === 'refuse' && others.length > 0) return false;
    const ended = concurrent === 'replace' ? others : [];
    for (const each of own === undefined ? ended : [own, ...ended]) this.#sessions.end(each);
    return true;
  }

  #newToken(): string {
    const stream = this.#options.random();
    const digit = () => Math.floor(stream.between(0, 16)).toString(16);
    return Array.from({ length: tokenLength }, digit).join('');
  }

  #clear(): void {
    this.#sessions.endAll();
    this.#users.clear();
  }

  #followBoot(): void {
    const boot = this.#options.boot();
    if (boot === this.#boot) return;
    this.#boot = boot;
    this.#clear();
  }
}

const passwordKeys = {
  basic: 'basicPassword',
  advanced: 'advancedPassword',
  admin: 'adminPassword',
} as const satisfies Record<AccessLevel, keyof LoginSettings>;

function passwordsIn(settings: LoginSettings): readonly string[] {
  const configured = Object.values(passwordKeys).flatMap((key) => settings[key]?.reveal() ?? []);
  return [...new Set([factoryPassword, ...configured])];
}
