import type { Clock } from '../time/clock.js';
import { type Logger, silentLogger } from './logger.js';
import { isError } from '../realm.js';

/** A logger whose warnings and errors are sampled. */
export interface SampledLogger extends Logger {
  /** Writes the last suppressed line of each kind; for the close. */
  flush(): void;
}

const silentSampled: SampledLogger = { ...silentLogger, flush: () => undefined };

/** Fields that make two lines with the same message different. All others, such as the peer, do not. */
const keyFields = ['node', 'port', 'reason', 'where', 'activity', 'phase', 'user'] as const;

/**
 * Writes the same warning or error at most once a second. Lines are the same if their message, their kind of error and
 * their {@link keyFields} are. The next line has the number of those that were suppressed, as `leftOut`.
 * @param clock real time
 */
export function sampled(logger: Logger, clock: Pick<Clock, 'now'>): SampledLogger {
  if (logger === silentLogger) return silentSampled;
  const sampler = new LogSampler(clock);
  const write = (level: 'warn' | 'error') => (fields: object, message: string) =>
    sampler.offer(keyOf(level, fields, message), (leftOut) =>
      logger[level](leftOut === 0 ? fields : { ...fields, leftOut }, message),
    );
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: write('warn'),
    error: write('error'),
    isLevelEnabled: (level) => logger.isLevelEnabled?.(level) ?? true,
    flush: () => sampler.flush(),
  };
}

function keyOf(level: string, fields: object, message: string): string {
  const error: unknown = Reflect.get(fields, 'err');
  let key = `${level}\n${message}\n${isError(error) ? error.name : typeof error}`;
  for (const name of keyFields) key += `\n${String(Reflect.get(fields, name))}`;
  return key;
}

/** Writes a line; `leftOut` lines of its kind were suppressed since the last one. */
type WriteLine = (leftOut: number) => void;

interface LineKind {
  /** When the last line of this kind was written, ms. */
  writtenAt: number;
  leftOut: number;
  /** The last suppressed line. */
  last: WriteLine | undefined;
}

/** Kinds kept at the same time; further kinds share one. */
const maxKinds = 256;

/** Key of the kind that further kinds share. */
const otherKinds = '';

/**
 * Keeps repeated lines from flooding a log: one line of each kind in an interval, with the number of those suppressed.
 * It holds no timer: suppressed lines are counted in the next line of their kind, or by `flush`.
 */
export class LogSampler {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #intervalMs: number;
  readonly #kinds = new Map<string, LineKind>();

  /**
   * @param clock real time, since a log is read in real time
   * @param intervalMs interval in which one line of a kind is written, ms
   */
  constructor(clock: Pick<Clock, 'now'>, intervalMs = 1_000) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
  }

  /**
   * Calls `write` now, or suppresses the line.
   * @param key the kind of the line, such as `http header-timeout`; not empty, and from a closed set
   */
  offer(key: string, write: WriteLine): void {
    const now = this.#clock.now();
    const kind = this.#kindOf(key, now);
    if (now - kind.writtenAt < this.#intervalMs) {
      kind.leftOut += 1;
      kind.last = write;
      return;
    }
    const { leftOut } = kind;
    Object.assign(kind, { writtenAt: now, leftOut: 0, last: undefined });
    write(leftOut);
  }

  /** Writes the last suppressed line of each kind, with the number of those before it; for the close. */
  flush(): void {
    const kinds = [...this.#kinds.values()];
    this.#kinds.clear();
    for (const { leftOut, last } of kinds) last?.(leftOut - 1);
  }

  #kindOf(key: string, now: number): LineKind {
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    if (this.#kinds.size >= maxKinds) this.#removeQuietKinds(now);
    if (this.#kinds.size >= maxKinds && key !== otherKinds) return this.#kindOf(otherKinds, now);
    const kind: LineKind = { writtenAt: -Infinity, leftOut: 0, last: undefined };
    this.#kinds.set(key, kind);
    return kind;
  }

  /** Removes kinds with nothing suppressed whose next line would be written at once anyway. */
  #removeQuietKinds(now: number): void {
    for (const [key, { leftOut, writtenAt }] of this.#kinds) {
      if (leftOut === 0 && now - writtenAt >= this.#intervalMs) this.#kinds.delete(key);
    }
  }
}
