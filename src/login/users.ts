import { createHash, timingSafeEqual } from 'node:crypto';
import { type AccessLevel, accessLevels } from '../core/access-level.js';
import type { Clock } from '../core/time/clock.js';

/** Password of the three users from the factory, and after `zeroize` (interface.md A.6). */
export const factoryPassword = 'HelloWorld';

/** Options of users. */
interface UsersOptions {
  /** Device time. */
  readonly clock: Clock;
  /** The present password of a user. */
  readonly passwordOf: (user: AccessLevel) => string;
  /** Wrong passwords in a row after which a user is locked out; 0 for no limit. */
  readonly maxTries: () => number;
  /** Time for which a user is locked out, ms. */
  readonly lockout: () => number;
}

/** Failed tries of one user. */
interface Tries {
  count: number;
  /** Monotonic ms; the user is locked out while `now < until`. */
  until: number;
}

/** Result of a try: `lockout` is the wrong password that begins one, `locked` a try during it. */
type TryResult = 'right' | 'wrong' | 'lockout' | 'locked';

/** The three users of a radio, and their failed tries: what is kept does not grow. */
export class Users {
  readonly #options: UsersOptions;
  readonly #tries = new Map<AccessLevel, Tries>();

  constructor(options: UsersOptions) {
    this.#options = options;
  }

  /** The user with this name. */
  find(name: string | undefined): AccessLevel | undefined {
    return accessLevels.find((each) => each === name);
  }

  /** Judges a password. The time that it takes does not depend on how much of it is right, nor on the user. */
  try(user: AccessLevel | undefined, password: string): TryResult {
    const expected = this.#options.passwordOf(user ?? 'basic');
    const isRight = timingSafeEqual(digest(password), digest(expected));
    return user === undefined ? 'wrong' : this.#judge(user, isRight);
  }

  /** Forgets failed tries, and ends lock-outs. */
  clear(): void {
    this.#tries.clear();
  }

  #judge(user: AccessLevel, isRight: boolean): TryResult {
    const { clock, maxTries, lockout } = this.#options;
    const now = clock.now();
    const before = this.#tries.get(user);
    if (before !== undefined && now < before.until) return 'locked';
    if (isRight) {
      this.#tries.delete(user);
      return 'right';
    }
    const wasLocked = before !== undefined && before.until > 0;
    const count = wasLocked ? 1 : (before?.count ?? 0) + 1;
    const isLockout = maxTries() > 0 && count >= maxTries();
    this.#tries.set(user, { count, until: isLockout ? now + lockout() : 0 });
    return isLockout ? 'lockout' : 'wrong';
  }
}

/** Of one length, whatever the length of the text. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
