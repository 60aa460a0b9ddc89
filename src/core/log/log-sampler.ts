import type { Clock } from '../time/clock.js';

/** Says one line; `leftOut` others of its kind were left out since the last that was said. */
export type Say = (leftOut: number) => void;

interface Kind {
  /** When its last line was said, ms. */
  saidAt: number;
  leftOut: number;
  /** Says the last that was left out. */
  last: Say | undefined;
}

/** Kinds that are told apart at once; what comes beyond shares one. */
const mostKinds = 256;

/** The kind of those that there is no room for. */
const others = '';

/**
 * Keeps repeated lines from flooding a log: of each kind one in an interval, with the number of those left out. It
 * holds no timer: what was left out is told with the next line of its kind, or by `flush`.
 */
export class LogSampler {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #intervalMs: number;
  readonly #kinds = new Map<string, Kind>();

  /**
   * @param clock real time: who reads a log does not live in the simulation's
   * @param intervalMs in which a kind has one line, ms
   */
  constructor(clock: Pick<Clock, 'now'>, intervalMs = 1_000) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
  }

  /**
   * Calls `say` at once, or leaves it out.
   * @param key what makes lines the same, such as `http header-timeout`; not empty, and from a closed set
   */
  say(key: string, say: Say): void {
    const now = this.#clock.now();
    const kind = this.#kindOf(key, now);
    if (now - kind.saidAt < this.#intervalMs) {
      kind.leftOut += 1;
      kind.last = say;
      return;
    }
    const { leftOut } = kind;
    Object.assign(kind, { saidAt: now, leftOut: 0, last: undefined });
    say(leftOut);
  }

  /** Says the last that was left out of each kind, with the number of those before it; for the close. */
  flush(): void {
    const kinds = [...this.#kinds.values()];
    this.#kinds.clear();
    for (const { leftOut, last } of kinds) last?.(leftOut - 1);
  }

  #kindOf(key: string, now: number): Kind {
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    if (this.#kinds.size >= mostKinds) this.#forgetQuiet(now);
    if (this.#kinds.size >= mostKinds && key !== others) return this.#kindOf(others, now);
    const kind: Kind = { saidAt: -Infinity, leftOut: 0, last: undefined };
    this.#kinds.set(key, kind);
    return kind;
  }

  /** Forgets kinds that would be said at once anyway, with nothing left out. */
  #forgetQuiet(now: number): void {
    for (const [key, { saidAt, leftOut }] of this.#kinds) {
      if (leftOut === 0 && now - saidAt >= this.#intervalMs) this.#kinds.delete(key);
    }
  }
}
